import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/core/base/ports.ts';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** A clock that jumps to the next sleeper as soon as no other work is pending. For code without real I/O. */
export class SimulatedClock implements Clock {
  #now = 1_000_000;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      this.#sleepers.push({ due: this.#now + ms, wake: resolve });
    });
  }

  /** Advances the time until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { over: false };
    const watched = work.finally(() => {
      state.over = true;
    });
    watched.catch(() => undefined); // Rethrown by the `return` below.
    await turn();
    while (!state.over) {
      const [next] = this.#sleepers.sort((a, b) => a.due - b.due);
      if (next === undefined) throw new Error('Nothing sleeps and the work is not done');
      this.#sleepers.shift();
      this.#now = Math.max(this.#now, next.due);
      next.wake();
      await turn();
    }
    return watched;
  }
}
