/** Kills windows at every step and at random moments, lets others take over, and judges the outcome. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../emulator/types.ts';
import { LEASE_MS } from '../../src/core/tasks/store/leaseStore.ts';
import type { Verdict } from './findings.ts';
import { addVerdict, judge, noVerdict, personsTurn } from './findings.ts';
import type { FreezePlan } from './freeze.ts';
import { anyFreeze, CLOCK_MOVES, freezeAndTakeOver } from './freeze.ts';
import { Random } from './random.ts';
import type { Kind, Trial } from './testBed.ts';
import { KINDS, Stand } from './testBed.ts';
import type { CrashAt } from './protocol.ts';

export interface MatrixResult {
  readonly kills: number;
  /** The distinct steps at which a window died, and the number of deaths at random moments. */
  readonly steps: ReadonlyMap<string, number>;
  readonly randomMoments: number;
  /** The number of windows frozen for longer than a lease, and of clock changes. */
  readonly freezes: number;
  readonly clockMoves: number;
  readonly verdict: Verdict;
  /** Steps not reached within the number of kills. */
  readonly missed: number;
  /** Occurrences of the key where it must not be. */
  readonly leaks: number;
}

/** A step by name and number, or milliseconds after the window was ready. */
type Kill = CrashAt | { readonly afterMs: number };

interface Plan {
  readonly kinds: readonly Kind[];
  /** Additional tasks, requested as one batch. */
  readonly batch: readonly Kind[];
  readonly kills: readonly Kill[];
  readonly troubles: readonly Fault[];
  readonly hasNoLinks: boolean;
  readonly freeze?: FreezePlan;
  /** The change of the clock before the last window opens, in milliseconds. */
  readonly moveMs: number;
}

const KILLS_IN_A_TRIAL = 3;
/** The share of trials that begin with a frozen window. */
const FREEZE_SHARE = 0.25;
/** More than the maximum number of concurrent tasks, so that some wait. */
const BATCH: readonly Kind[] = ['words', 'edit', 'words'];
/** Additional faults; none of them may cause a double charge or a loss. */
const TROUBLES: readonly Fault[] = [
  { call: 'createTask', effect: { kind: 'resetAfter' } },
  { call: 'createTask', effect: { kind: 'status', status: 429, retryAfter: 1 } },
  { call: 'createTask', effect: { kind: 'html', status: 502 } },
  { call: 'recordInfo', effect: { kind: 'code', code: 500 } },
  { call: 'recordInfo', effect: { kind: 'reset' } },
  { call: 'download', effect: { kind: 'truncate' } },
  { call: 'task', effect: { kind: 'notFound', polls: 2, code: 422 } },
  { call: 'task', effect: { kind: 'deadResults' } }
];

/** The `lanes` run in parallel, each with a seed, an emulator and a share of the kills. */
export async function crashMatrix(kills: number, seed: number, lanes: number): Promise<MatrixResult> {
  const share = Math.ceil(kills / lanes);
  const results = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => runLane(share, seed + lane, lane, lanes))
  );
  const steps = new Map<string, number>();
  const verdict = noVerdict();
  for (const result of results) {
    addVerdict(verdict, result.verdict);
    for (const [step, count] of result.steps) steps.set(step, (steps.get(step) ?? 0) + count);
  }
  const sum = (name: 'kills' | 'randomMoments' | 'freezes' | 'clockMoves' | 'missed' | 'leaks'): number =>
    results.reduce((all, one) => all + one[name], 0);
  return {
    kills: sum('kills'),
    randomMoments: sum('randomMoments'),
    freezes: sum('freezes'),
    clockMoves: sum('clockMoves'),
    missed: sum('missed'),
    leaks: sum('leaks'),
    steps,
    verdict
  };
}

async function runLane(wanted: number, seed: number, lane: number, lanes: number): Promise<MatrixResult> {
  const random = new Random(seed);
  const stand = await Stand.open({ seed, speed: 200, taskMs: 10 });
  const steps = new Map<string, number>();
  const verdict = noVerdict();
  let kills = 0;
  let randomMoments = 0;
  let freezes = 0;
  let clockMoves = 0;
  try {
    const places = (await allSteps(stand)).filter((_, index) => index % lanes === lane);
    const firsts = [...places];
    for (let number = 1; kills < wanted && number <= wanted * 2; number++) {
      const trial = await stand.trial(`t${seed}-${number}`);
      const plan = nextPlan(random, firsts, places);
      const { died, wasFrozen } = await runTrial(stand, trial, plan, verdict);
      if (wasFrozen) freezes++;
      if (plan.moveMs !== 0 || (plan.freeze?.moveMs ?? 0) !== 0) clockMoves++;
      kills += died.length;
      for (const kill of died) {
        if ('afterMs' in kill) randomMoments++;
        else steps.set(kill.step, (steps.get(kill.step) ?? 0) + 1);
      }
    }
    return {
      kills,
      steps,
      randomMoments,
      freezes,
      clockMoves,
      missed: firsts.length,
      verdict,
      leaks: stand.emulator.leaks.length
    };
  } finally {
    await stand.close();
  }
}

