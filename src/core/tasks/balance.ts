import type { Clock } from '../base/ports.ts';

/** The credits left, asked no more often than needed: who asks while an answer is on its way shares it or the next one. */
export class Balance {
  readonly #ask: () => Promise<number>;
  readonly #clock: Clock;
  #last: { readonly credits: number; readonly at: number } | undefined;
  #asking: Promise<number> | undefined;
  #next: Promise<number> | undefined;

  /** `ask` is the call, which need not note its answer here. */
  constructor(ask: () => Promise<number>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** The last balance seen, however old. */
  get last(): number | undefined {
    return this.#last?.credits;
  }

  /** An answer that came another way; with `another` key it says nothing of what runs here. */
  note(credits: number, another = false): void {
    this.#last = { credits, at: another ? -Infinity : this.#clock.now() };
  }

  /** The balance if it was seen in the last `maxAgeMs`, without asking. */
  known(maxAgeMs: number): number | undefined {
    return this.#last !== undefined && this.#clock.now() - this.#last.at <= maxAgeMs ? this.#last.credits : undefined;
  }

  /** The balance as it is now or later, never as it was before. Throws KieError. */
  look(): Promise<number> {
    if (this.#asking === undefined) return this.#begin();
    this.#next ??= this.#asking
      .catch(() => undefined) // whoever asked for that one was told
      .then(() => {
        this.#next = undefined;
        return this.#begin();
      });
    return this.#next;
  }

  /** The balance if it is known or comes within `waitMs`; undefined when it does not, which must hold nobody up. */
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
