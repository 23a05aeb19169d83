/**
 * Frees the place of a piece of work that goes on beside the others. False when too many do already; then the work keeps
 * its place until it ends.
 */
export type LeavePlace = () => boolean;

/** Runs work when there is a place for it. */
export type Gate = <T>(work: (leave: LeavePlace) => Promise<T>) => Promise<T>;

/**
 * Runs at most `width` pieces of work at once, in the order of the calls.
 * @param beside - how many more may go on after they left their place.
 */
export function createGate(width: number, beside = 0): Gate {
  let running = 0;
  let left = 0;
  const waiting: (() => void)[] = [];
  const free = (): void => {
    // The place goes straight to the next one, so that no later call takes it.
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  };
  return async work => {
    if (running >= width) await new Promise<void>(resolve => waiting.push(resolve));
    else running++;
    const place = { left: false };
    try {
      return await work(() => {
        if (place.left) return true;
        if (left >= beside) return false;
        place.left = true;
        left++;
        free();
        return true;
      });
    } finally {
      if (place.left) left--;
      else free();
    }
  };
}
