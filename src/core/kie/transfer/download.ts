import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import type { Clock, Logger } from '../../base/ports.ts';
import type { CallOptions, Downloaded } from '../clientTypes.ts';
import {
  CancelledError,
  InterruptedError,
  KieError,
  RateLimitError,
  UnreadableAnswerError
} from '../../http/errors.ts';
import { fileError } from '../../http/fileError.ts';
import { networkFailure, unreadable } from '../../http/networkFailures.ts';
import { drop, openDownload } from './openDownload.ts';
import type { OpenDownload } from './openDownload.ts';
import { pour } from './writeBody.ts';
import { bodyOf, resumeHeaders } from './ranges.ts';
import type { Part } from './ranges.ts';
import type { Transport } from '../../http/transport.ts';

/** Milliseconds before each further try. Tries that brought new bytes of a resumable file do not count. */
const WAITS = [1_000, 2_000];

interface DownloadDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Logger;
}

export type DownloadOptions = CallOptions & { readonly maxBytes?: number };

/**
 * Streams an address into a new file, in several tries when the connection breaks: from where it broke off when the server
 * can and the file is still the same there, else from the start. The key is never sent; the file is removed on failure.
 */
export async function download(
  deps: DownloadDeps,
  address: string,
  file: string,
  options: DownloadOptions
): Promise<Downloaded> {
  let handle: fs.FileHandle | undefined;
  let part: Part = { done: 0 };
  try {
    for (let attempt = 0; ;) {
      const from = part.done;
      try {
        const open = await openDownload(deps.transport, address, resumeHeaders(part), options.signal);
        const begun = bodyOf(open.answer, part);
        if (begun === undefined) {
          drop(open.answer);
          if (from === 0) throw unreadable('download'); // a piece that nobody asked for
          part = { done: 0 };
          continue;
        }
        try {
          check(open, begun.total, options);
          handle ??= await create(file);
          part = { ...begun.part };
          const poured = await pour(open.answer, handle, {
            file,
            at: part.done,
            onBytes: done => told(done, begun.total, open, options)
          });
          part = { ...part, done: poured.done };
          if ('error' in poured) throw poured.error;
          if (begun.total !== undefined && part.done !== begun.total) throw incomplete(open);
          await handle.truncate(part.done).catch((error: unknown) => Promise.reject(fileError(file, error)));
          await handle.close();
          return { bytes: part.done, ...(begun.mime === undefined ? {} : { mime: begun.mime }) };
        } catch (error) {
          drop(open.answer);
          throw error instanceof KieError ? error : networkFailure(error, 'download', open.url.host, options.signal);
        }
      } catch (error) {
        if (!(error instanceof KieError && error.transient) || error instanceof RateLimitError) throw error;
        if (part.validator === undefined) part = { done: 0 };
        const wait = part.done > from ? WAITS[0] : WAITS[attempt++];
        if (wait === undefined) throw error;
        deps.log.debug(`Download, again from byte ${part.done}: ${error.message}`);
        await rest(deps.clock, wait, options.signal);
      }
    }
  } catch (error) {
    if (handle !== undefined) {
      await handle.close().catch(() => undefined); // the failure before this one is told
      await fs.rm(file, { force: true });
    }
    throw error;
  }
}

async function create(file: string): Promise<fs.FileHandle> {
  try {
    return await fs.open(file, 'wx');
  } catch (error) {
    throw fileError(file, error);
  }
}

async function rest(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch {
    // only the signal ends the waiting
    throw new CancelledError(l10n.t('Cancelled.'), { remedy: 'none', accepted: 'no' });
  }
}

function check({ answer, url }: OpenDownload, total: number | undefined, options: DownloadOptions): void {
  if (/^text\/html\b/i.test(String(answer.headers['content-type'] ?? ''))) {
    throw new UnreadableAnswerError(
      l10n.t('{0} sent a web page instead of the result. Collect it again, and check the network.', url.host),
      {
        remedy: 'retry',
        accepted: 'no'
      }
    );
  }
  if ((total ?? 0) > (options.maxBytes ?? Infinity)) throw tooLarge(url);
}

function told(done: number, total: number | undefined, { url }: OpenDownload, options: DownloadOptions): void {
  if (done > (options.maxBytes ?? Infinity)) throw tooLarge(url);
  options.onProgress?.({ done, ...(total === undefined ? {} : { total }) });
}

const tooLarge = (url: URL): KieError =>
  new UnreadableAnswerError(
    l10n.t('The file at {0} is larger than allowed. Look at it in the browser, from kie.ai/logs.', url.host),
    {
      remedy: 'none',
      accepted: 'no'
    }
  );

const incomplete = ({ url }: OpenDownload): KieError =>
  new InterruptedError(l10n.t('The download from {0} came incomplete. Collect it again.', url.host), {
    remedy: 'retry',
    accepted: 'no',
    transient: true
  });
