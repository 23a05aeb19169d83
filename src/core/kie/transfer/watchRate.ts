/** Minimum rate of a download in bytes per second. */
const MIN_RATE = 4096;

/**
 * Calls `onSlow` once when fewer bytes arrive in `windowMs` milliseconds than the minimum rate. Uses real time, since
 * it measures the network.
 */
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
      if (total < done) before = 0; // the download restarted
      done = total;
    },
    stop: () => clearInterval(timer)
  };
}
