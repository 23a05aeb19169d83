/** Many tasks in several windows under random faults and kills, within the documented limits of KIE. */
import { judge, personsTurn } from '../crash/findings.ts';
import type { Verdict } from '../crash/findings.ts';
import { Random } from '../crash/random.ts';
import { Stand } from '../crash/testBed.ts';
import type { CallName, LoggedRequest } from '../emulator/types.ts';
import { Crew } from './windowPool.ts';
import type { SoakOptions } from './windowPool.ts';

export interface SoakResult {
  readonly verdict: Verdict;
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
  const stand = await Stand.open({ seed, speed, taskMs: TASK_MS / speed, hasLimits: true });
  const trial = await stand.trial('soak');
  try {
    const crew = new Crew(trial, random, options);
    await crew.run(count);
    stand.emulator.faults.clear();
    const ended = await personsTurn(trial, await trial.runToEnd());
    const { requests } = stand.emulator;
    return {
      verdict: await judge(trial, ended),
      kills: crew.kills,
      faults: crew.faults,
      batches: crew.batches,
      speed,
      rejected: { submissions: rejected(requests, 'createTask'), queries: rejected(requests, 'recordInfo') },
      leaks: stand.emulator.leaks.length,
      peakBytes: Math.max(ended.peakBytes, crew.peakBytes),
      queriesPerSecond: paceOf(requests.filter(request => request.call === 'recordInfo').map(request => request.at))
    };
  } finally {
    await stand.close();
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
  verdict,
  kills,
  faults,
  batches,
  rejected,
  peakBytes,
  queriesPerSecond
}: SoakResult): string {
  const { intents, submissions, results, explained, duplicates, losses } = verdict;
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
export function soakProblems({ verdict, rejected, speed, leaks }: SoakResult): readonly string[] {
  const { duplicates, losses, wrongs } = verdict;
  const many = rejected.submissions + rejected.queries;
  return [
    ...duplicates,
    ...losses,
    ...wrongs,
    ...(many > 0 && speed <= FAST ? [`${many} calls more than KIE allows`] : []),
    ...(leaks > 0 ? [`the key went astray ${leaks} times`] : [])
  ];
}
