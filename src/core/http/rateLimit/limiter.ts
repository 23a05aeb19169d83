import type { Clock } from '../../base/ports.ts';
import { longerPause, MemoryRateLimitWindow, pauseLeft } from './rateLimit.ts';
import type { RateLimit, RateLimitWindow } from './rateLimit.ts';

/** Priority of a call. */
export interface Turn {
  /** Calls of one group (a task) are first come first served; groups take turns. */
  readonly group?: string;
  /** Visible to the user: goes first, but every fourth turn goes to the others. */
  readonly watched?: boolean;
}

interface Waiter {
  readonly group: string;
  readonly watched: boolean;
  readonly start: (taken: number) => void;
  readonly fail: (error: Error) => void;
}

const MAX_WATCHED_IN_A_ROW = 3;
const MAX_GROUPS = 1_000;

/** Rate limiter: at most N calls in any time window, fair between groups, abortable while waiting. */
export class Limiter {
  readonly #window: RateLimitWindow;
  readonly #clock: Clock;
  readonly #waiting: Waiter[] = [];
  /** Number of each group's last turn. */
  readonly #served = new Map<string, number>();
  #turns = 0;
  #watchedInARow = 0;
  #pausedUntil = 0;
  /** Ends the sleep of the dispatch loop, which runs while calls wait. */
  #sleep: AbortController | undefined;

  /** @param window - counts for all windows of VS Code together; by default for this process only */
  constructor(limit: RateLimit, clock: Clock, window: RateLimitWindow = new MemoryRateLimitWindow(limit)) {
    this.#clock = clock;
    this.#window = window;
  }

  /**
   * Waits until the next call is allowed.
   * @returns the slot: the time at which it was taken, for {@link settle}
   * @throws the signal's reason as soon as it aborts, without using a slot
   */
  take(signal?: AbortSignal, turn: Turn = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const waiter: Waiter = {
        group: turn.group ?? '',
        watched: turn.watched === true,
        start: taken => {
          signal?.removeEventListener('abort', abort);
          resolve(taken);
        },
        fail: reject
      };
      const abort = (): void => {
        this.#remove(waiter);
        if (this.#waiting.length === 0) this.#sleep?.abort();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(waiter);
      if (this.#sleep === undefined) void this.#dispatch();
    });
  }

  /** Reports that the call of a slot has ended or will not be made, so the server has counted it. Never throws. */
  settle(slot: number): void {
    try {
      this.#window.settle?.(slot, this.#clock.now());
    } catch {
      // A counting failure must not affect the call's result; the slot only lasts a little longer.
    }
  }

  /** Holds all calls back for `ms` milliseconds, after the server reported a rate limit. Never throws. */
  pause(ms: number): void {
    const until = this.#clock.now() + ms;
    this.#pausedUntil = longerPause(this.#pausedUntil, until);
    try {
      this.#window.pause?.(until);
    } catch {
      // The rate limit error matters more to the caller; other windows will get their own from the server.
    }
  }

  async #dispatch(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const now = this.#clock.now();
        const wait = pauseLeft(this.#pausedUntil, now) || this.#window.take(now);
        // Chosen after the wait, so that calls added in between have their turn.
        if (wait <= 0) this.#next()?.start(now);
        else await this.#pauseLoop(wait);
      }
    } catch (error) {
      // Without a count no call may start.
      for (const waiter of this.#waiting.splice(0)) {
        waiter.fail(error instanceof Error ? error : new Error(String(error)));
      }
    } finally {
      this.#sleep = undefined;
    }
  }

  async #pauseLoop(ms: number): Promise<void> {
    this.#sleep = new AbortController();
    const { signal } = this.#sleep;
    try {
      await this.#clock.sleep(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error; // aborted: no call is waiting
    }
  }

  #next(): Waiter | undefined {
    const watched = this.#waiting.some(waiter => waiter.watched);
    const others = this.#waiting.some(waiter => !waiter.watched);
    const side = watched && (!others || this.#watchedInARow < MAX_WATCHED_IN_A_ROW);
    this.#watchedInARow = side && others ? this.#watchedInARow + 1 : 0;
    let chosen: Waiter | undefined;
    for (const waiter of this.#waiting) {
      if (waiter.watched !== side) continue;
      if (chosen === undefined || this.#lastTurn(waiter) < this.#lastTurn(chosen)) chosen = waiter;
    }
    if (chosen === undefined) return undefined;
    this.#remove(chosen);
    this.#served.delete(chosen.group);
    this.#served.set(chosen.group, ++this.#turns);
    if (this.#served.size > MAX_GROUPS) {
      const [oldest] = this.#served.keys();
      if (oldest !== undefined) this.#served.delete(oldest);
    }
    return chosen;
  }

  #lastTurn(waiter: Waiter): number {
    return this.#served.get(waiter.group) ?? 0;
  }

  #remove(waiter: Waiter): void {
    const at = this.#waiting.indexOf(waiter);
    if (at >= 0) this.#waiting.splice(at, 1);
  }
}
