import type { Clock } from './ports.ts';

/**
 * Starts a stopwatch. The returned function reads it, in milliseconds: by the clock that counts the sleep of the
 * computer, or by the one that cannot be set, whichever is more.
 */
export function startStopwatch(clock: Clock): () => number {
  const uptime = (): number => clock.uptime?.() ?? 0;
  const [wall, up] = [clock.now(), uptime()];
  return () => Math.max(clock.now() - wall, uptime() - up);
}
