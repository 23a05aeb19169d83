/** Freezes a window for longer than a lease, lets another take over, and moves the clock during the freeze. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LEASE_MS } from '../../src/core/tasks/store/leaseStore.ts';
import type { Random } from './random.ts';
import type { Trial } from './testBed.ts';
import type { CrashAt } from './protocol.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Changes of the system clock: slightly, past a lease, past the age at which the user is asked, by days. */
export const CLOCK_MOVES = [45_000, -90_000, 2 * 60 * MINUTE_MS, 10 * DAY_MS, -10 * DAY_MS, 0] as const;

export interface FreezePlan {
  /** A step, or milliseconds after the window is ready. */
  readonly at: CrashAt | { readonly afterMs: number };
  readonly moveMs: number;
}

export function randomFreeze(random: Random, places: readonly CrashAt[]): FreezePlan {
  const { step, nth } = random.pick(places);
  const at = random.next() < 0.7 ? { step, nth } : { afterMs: random.below(150) };
  return { at, moveMs: random.pick(CLOCK_MOVES) };
}

/**
 * Longer than a lease in the windows' time, and shorter than the 3 s a window waits while the other is frozen in the
 * middle of a write.
 */
const frozenMs = (speed: number): number => Math.max(400, (2 * LEASE_MS) / speed);

/** Returns whether the window was frozen before it finished. */
export async function freezeAndTakeOver(trial: Trial, { at, moveMs }: FreezePlan): Promise<boolean> {
  const first = trial.window('step' in at ? { freezeAt: at } : {});
  if ('step' in at) {
    await first.waitForMessage(
      message => message.type === 'frozen' || message.type === 'ended' || message.type === 'failed'
    );
  } else {
    await first.waitForMessage(message => message.type === 'ready' || message.type === 'failed');
    await sleep(at.afterMs);
    first.freeze();
  }
  const wasFrozen = first.ended === undefined;
  trial.history.push(`frozen at ${'step' in at ? `${at.step} #${at.nth}` : `${at.afterMs} ms`}, clock ${moveMs} ms`);
  trial.ahead += moveMs;
  // It only takes over: tasks that the first window has not started are requested once.
  const second = trial.window({ intents: [], batch: [] });
  await Promise.race([sleep(frozenMs(trial.speed)), second.exited]);
  // All windows share one clock, so the frozen window also sees the change.
  first.resume();
  first.send({ do: 'moveClock', ms: moveMs });
  await Promise.all([first.exited, second.exited]);
  return wasFrozen;
}
