/**
 * At most `count` calls in any `windowMs`. The server counts a call when it arrives, some time after its slot was taken:
 * until `settle` is called, and for at most `pendingMs`, a slot counts as just taken.
 */
export interface RateLimit {
  readonly count: number;
  readonly windowMs: number;
  readonly pendingMs?: number;
}

/**
 * Counts calls in a sliding time window for all callers that share a limit: one process ({@link MemoryRateLimitWindow}), or
 * all windows of VS Code. Times are milliseconds since 1970.
 */
export interface RateLimitWindow {
  /**
   * Takes a slot at the time `now` if one is free. Must be atomic (across processes: one transaction).
   * @returns 0 if taken, otherwise the milliseconds to wait before trying again
   */
  take(now: number): number;
  /** Reports that the server had counted the call of the slot taken at `taken` by the time `now`. */
  settle?(taken: number, now: number): void;
  /** Gives out no slot before the time `until`. A longer pause stays in effect. */
  pause?(until: number): void;
}

/** Returns the time from which a slot taken at `now` counts at the server at the latest. */
export const takenAt = (now: number, { pendingMs = 0 }: RateLimit): number => now + pendingMs;

/** Returns the slots that still count. Those too far in the future precede a clock change. */
export const stillCount = (starts: readonly number[], now: number, { windowMs, pendingMs = 0 }: RateLimit): number[] =>
  starts.filter(start => now - start < windowMs && start - now < windowMs + pendingMs);

/** Returns the milliseconds to wait for a slot; at most one window, since a pending call may settle early. */
export function waitFor(starts: readonly number[], now: number, { count, windowMs }: RateLimit): number {
  if (starts.length < count) return 0;
  return Math.min(windowMs, Math.max(1, Math.min(...starts) + windowMs - now));
}

/** A longer pause was set before the clock was set back: KIE requests an hour at most. */
const MAX_PAUSE_MS = 2 * 3_600_000;

/** Returns the milliseconds that a pause still lasts. */
export const pauseLeft = (until: number, now: number): number =>
  until > now && until <= now + MAX_PAUSE_MS ? until - now : 0;

/** Returns the end of two pauses: the later one, unless it precedes a clock change. */
export const longerPause = (current: number, until: number): number =>
  current > until + MAX_PAUSE_MS ? until : Math.max(current, until);

/** Returns the slots with one of them settled at `now`. */
export function withSettled(
  starts: readonly number[],
  taken: number,
  now: number,
  limit: RateLimit
): readonly number[] {
  const at = starts.indexOf(takenAt(taken, limit));
  return at < 0 ? starts : starts.with(at, now);
}

/** Counts calls of this process. */
export class MemoryRateLimitWindow implements RateLimitWindow {
  readonly #limit: RateLimit;
  #starts: readonly number[] = [];
  #pausedUntil = 0;

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  take(now: number): number {
    const left = pauseLeft(this.#pausedUntil, now);
    if (left > 0) return left;
    this.#starts = stillCount(this.#starts, now, this.#limit);
    const wait = waitFor(this.#starts, now, this.#limit);
    if (wait === 0) this.#starts = [...this.#starts, takenAt(now, this.#limit)];
    return wait;
  }

  settle(taken: number, now: number): void {
    this.#starts = withSettled(this.#starts, taken, now, this.#limit);
  }

  pause(until: number): void {
    this.#pausedUntil = longerPause(this.#pausedUntil, until);
  }
}
