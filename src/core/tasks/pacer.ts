import type { Clock } from '../ports.ts';

/** At most `count` passes in any `windowMs`, in the order of asking. */
export function createPacer(count: number, windowMs: number, clock: Clock): (signal: AbortSignal) => Promise<void> {
  let passes: number[] = [];
  let last: Promise<void> = Promise.resolve();
  const pass = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      signal.throwIfAborted();
      passes = passes.filter(at => clock.now() - at < windowMs);
      const oldest = passes[0];
      if (passes.length < count || oldest === undefined) break;
      await clock.sleep(oldest + windowMs - clock.now(), signal);
    }
    passes.push(clock.now());
  };
  return signal => {
    const mine = last.then(() => pass(signal));
    // One that gives up waiting does not hold up the others.
    last = mine.catch(() => undefined);
    return mine;
  };
}
