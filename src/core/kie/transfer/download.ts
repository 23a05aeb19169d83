import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { compact } from '../../../shared/compact.ts';
import { sniffFile } from '../../files/sniff.ts';
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
import { contentCodings, decodeBody, isWrongCoding } from './decodeBody.ts';
import { watchRate } from './watchRate.ts';
import { writeBody } from './writeBody.ts';
import { bodyOf, resumeHeaders } from './ranges.ts';
import type { Part } from './ranges.ts';
import type { Transport } from '../../http/transport.ts';

/** Milliseconds before each further attempt. Attempts that brought new bytes of a resumable file do not count. */
const WAITS = [1_000, 2_000];

interface DownloadDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Logger;
}

export type DownloadOptions = CallOptions & {
  readonly maxBytes?: number;
  /** Called once when the download has been slower than the minimum rate for a while. */
  readonly onSlow?: () => void;
};

/** A download under way: what is in the file, and how the body is to be read. */
interface Progress {
  handle?: fs.FileHandle;
  part: Part;
  /** How often the announced content coding turned out to be wrong. */
  wrongCodings: number;
}

/**
 * Streams an address into a new file, in several attempts when the connection breaks: from where it broke off when the
 * server can and the file is still the same there, else from the start. Content codings are decoded; `maxBytes` counts
 * the decoded bytes. The key is never sent; the file is removed on failure.
 * @throws {@link KieError}
 */
export async function download(
  deps: DownloadDeps,
  address: string,
  file: string,
  options: DownloadOptions
): Promise<Downloaded> {
  const progress: Progress = { part: { done: 0 }, wrongCodings: 0 };
  const watch = options.onSlow === undefined ? undefined : watchRate(options.onSlow, deps.transport.slowMs);
  const heard: DownloadOptions = {
    ...options,
    onProgress: seen => {
      watch?.add(seen.done);
      options.onProgress?.(seen);
    }
  };
  try {
    for (let attempt = 0; ;) {
      const from = progress.part.done;
      try {
        const done = await attemptDownload(deps.transport, address, file, progress, heard);
        if (done !== undefined) {
          await refusePage(file, done, new URL(address).host);
          return done;
        }
      } catch (error) {
        if (!(error instanceof KieError && error.transient) || error instanceof RateLimitError) throw error;
        if (progress.part.validator === undefined) progress.part = { done: 0 };
        const wait = progress.part.done > from ? WAITS[0] : WAITS[attempt++];
        if (wait === undefined) throw error;
        deps.log.debug(`Download continues at byte ${progress.part.done}: ${error.message}`);
        await pause(deps.clock, wait, options.signal);
      }
    }
  } catch (error) {
    if (progress.handle !== undefined) {
      await progress.handle.close().catch(() => undefined); // the failure before this one is reported
      await fs.rm(file, { force: true });
    }
    throw error;
  } finally {
    watch?.stop();
  }
}

/** One request. Undefined when only another one from the start can bring the file. */
async function attemptDownload(
  transport: Transport,
  address: string,
  file: string,
  progress: Progress,
  options: DownloadOptions
): Promise<Downloaded | undefined> {
  const open = await openDownload(transport, address, resumeHeaders(progress.part), options.signal);
  const begun = bodyOf(open.answer, progress.part);
  if (begun === undefined) {
    drop(open.answer);
    if (progress.part.done === 0) throw unreadable('download'); // a range that was not requested
    progress.part = { done: 0 };
    return undefined;
  }
  try {
    if ((begun.total ?? 0) > (options.maxBytes ?? Infinity)) throw tooLarge(open.url);
    const handle = (progress.handle ??= await create(file));
    progress.part = { ...begun.part };
    const written = await writeBody(decodeBody(open.answer, progress.wrongCodings), handle, {
      file,
      at: progress.part.done,
      onBytes: done => report(done, begun.total, open, options)
    });
    if (isWrongCoding(written.error)) {
      progress.part = { done: 0 };
      progress.wrongCodings++;
      drop(open.answer);
      return undefined;
    }
    progress.part = { ...progress.part, done: written.done };
    if ('error' in written) throw written.error;
    if (begun.total !== undefined && written.done !== begun.total) throw incomplete(open);
    await handle.truncate(written.done).catch((error: unknown) => Promise.reject(fileError(file, error)));
    await handle.close();
    const coded = contentCodings(open.answer).length > 0;
    return compact<Downloaded>({
      bytes: written.done,
      mime: begun.mime,
      unmeasured: (begun.total === undefined && !coded) || undefined
    });
  } catch (error) {
    drop(open.answer);
    throw error instanceof KieError ? error : networkFailure(error, 'download', open.url.host, options.signal);
  }
}

/** A page of a network login or of an error in place of the result; bytes that are media count whatever the header. */
async function refusePage(file: string, { mime }: Downloaded, host: string): Promise<void> {
  if (mime !== 'text/html' && mime !== 'application/xhtml+xml') return;
  const { kind } = await sniffFile(file);
  if (kind !== 'markup' && kind !== 'text' && kind !== 'json') return;
  throw new UnreadableAnswerError(
    l10n.t('{0} sent a web page instead of the result. Check the network, then download the result again.', host),
    { remedy: 'retry', accepted: 'no' }
  );
}

async function create(file: string): Promise<fs.FileHandle> {
  try {
    return await fs.open(file, 'wx');
  } catch (error) {
    throw fileError(file, error);
  }
}

async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch {
    // only the signal ends the pause
    throw new CancelledError(l10n.t('Cancelled.'), { remedy: 'none', accepted: 'no' });
  }
}

function report(done: number, total: number | undefined, { url }: OpenDownload, options: DownloadOptions): void {
  if (done > (options.maxBytes ?? Infinity)) throw tooLarge(url);
  options.onProgress?.({ done, ...(total === undefined ? {} : { total }) });
}

const tooLarge = (url: URL): KieError =>
  new UnreadableAnswerError(
    l10n.t('The file at {0} exceeds the maximum size. Check kie.ai/logs and open it in the browser.', url.host),
    {
      remedy: 'none',
      accepted: 'no'
    }
  );

const incomplete = ({ url }: OpenDownload): KieError =>
  new InterruptedError(l10n.t('The download from {0} ended early. Download the result again.', url.host), {
    remedy: 'retry',
    accepted: 'no',
    transient: true
  });
