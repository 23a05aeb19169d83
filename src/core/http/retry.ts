import * as l10n from '@vscode/l10n';
import type { Clock } from '../base/ports.ts';
import { CancelledError, KieError, RateLimitError } from './errors/errors.ts';

/**
 * Runs `work`, and runs it again after each of `waits` (milliseconds) while it fails with a transient error. Only for
 * calls that cost nothing. Rate limits are left to the limiter.
 * @throws the last error of `work`; CancelledError when the signal aborts a wait
 */
export async function retryTransient<T>(
  clock: Clock,
  waits: readonly number[],
  signal: AbortSignal | undefined,
  work: () => Promise<T>
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const wait = waits[attempt];
      if (wait === undefined || !(error instanceof KieError && error.transient) || error instanceof RateLimitError) {
        throw error;
      }
      try {
        await clock.sleep(wait, signal);
      } catch {
        throw cancelled(); // only the signal ends the sleep
      }
    }
  }
}

/** Creates the error of a call that was canceled before anything was sent. */
export const cancelled = (): CancelledError =>
  new CancelledError(l10n.t('Canceled.'), { remedy: 'none', accepted: 'no' });
