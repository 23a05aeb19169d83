/**
 * How places are counted: at most `count` in any `windowMs`. The server counts a call when it arrives, which is some time
 * after its place was taken: until `arrived` says so, and for `onTheWayMs` at most, a place is not older than now.
 */
export interface Places {
  readonly count: number;
  readonly windowMs: number;
  readonly onTheWayMs?: number;
}

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
  /** The call that took its place at the time `taken` has been counted by the server at the time `now` or before. */
  arrived?(taken: number, now: number): void;
  /** Nobody gets a place before the time `until`: the server said that it is too much. A longer pause stays. */
  pause?(until: number): void;
}

/** What is counted, by when each place surely counts at the server. */
export const takenAt = (now: number, { onTheWayMs = 0 }: Places): number => now + onTheWayMs;

/** The places that still count; what lies further ahead is of a clock that was set back since. */
export const stillCount = (starts: readonly number[], now: number, { windowMs, onTheWayMs = 0 }: Places): number[] =>
  starts.filter(start => now - start < windowMs && start - now < windowMs + onTheWayMs);

/** How long to wait for a place; never longer than a window, since a call on its way may arrive sooner than it must. */
export function waitFor(starts: readonly number[], now: number, { count, windowMs }: Places): number {
  if (starts.length < count) return 0;
  return Math.min(windowMs, Math.max(1, Math.min(...starts) + windowMs - now));
}

/** The same places with one of them counted from its arrival. */
export function withArrival(starts: readonly number[], taken: number, now: number, places: Places): readonly number[] {
  const at = starts.indexOf(takenAt(taken, places));
  return at < 0 ? starts : starts.with(at, now);
}

/** Counts for this process. */
export class MemoryWindow implements SharedWindow {
  readonly #places: Places;
  #starts: readonly number[] = [];
  #pausedUntil = 0;

  constructor(places: Places) {
    this.#places = places;
  }

  take(now: number): number {
    if (this.#pausedUntil > now) return this.#pausedUntil - now;
    this.#starts = stillCount(this.#starts, now, this.#places);
    const wait = waitFor(this.#starts, now, this.#places);
    if (wait === 0) this.#starts = [...this.#starts, takenAt(now, this.#places)];
    return wait;
  }

  arrived(taken: number, now: number): void {
    this.#starts = withArrival(this.#starts, taken, now, this.#places);
  }

  pause(until: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }
}
