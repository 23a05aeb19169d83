/** Bytes a second below which a download gives its place to others. */
const MIN_RATE = 4096;

/** Calls `onSlow` once when fewer bytes arrive in `windowMs` than the minimum rate allows. Real time, since it measures a network. */
export function watchRate(onSlow: () => void, windowMs: number): { add(done: number): void; stop(): void } {
  let done = 0;
  let before = 0;
  const timer = setInterval(() => {
    if (done - before < (MIN_RATE * windowMs) / 1000) {
      clearInterval(timer);
      onSlow();
    }
    before = done;
  }, windowMs);
  timer.unref();
  return {
    add: total => {
      if (total < done) before = 0; // it began again from the start
      done = total;
    },
    stop: () => clearInterval(timer)
  };
}
