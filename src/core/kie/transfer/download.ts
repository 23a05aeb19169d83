import * as l10n from '@vscode/l10n';
import fs from 'node:fs/promises';
import { sniffFile } from '../../files/sniff.ts';
import type { Clock, Logger } from '../../base/ports.ts';
import type { Downloaded } from '../clientTypes.ts';
import { CancelledError, KieError, RateLimitError, UnreadableAnswerError } from '../../http/errors/errors.ts';
import type { Transport } from '../../http/transport.ts';
import { attemptDownload } from './attemptDownload.ts';
import type { DownloadOptions, DownloadProgress, DownloadTarget } from './attemptDownload.ts';
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
 * Removes the file on failure.
 * @throws {@link KieError}
 */
export async function download(
  deps: DownloadDeps,
  address: string,
  file: string,
  options: DownloadOptions
): Promise<Downloaded> {
  const progress: DownloadProgress = { part: { done: 0 }, wrongCodings: 0 };
  const watch = options.onSlow === undefined ? undefined : watchRate(options.onSlow, deps.transport.slowMs);
  const onProgress: DownloadOptions['onProgress'] = seen => {
    watch?.add(seen.done);
    options.onProgress?.(seen);
  };
  const target: DownloadTarget = { address, file, options: { ...options, onProgress } };
  try {
    for (let attempt = 0; ;) {
      const from = progress.part.done;
      try {
        const done = await attemptDownload(deps.transport, target, progress);
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

async function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch {
    // only the signal ends the pause
    throw new CancelledError(l10n.t('Canceled.'), { remedy: 'none', accepted: 'no' });
  }
}
