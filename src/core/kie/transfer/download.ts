import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { completenessOf } from '../../files/completeness.ts';
import { sniffFile } from '../../files/sniff.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Clock, Logger } from '../../base/ports.ts';
import type { Downloaded, DownloadOptions } from '../clientTypes.ts';
import {
  CancelledError,
  FileError,
  InterruptedError,
  KieError,
  RateLimitError,
  UnreadableAnswerError
} from '../../http/errors/errors.ts';
import { fileError } from '../../http/errors/fileError.ts';
import type { Transport } from '../../http/transport.ts';
import { attemptDownload, truncate } from './attemptDownload.ts';
import type { DownloadProgress, DownloadTarget } from './attemptDownload.ts';
import { watchRate } from './watchRate.ts';

/** Milliseconds before each retry. Attempts that made progress in a resumable file do not count. */
const RETRY_WAITS_MS = [1_000, 2_000];

interface DownloadDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Downloads a URL to a new file. Retries lost connections: resumes if the server supports it and the file has not
 * changed, otherwise restarts. Decodes content codings; `maxBytes` limits the decoded bytes. Never sends the key.
 * When no attempt reaches the declared end, content that is complete by its format is returned as `endedEarly`. Removes
 * the file on failure, except with `keepsPart`.
 * @throws {@link KieError}
 */
export async function download(
  deps: DownloadDeps,
  address: string,
  file: string,
  options: DownloadOptions
): Promise<Downloaded> {
  const progress: DownloadProgress = { part: { done: 0 }, written: 0, coding: { failures: 0, guessed: [] } };
  const watch = options.onSlow === undefined ? undefined : watchRate(options.onSlow, deps.transport.slowMs);
  const onProgress: DownloadOptions['onProgress'] = seen => {
    watch?.add(seen.done);
    options.onProgress?.(seen);
  };
  const target: DownloadTarget = { address, file, options: { ...options, onProgress } };
  let isKept = false;
  try {
    const done = await downloadWithRetries(deps, target, progress).catch(async (error: unknown) => {
      const part = await partOf(deps, file, progress, error);
      isKept = part !== undefined && options.keepsPart === true;
      if (part?.endedEarly !== true) throw error;
      return part;
    });
    isKept = false;
    await rejectPage(file, done, new URL(address).host);
    await progress.handle?.close().catch((error: unknown) => Promise.reject(fileError(file, error)));
    isKept = true;
    return done;
  } finally {
    watch?.stop();
    // A second error must not replace the first, which is reported.
    const ignore = (error: unknown): void => deps.log.debug(`Failed to clean up a download: ${messageOf(error)}`);
    await progress.handle?.close().catch(ignore);
    if (!isKept && progress.handle !== undefined) await fs.rm(file, { force: true }).catch(ignore);
  }
}

async function downloadWithRetries(
  deps: DownloadDeps,
  target: DownloadTarget,
  progress: DownloadProgress
): Promise<Downloaded> {
  for (let attempt = 0; ;) {
    const from = progress.part.done;
    try {
      const done = await attemptDownload(deps.transport, target, progress);
      if (done !== undefined) return done;
    } catch (error) {
      if (!(error instanceof KieError && error.transient) || error instanceof RateLimitError) throw error;
      if (progress.part.validator === undefined) progress.part = { done: 0 };
      const wait = progress.part.done > from ? RETRY_WAITS_MS[0] : RETRY_WAITS_MS[attempt++];
      if (wait === undefined) throw error;
      deps.log.debug(`Download continues at byte ${progress.part.done}: ${error.message}`);
      await pause(deps.clock, wait, target.options.signal);
    }
  }
}

/** Returns the part of a failed download; undefined when nothing was received, or nothing that belongs to the result. */
async function partOf(
  { log }: DownloadDeps,
  file: string,
  { handle, written }: DownloadProgress,
  error: unknown
): Promise<Downloaded | undefined> {
  if (handle === undefined || written === 0 || isWorthless(error)) return undefined;
  try {
    await truncate(handle, file, written);
    const isWhole = error instanceof InterruptedError && (await completenessOf(file)) === 'complete';
    return { bytes: written, ...(isWhole ? { endedEarly: true } : {}) };
  } catch (failure) {
    log.warn(`Failed to keep the part of a download: ${messageOf(failure)}`);
    return undefined;
  }
}

/** Whether the bytes that were received before an error are of no use: not written, or not the result. */
const isWorthless = (error: unknown): boolean =>
  error instanceof FileError || (error instanceof UnreadableAnswerError && !error.transient);

/** Rejects a login or error page in place of the result. Other content is accepted regardless of the header. */
async function rejectPage(file: string, { mime }: Downloaded, host: string): Promise<void> {
  if (mime !== 'text/html' && mime !== 'application/xhtml+xml') return;
  const { kind } = await sniffFile(file);
  if (kind !== 'markup') return;
  throw new UnreadableAnswerError(
    l10n.t('{0} returned a web page instead of the result. Check your network, then download the result again.', host),
    { remedy: 'retry', accepted: 'no' }
  );
}

async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch {
    // only the signal ends the pause
    throw new CancelledError(l10n.t('Canceled.'), { remedy: 'none', accepted: 'no' });
  }
}
