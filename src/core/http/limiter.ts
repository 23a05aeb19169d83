import type { Clock } from '../base/ports.ts';
import { MemoryWindow } from './rateLimit.ts';
import type { Places, SharedWindow } from './rateLimit.ts';

/** Whose turn it is first. */
export interface Turn {
  /** Turns of one group (a task) are first come first served, and no group waits for all turns of another. */
  readonly group?: string;
  /** A person looks at it: goes first, but every fourth turn is for the others. */
  readonly watched?: boolean;
}

interface Waiter {
  readonly group: string;
  readonly watched: boolean;
  readonly start: (taken: number) => void;
  readonly fail: (error: Error) => void;
}

const WATCHED_IN_A_ROW = 3;
const REMEMBERED_GROUPS = 1_000;

/** At most so many starts in any window of time, fair between groups, abortable while waiting. */
export class Limiter {
  readonly #window: SharedWindow;
  readonly #clock: Clock;
  readonly #waiting: Waiter[] = [];
  /** The number of the last turn that a group had. */
  readonly #served = new Map<string, number>();
  #turns = 0;
  #watchedInARow = 0;
  #pausedUntil = 0;
  /** Ends the sleep of the loop that hands out turns; there is one loop while somebody waits. */
  #sleep: AbortController | undefined;

  /** With `window`, that one counts (for all windows of VS Code together) instead of a count of our own. */
  constructor(places: Places, clock: Clock, window: SharedWindow = new MemoryWindow(places)) {
    this.#clock = clock;
    this.#window = window;
  }

  /**
   * Resolves when the next start is allowed, with the time at which its place was taken. Rejects at once with the signal's
   * reason, and then uses up nothing.
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
      if (this.#sleep === undefined) void this.#handOut();
    });
  }

  /** The call of a place taken at `taken` was answered, or is not made: the server has counted it by now. Throws nothing. */
  arrived(taken: number): void {
    try {
      this.#window.arrived?.(taken, this.#clock.now());
    } catch {
      // Trouble with counting must not touch what the call brought: the place only lasts a little longer.
    }
  }

  /** Nobody starts for `ms` from now: the server said that it is too much. Goes on by itself. Throws nothing. */
  pause(ms: number): void {
    const until = this.#clock.now() + ms;
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
    try {
      this.#window.pause?.(until);
    } catch {
      // Whoever pauses has a refusal to note, which matters more; the other windows will hear it from the server.
    }
  }

  async #handOut(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const now = this.#clock.now();
        const wait = this.#pausedUntil > now ? this.#pausedUntil - now : this.#window.take(now);
        // Chosen only now, so that whoever came during the wait has their chance.
        if (wait <= 0) this.#next()?.start(now);
        else await this.#rest(wait);
      }
    } catch (error) {
      // Where nobody can count, nobody may start.
      for (const waiter of this.#waiting.splice(0)) {
        waiter.fail(error instanceof Error ? error : new Error(String(error)));
      }
    } finally {
      this.#sleep = undefined;
    }
  }

  async #rest(ms: number): Promise<void> {
    this.#sleep = new AbortController();
    const { signal } = this.#sleep;
    try {
      await this.#clock.sleep(ms, signal);
    } catch (error) {
      if (!signal.aborted) throw error; // else nobody waits any more
    }
  }

  #next(): Waiter | undefined {
    const watched = this.#waiting.some(waiter => waiter.watched);
    const others = this.#waiting.some(waiter => !waiter.watched);
    const side = watched && (!others || this.#watchedInARow < WATCHED_IN_A_ROW);
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
    if (this.#served.size > REMEMBERED_GROUPS) {
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
