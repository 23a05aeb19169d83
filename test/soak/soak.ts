/** Many tasks in several windows under random faults and kills, within the documented limits of KIE. */
import { findProblems, actAsUser } from '../crash/findings.ts';
import type { Findings } from '../crash/findings.ts';
import { Random } from '../crash/random.ts';
import { TestBed } from '../crash/testBed.ts';
import type { CallName, LoggedRequest } from '../emulator/types.ts';
import { WindowPool } from './windowPool.ts';
import type { SoakOptions } from './windowPool.ts';

export interface SoakResult {
  readonly findings: Findings;
  readonly kills: number;
  readonly faults: number;
  readonly batches: number;
  /** Calls rejected by KIE's rate limits. */
  readonly rejected: { readonly submissions: number; readonly queries: number };
  readonly speed: number;
  readonly leaks: number;
  /** The maximum memory use of a window, in bytes. */
  readonly peakBytes: number;
  /** In the windows' time: the average, and the maximum in one second. */
  readonly queriesPerSecond: { readonly mean: number; readonly most: number };
}

const TASK_MS = 5_000;
/** Above this speed, a short delay on a busy machine is a long one, so the rate limits are not checked. */
const FAST = 5;

export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { seed, speed, windows: count } = options;
  const random = new Random(seed);
  const testBed = await TestBed.open({ seed, speed, taskMs: TASK_MS / speed, hasLimits: true });
  const trial = await testBed.trial('soak');
  try {
    const crew = new WindowPool(trial, random, options);
    await crew.run(count);
    testBed.emulator.faults.clear();
    const ended = await actAsUser(trial, await trial.runToEnd());
    const { requests } = testBed.emulator;
    return {
      findings: await findProblems(trial, ended),
      kills: crew.kills,
      faults: crew.faults,
      batches: crew.batches,
      speed,
      rejected: { submissions: rejected(requests, 'createTask'), queries: rejected(requests, 'recordInfo') },
      leaks: testBed.emulator.leaks.length,
      peakBytes: Math.max(ended.peakBytes, crew.peakBytes),
      queriesPerSecond: paceOf(requests.filter(request => request.call === 'recordInfo').map(request => request.at))
    };
  } finally {
    await testBed.close();
  }
}

/** Scripted rejections have the status 429, those of the limits only the code. */
const rejected = (requests: readonly LoggedRequest[], call: CallName): number =>
  requests.filter(request => request.call === call && request.code === 429 && request.status === 200).length;

function paceOf(times: readonly number[]): { mean: number; most: number } {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < sorted.length; last++) {
    while ((sorted[last] ?? 0) - (sorted[first] ?? 0) >= 1_000) first++;
    most = Math.max(most, last - first + 1);
  }
  const seconds = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 1_000;
  return { mean: seconds > 0 ? sorted.length / seconds : sorted.length, most };
}

export function soakLine({
  findings,
  kills,
  faults,
  batches,
  rejected,
  peakBytes,
  queriesPerSecond
}: SoakResult): string {
  const { intents, submissions, results, explained, duplicates, losses } = findings;
  return [
    `soak: ${intents} tasks, ${batches} batches among them, with ${faults} faults and ${kills} killed windows`,
    `${submissions} submissions (${rejected.submissions} rejected)`,
    `${results} results`,
    `${duplicates.length} duplicates`,
    `${losses.length} losses`,
    `${explained} ended with an explanation`,
    `peak memory ${Math.round(peakBytes / 2 ** 20)} MB`,
    `${queriesPerSecond.mean.toFixed(1)} queries a second (at most ${queriesPerSecond.most}, ${rejected.queries} rejected)`
  ].join(', ');
}

/** Returns all violations; empty when there are none. */
export function soakProblems({ findings, rejected, speed, leaks }: SoakResult): readonly string[] {
  const { duplicates, losses, violations } = findings;
  const many = rejected.submissions + rejected.queries;
  return [
    ...duplicates,
    ...losses,
    ...violations,
    ...(many > 0 && speed <= FAST ? [`${many} calls more than KIE allows`] : []),
    ...(leaks > 0 ? [`the key leaked ${leaks} times`] : [])
  ];
}
