/** Kills windows at every step and at random moments, lets others take over, and judges the outcome. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../emulator/types.ts';
import { LEASE_MS } from '../../src/core/tasks/store/leaseStore.ts';
import type { Findings } from './findings.ts';
import { addFindings, findProblems, emptyFindings, actAsUser } from './findings.ts';
import type { FreezePlan } from './freeze.ts';
import { randomFreeze, CLOCK_MOVES, freezeAndTakeOver } from './freeze.ts';
import { Random } from './random.ts';
import type { Kind, Trial } from './testBed.ts';
import { KINDS, TestBed } from './testBed.ts';
import type { CrashAt } from './protocol.ts';

export interface MatrixResult {
  readonly kills: number;
  /** The distinct steps at which a window died, and the number of deaths at random moments. */
  readonly steps: ReadonlyMap<string, number>;
  readonly randomMoments: number;
  /** The number of windows frozen for longer than a lease, and of clock changes. */
  readonly freezes: number;
  readonly clockMoves: number;
  readonly findings: Findings;
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
  readonly faults: readonly Fault[];
  readonly hasNoLinks: boolean;
  readonly freeze?: FreezePlan;
  /** The change of the clock before the last window opens, in milliseconds. */
  readonly moveMs: number;
}

const MAX_KILLS_PER_TRIAL = 3;
/** The share of trials that begin with a frozen window. */
const FREEZE_SHARE = 0.25;
/** More than the maximum number of concurrent tasks, so that some wait. */
const BATCH: readonly Kind[] = ['text', 'edit', 'text'];
/** Additional faults; none of them may cause a double charge or a loss. */
const FAULTS: readonly Fault[] = [
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
  const findings = emptyFindings();
  for (const result of results) {
    addFindings(findings, result.findings);
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
    findings
  };
}

async function runLane(wanted: number, seed: number, lane: number, lanes: number): Promise<MatrixResult> {
  const random = new Random(seed);
  const testBed = await TestBed.open({ seed, speed: 200, taskMs: 10 });
  const steps = new Map<string, number>();
  const findings = emptyFindings();
  let kills = 0;
  let randomMoments = 0;
  let freezes = 0;
  let clockMoves = 0;
  try {
    const places = (await allSteps(testBed)).filter((_, index) => index % lanes === lane);
    const firsts = [...places];
    for (let number = 1; kills < wanted && number <= wanted * 2; number++) {
      const trial = await testBed.trial(`t${seed}-${number}`);
      const plan = nextPlan(random, firsts, places);
      const { died, wasFrozen } = await runTrial(testBed, trial, plan, findings);
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
      findings,
      leaks: testBed.emulator.leaks.length
    };
  } finally {
    await testBed.close();
  }
}

interface Place extends CrashAt {
  readonly kind: Kind;
  readonly isBatch: boolean;
  readonly hasNoLinks: boolean;
}

/** Returns every step of a task of each kind, from runs without a crash. */
async function allSteps(testBed: TestBed): Promise<Place[]> {
  const places: Place[] = [];
  const runs = [
    { kind: 'edit', isBatch: false, hasNoLinks: false },
    { kind: 'edit', isBatch: false, hasNoLinks: true },
    { kind: 'text', isBatch: false, hasNoLinks: false },
    { kind: 'text', isBatch: true, hasNoLinks: false }
  ] as const;
  for (const run of runs) {
    const trial = await testBed.trial(`steps-${run.kind}-${run.isBatch}-${run.hasNoLinks}`);
    trial.hasNoLinks = run.hasNoLinks;
    if (run.isBatch) trial.batch = BATCH.map(kind => trial.addIntent(kind));
    else trial.addIntent(run.kind);
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
  const later = Array.from({ length: random.below(MAX_KILLS_PER_TRIAL) }, () => randomKill(random, places));
  if (first !== undefined) {
    const { kind, isBatch, hasNoLinks, step, nth } = first;
    return {
      ...(isBatch ? { kinds: [], batch: BATCH } : { kinds: [kind], batch: [] }),
      kills: [{ step, nth }, ...later],
      faults: [],
      hasNoLinks,
      moveMs: 0
    };
  }
  return {
    kinds: Array.from({ length: 1 + random.below(3) }, () => random.pick(KINDS)),
    batch: random.next() < 0.3 ? BATCH : [],
    kills: [randomKill(random, places), ...later],
    faults: random.next() < 0.4 ? [random.pick(FAULTS)] : [],
    hasNoLinks: random.next() < 0.3,
    moveMs: random.next() < 0.3 ? random.pick(CLOCK_MOVES) : 0,
    ...(random.next() < FREEZE_SHARE ? { freeze: randomFreeze(random, places) } : {})
  };
}

function randomKill(random: Random, places: readonly Place[]): Kill {
  if (random.next() < 0.5) return { afterMs: random.below(150) };
  const { step, nth } = random.pick(places);
  return { step, nth };
}

interface Outcome {
  /** The kills that hit a running window. */
  readonly died: readonly Kill[];
  readonly wasFrozen: boolean;
}

async function runTrial(testBed: TestBed, trial: Trial, plan: Plan, findings: Findings): Promise<Outcome> {
  trial.hasNoLinks = plan.hasNoLinks;
  for (const kind of plan.kinds) trial.addIntent(kind);
  trial.batch = plan.batch.map(kind => trial.addIntent(kind));
  testBed.emulator.faults.clear();
  testBed.emulator.faults.script(...plan.faults);
  const died: Kill[] = [];
  const wasFrozen = plan.freeze !== undefined && (await freezeAndTakeOver(trial, plan.freeze));
  for (const kill of plan.kills) {
    const window = trial.window('step' in kill ? { crashAt: kill } : {});
    if ('afterMs' in kill) {
      await window.waitForMessage(message => message.type === 'ready' || message.type === 'failed');
      await sleep(kill.afterMs);
      window.kill();
    }
    const { killed } = await window.exited;
    // A window that finished early has left nothing to resume.
    if (!killed) break;
    died.push(kill);
    trial.history.push('step' in kill ? `${kill.step} #${kill.nth}` : `${kill.afterMs} ms after it was ready`);
    trial.ahead += LEASE_MS;
  }
  testBed.emulator.faults.clear();
  trial.ahead += plan.moveMs;
  const found = await findProblems(trial, await actAsUser(trial, await trial.runToEnd()));
  addFindings(findings, found);
  if (found.duplicates.length + found.losses.length + found.violations.length > 0) {
    findings.violations.push(
      `${trial.name} (${plan.kinds.join()}; batch ${plan.batch.join()}${plan.hasNoLinks ? ', no links' : ''}) died: ${trial.history.join('; ')}; clock ${plan.moveMs}`
    );
  }
  return { died, wasFrozen };
}
