/**
 * Counts starts in a sliding window of time for everybody who must share the limit: one process (MemoryWindow), or all
 * windows of VS Code when it is kept where all of them can see it. Times are milliseconds since 1970.
 */
export interface SharedWindow {
  /**
   * Takes one place at the time `now` if there is one, at once and for good: counting and taking must be one step
   * (across processes: one transaction). 0 means taken; anything else means not taken, and how many milliseconds to
   * wait before asking again.
   */
  take(now: number): number;
  /** Nobody gets a place before the time `until`: the server said that it is too much. A longer pause stays. */
  pause?(until: number): void;
}

/** At most `count` places in any `windowMs`, for this process. */
export class MemoryWindow implements SharedWindow {
  readonly #count: number;
  readonly #windowMs: number;
  #starts: number[] = [];
  #pausedUntil = 0;

  constructor(count: number, windowMs: number) {
    this.#count = count;
    this.#windowMs = windowMs;
  }

  take(now: number): number {
    if (this.#pausedUntil > now) return this.#pausedUntil - now;
    // A clock that was set back must not close the window for hours.
    this.#starts = this.#starts.filter(start => start <= now && now - start < this.#windowMs);
    const [oldest] = this.#starts;
    if (oldest !== undefined && this.#starts.length >= this.#count) return oldest + this.#windowMs - now;
    this.#starts.push(now);
    return 0;
  }

  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }
}