interface Place extends CrashAt {
  readonly kind: Kind;
  readonly isBatch: boolean;
  readonly hasNoLinks: boolean;
}

/** Returns every step of a task of each kind, from runs without a crash. */
async function allSteps(stand: Stand): Promise<Place[]> {
  const places: Place[] = [];
  const runs = [
    { kind: 'edit', isBatch: false, hasNoLinks: false },
    { kind: 'edit', isBatch: false, hasNoLinks: true },
    { kind: 'words', isBatch: false, hasNoLinks: false },
    { kind: 'words', isBatch: true, hasNoLinks: false }
  ] as const;
  for (const run of runs) {
    const trial = await stand.trial(`steps-${run.kind}-${run.isBatch}-${run.hasNoLinks}`);
    trial.hasNoLinks = run.hasNoLinks;
    if (run.isBatch) trial.batch = BATCH.map(kind => trial.want(kind));
    else trial.want(run.kind);
    const { steps } = await trial.runToEnd();
    const seen = new Set(places.map(place => place.step));
    for (const [step, count] of Object.entries(steps)) {
      // File steps differ on a disk without hard links; all other steps are already recorded.
      if (seen.has(step) && !(run.hasNoLinks && step.includes('file: '))) continue;
      for (let nth = 1; nth <= Math.min(count, run.hasNoLinks ? 4 : 2); nth++) places.push({ ...run, step, nth });
    }
  }
  return places;
}

/** First every step once, then random steps and moments. */
function nextPlan(random: Random, firsts: Place[], places: readonly Place[]): Plan {
  const first = firsts.shift();
  const later = Array.from({ length: random.below(KILLS_IN_A_TRIAL) }, () => anyKill(random, places));
  if (first !== undefined) {
    const { kind, isBatch, hasNoLinks, step, nth } = first;
    return {
      ...(isBatch ? { kinds: [], batch: BATCH } : { kinds: [kind], batch: [] }),
      kills: [{ step, nth }, ...later],
      troubles: [],
      hasNoLinks,
      moveMs: 0
    };
  }
  return {
    kinds: Array.from({ length: 1 + random.below(3) }, () => random.of(KINDS)),
    batch: random.next() < 0.3 ? BATCH : [],
    kills: [anyKill(random, places), ...later],
    troubles: random.next() < 0.4 ? [random.of(TROUBLES)] : [],
    hasNoLinks: random.next() < 0.3,
    moveMs: random.next() < 0.3 ? random.of(CLOCK_MOVES) : 0,
    ...(random.next() < FREEZE_SHARE ? { freeze: anyFreeze(random, places) } : {})
  };
}

function anyKill(random: Random, places: readonly Place[]): Kill {
  if (random.next() < 0.5) return { afterMs: random.below(150) };
  const { step, nth } = random.of(places);
  return { step, nth };
}

interface Outcome {
  /** The kills that hit a running window. */
  readonly died: readonly Kill[];
  readonly wasFrozen: boolean;
}

async function runTrial(stand: Stand, trial: Trial, plan: Plan, verdict: Verdict): Promise<Outcome> {
  trial.hasNoLinks = plan.hasNoLinks;
  for (const kind of plan.kinds) trial.want(kind);
  trial.batch = plan.batch.map(kind => trial.want(kind));
  stand.emulator.faults.clear();
  stand.emulator.faults.script(...plan.troubles);
  const died: Kill[] = [];
  const wasFrozen = plan.freeze !== undefined && (await freezeAndTakeOver(trial, plan.freeze));
  for (const kill of plan.kills) {
    const window = trial.window('step' in kill ? { crashAt: kill } : {});
    if ('afterMs' in kill) {
      await window.hear(told => told.is === 'ready' || told.is === 'failed');
      await sleep(kill.afterMs);
      window.kill();
    }
    const { killed } = await window.gone;
    // A window that finished early has left nothing to resume.
    if (!killed) break;
    died.push(kill);
    trial.history.push('step' in kill ? `${kill.step} #${kill.nth}` : `${kill.afterMs} ms after it was ready`);
    trial.ahead += LEASE_MS;
  }
  stand.emulator.faults.clear();
  trial.ahead += plan.moveMs;
  const found = await judge(trial, await personsTurn(trial, await trial.runToEnd()));
  addVerdict(verdict, found);
  if (found.duplicates.length + found.losses.length + found.wrongs.length > 0) {
    verdict.wrongs.push(
      `${trial.name} (${plan.kinds.join()}; batch ${plan.batch.join()}${plan.hasNoLinks ? ', no links' : ''}) died: ${trial.history.join('; ')}; clock ${plan.moveMs}`
    );
  }
  return { died, wasFrozen };
}
