import type { Cleanup } from '../unit/kie/listen.ts';

export interface Cleaner extends Cleanup {
  /** Closes what was opened, the last first. */
  clean(): Promise<void>;
}

/** Collects what a suite opens, for its `after`. */
export function cleaner(): Cleaner {
  const cleanups: (() => unknown)[] = [];
  return {
    after: f => void cleanups.unshift(f),
    async clean() {
      for (const f of cleanups.splice(0)) await f();
    }
  };
}
