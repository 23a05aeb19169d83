import type { Clock } from '../ports.ts';

/** At most `count` starts in any window of `windowMs`, first come first served, abortable while waiting. */
export class Limiter {
  readonly #count: number;
  readonly #windowMs: number;
  readonly #clock: Clock;
  #starts: number[] = [];
  #pausedUntil = 0;
  #tail: Promise<void> = Promise.resolve();

  constructor(count: number, windowMs: number, clock: Clock) {
    this.#count = count;
    this.#windowMs = windowMs;
    this.#clock = clock;
  }

  /** Resolves when the next start is allowed. Rejects at once with the signal's reason, and then uses up nothing. */
  take(signal?: AbortSignal): Promise<void> {
    const turn = this.#tail.then(() => this.#wait(signal));
    this.#tail = turn.catch(() => undefined);
    if (signal === undefined) return turn;
    // The turn itself comes later, when those before it are through, and then ends without a start.
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error);
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort, { once: true });
      turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
  }

  /** Nobody starts for `ms` from now: the server said that it is too much. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms);
  }

  async #wait(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#clock.now();
      this.#starts = this.#starts.filter(start => now - start < this.#windowMs);
      const oldest = this.#starts[0];
      const full = this.#starts.length >= this.#count && oldest !== undefined ? oldest + this.#windowMs - now : 0;
      const wait = Math.max(full, this.#pausedUntil - now);
      if (wait <= 0) {
        this.#starts.push(now);
        return;
      }
      await this.#clock.sleep(wait, signal);
    }
  }
}
