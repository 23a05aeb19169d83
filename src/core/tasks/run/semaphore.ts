/**
 * Releases the permit of work that continues in the background. Returns false when too much work does so already; the
 * work then keeps its permit until it ends.
 */
export type ReleaseEarly = () => boolean;

/** Runs work as soon as a permit is free. */
export type Semaphore = <T>(work: (releaseEarly: ReleaseEarly) => Promise<T>) => Promise<T>;

/**
 * Creates a semaphore that runs at most `permits` jobs at once, in the order of the calls.
 * @param background - maximum number of jobs that continue after releasing their permit early
 */
export function createSemaphore(permits: number, background = 0): Semaphore {
  let running = 0;
  let inBackground = 0;
  const waiting: (() => void)[] = [];
  const free = (): void => {
    // Hand the permit to the next waiting job, so that no later call takes it.
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  };
  return async work => {
    if (running >= permits) await new Promise<void>(resolve => waiting.push(resolve));
    else running++;
    const permit = { released: false };
    try {
      return await work(() => {
        if (permit.released) return true;
        if (inBackground >= background) return false;
        permit.released = true;
        inBackground++;
        free();
        return true;
      });
    } finally {
      if (permit.released) inBackground--;
      else free();
    }
  };
}
