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
} from '../../http/errors/errors.ts';
import { fileError } from '../../http/errors/fileError.ts';
import { networkFailure, unreadable } from '../../http/errors/networkFailures.ts';
import { drop, openDownload } from './openDownload.ts';
import type { OpenDownload } from './openDownload.ts';
import { contentCodings, decodeBody, isWrongCoding } from './decodeBody.ts';
import { watchRate } from './watchRate.ts';
import { writeBody } from './writeBody.ts';
import { bodyOf, resumeHeaders } from './ranges.ts';
import type { Part } from './ranges.ts';
import type { Transport } from '../../http/transport.ts';

/** Milliseconds before each retry. Attempts that made progress in a resumable file do not count. */
const RETRY_WAITS_MS = [1_000, 2_000];

interface DownloadDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Logger;
}

type DownloadOptions = CallOptions & {
  readonly maxBytes?: number;
  /** Called once when the download stays below the minimum rate. */
  readonly onSlow?: () => void;
};

/** State of a running download. */
interface Progress {
  handle?: fs.FileHandle;
  part: Part;
  /** Number of attempts in which the declared content coding was wrong. */
  wrongCodings: number;
}

/**
 * Downloads a URL to a new file. Retries lost connections: resumes if the server supports it and the file has not
 * changed, otherwise restarts. Decodes content codings; `maxBytes` limits the decoded bytes. Never sends the key.
 * Removes the file on failure.
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
  const watched: DownloadOptions = {
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
        const done = await attemptDownload(deps.transport, address, file, progress, watched);
        if (done !== undefined) {
          await rejectPage(file, done, new URL(address).host);
          return done;
        }
      } catch (error) {
        if (!(error instanceof KieError && error.transient) || error instanceof RateLimitError) throw error;
        if (progress.part.validator === undefined) progress.part = { done: 0 };
        const wait = progress.part.done > from ? RETRY_WAITS_MS[0] : RETRY_WAITS_MS[attempt++];
        if (wait === undefined) throw error;
        deps.log.debug(`Download continues at byte ${progress.part.done}: ${error.message}`);
        await pause(deps.clock, wait, options.signal);
      }
    }
  } catch (error) {
    if (progress.handle !== undefined) {
      await progress.handle.close().catch(() => undefined); // the original error is reported
      await fs.rm(file, { force: true });
    }
    throw error;
  } finally {
    watch?.stop();
  }
}

/** Makes one request. Returns undefined when the download must restart. */
async function attemptDownload(
  transport: Transport,
  address: string,
  file: string,
  progress: Progress,
  options: DownloadOptions
): Promise<Downloaded | undefined> {
  const open = await openDownload(transport, address, resumeHeaders(progress.part), options.signal);
  const body = bodyOf(open.response, progress.part);
  if (body === undefined) {
    drop(open.response);
    if (progress.part.done === 0) throw unreadable('download'); // a range that was not requested
    progress.part = { done: 0 };
    return undefined;
  }
  try {
    if ((body.total ?? 0) > (options.maxBytes ?? Infinity)) throw tooLarge(open.url);
    const handle = (progress.handle ??= await create(file));
    progress.part = { ...body.part };
    const written = await writeBody(decodeBody(open.response, progress.wrongCodings), handle, {
      file,
      at: progress.part.done,
      onBytes: done => report(done, body.total, open, options)
    });
    if (isWrongCoding(written.error)) {
      progress.part = { done: 0 };
      progress.wrongCodings++;
      drop(open.response);
      return undefined;
    }
    progress.part = { ...progress.part, done: written.done };
    if ('error' in written) throw written.error;
    if (body.total !== undefined && written.done !== body.total) throw incomplete(open);
    await handle.truncate(written.done).catch((error: unknown) => Promise.reject(fileError(file, error)));
    await handle.close();
    const coded = contentCodings(open.response).length > 0;
    return compact<Downloaded>({
      bytes: written.done,
      mime: body.mime,
      unmeasured: (body.total === undefined && !coded) || undefined
    });
  } catch (error) {
    drop(open.response);
    throw error instanceof KieError ? error : networkFailure(error, 'download', open.url.host, options.signal);
  }
}

/** Rejects a login or error page in place of the result. Media content is accepted regardless of the header. */
async function rejectPage(file: string, { mime }: Downloaded, host: string): Promise<void> {
  if (mime !== 'text/html' && mime !== 'application/xhtml+xml') return;
  const { kind } = await sniffFile(file);
  if (kind !== 'markup' && kind !== 'text' && kind !== 'json') return;
  throw new UnreadableAnswerError(
    l10n.t('{0} returned a web page instead of the result. Check your network, then download the result again.', host),
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
