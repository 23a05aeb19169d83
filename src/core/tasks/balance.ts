import type { Clock } from '../base/ports.ts';

/** Remaining credits. Concurrent callers share the in-flight request, or the one queued behind it. */
export class Balance {
  readonly #ask: () => Promise<number>;
  readonly #clock: Clock;
  #last: { readonly credits: number; readonly at: number } | undefined;
  #asking: Promise<number> | undefined;
  #next: Promise<number> | undefined;

  /** @param ask - requests the balance */
  constructor(ask: () => Promise<number>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** Last known balance, regardless of its age. */
  get last(): number | undefined {
    return this.#last?.credits;
  }

  /** Records a balance from another call; ignored if it was requested with `another` key. */
  note(credits: number, another = false): void {
    this.#last = { credits, at: another ? -Infinity : this.#clock.now() };
  }

  /** Returns the known balance if it is at most `maxAgeMs` old, without a request. */
  known(maxAgeMs: number): number | undefined {
    return this.#last !== undefined && this.#clock.now() - this.#last.at <= maxAgeMs ? this.#last.credits : undefined;
  }

  /**
   * Requests the balance; the result is never older than the call.
   * @throws KieError
   */
  look(): Promise<number> {
    if (this.#asking === undefined) return this.#begin();
    this.#next ??= this.#asking
      .catch(() => undefined) // reported to the caller of that request
      .then(() => {
        this.#next = undefined;
        return this.#begin();
      });
    return this.#next;
  }

  /** Returns the known balance, or waits up to `waitMs` for it; undefined after the timeout or an error. */
  async within(maxAgeMs: number, waitMs: number, signal?: AbortSignal): Promise<number | undefined> {
    const known = this.known(maxAgeMs);
    if (known !== undefined) return known;
    const over = new AbortController();
    const late = this.#clock.sleep(waitMs, signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]));
    const unknown = (): undefined => undefined;
    try {
      return await Promise.race([(this.#asking ?? this.#begin()).catch(unknown), late.then(unknown, unknown)]);
    } finally {
      over.abort();
    }
  }

  #begin(): Promise<number> {
    const asking = this.#ask()
      .then(credits => {
        this.note(credits);
        return credits;
      })
      .finally(() => {
        if (this.#asking === asking) this.#asking = undefined;
      });
    this.#asking = asking;
    return asking;
  }
}
