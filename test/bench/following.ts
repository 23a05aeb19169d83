import type { Measurement } from './rows.ts';
import { runFollowing } from './followingRun.ts';
import type { RunOptions } from './followingRun.ts';

/** A natural variation of the durations of one model: 15 %. */
const VARIATION = 0.15;
const RUNS = 200;

export const MODEL_SETS: readonly (readonly number[])[] = [[4], [10], [35], [4, 10, 35]];

export interface FollowingFigures {
  readonly queries: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly peak: number;
}

/** The runs of one measurement. */
export interface FollowingSample {
  readonly models: readonly number[];
  readonly variation: number;
  readonly firstSeed: number;
  readonly runs: number;
}

/** Results over several runs of 24 tasks each. */
export async function followingFigures(
  { models, variation, firstSeed, runs: count }: FollowingSample,
  how: RunOptions['how']
): Promise<FollowingFigures> {
  const runs = [];
  for (let n = 0; n < count; n++) runs.push(await runFollowing({ models, variation, seed: firstSeed + n, how }));
  const tasks = runs.flatMap(run => run.tasks);
  const late = tasks.map(task => task.lateMs).sort((a, b) => a - b);
  const at = (part: number): number => late[Math.floor(late.length * part)] ?? NaN;
  return {
    queries: tasks.reduce((sum, task) => sum + task.queries, 0) / tasks.length,
    p50Ms: at(0.5),
    p90Ms: at(0.9),
    peak: Math.max(...runs.map(run => run.peak))
  };
}

/** 24 concurrent tasks of models with three previous runs each, compared with polling every 3 s. */
export async function measureFollowing(): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  for (const models of MODEL_SETS) {
    const sample = { models, variation: VARIATION, firstSeed: 1, runs: RUNS };
    const learned = await followingFigures(sample, 'learned');
    const flat = await followingFigures(sample, 'flat');
    const name = `models of ${models.join(', ')} s`;
    const flatMs = (ms: number): string => `flat polling: ${Math.round(ms)} ms`;
    rows.push(
      {
        name: `${name}: queries for a task`,
        value: learned.queries,
        unit: '×',
        max: Number(flat.queries.toFixed(2)),
        note: `flat polling: ${flat.queries.toFixed(2)}`
      },
      { name: `${name}: half seen within`, value: learned.p50Ms, unit: 'ms', max: 1_100, note: flatMs(flat.p50Ms) },
      { name: `${name}: 90 % seen within`, value: learned.p90Ms, unit: 'ms', max: 3_000, note: flatMs(flat.p90Ms) },
      { name: `${name}: most queries in a second`, value: learned.peak, unit: '×', max: 9 }
    );
  }
  return rows;
}
