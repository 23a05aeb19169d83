import type { Cleanup } from '../support/http/listen.ts';

export interface Cleaner extends Cleanup {
  /** Closes all opened resources, the last one first. */
  clean(): Promise<void>;
}

/** Collects the resources opened by a suite, for its `after`. */
export function cleaner(): Cleaner {
  const cleanups: (() => unknown)[] = [];
  return {
    after: f => void cleanups.unshift(f),
    async clean() {
      for (const f of cleanups.splice(0)) await f();
    }
  };
}
