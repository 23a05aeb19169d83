import type { Scalar } from '../modelRule.ts';
import { unionOf, isBoolean, isNumber, isString, isInteger, listOf, object, optional, where } from '../guards.ts';
import type { Guarded, Guard } from '../guards.ts';

/** Maximum number of runs that the form starts at once; more are most likely a mistake. */
export const MAX_RUNS = 20;

const isRunCount = (count: number): boolean => count >= 1 && count <= MAX_RUNS;

const isScalar: Guard<Scalar> = unionOf(unionOf(isString, isNumber), isBoolean);

const isSweep = object({ name: isString, values: where(listOf(isScalar), ({ length }) => isRunCount(length)) });

/** Several runs at once: each prompt with each combination of the values of up to two parameters, `times` times. */
const isAnyBatch = object({
  times: where(isInteger, isRunCount),
  sweep: optional(isSweep),
  second: optional(isSweep),
  /** They take the place of the prompt of the draft. */
  prompts: optional(where(listOf(isString), ({ length }) => isRunCount(length)))
});
export type Batch = Guarded<typeof isAnyBatch>;

/** The number of runs, including those that the rules do not allow. */
export const batchSize = ({ times, sweep, second, prompts }: Batch): number =>
  times * (sweep?.values.length ?? 1) * (second?.values.length ?? 1) * (prompts?.length ?? 1);

export const isBatch: Guard<Batch> = where(isAnyBatch, batch => batchSize(batch) <= MAX_RUNS);
export type Sweep = NonNullable<Batch['sweep']>;

/** Several runs that were started together, as one line of the form. */
export const isBatchLine = object({
  id: isString,
  name: isString,
  /** The progress as a sentence: "17 of 20 done, 2 failed". */
  text: isString,
  /** Reasons of failures, the most frequent first. */
  failures: listOf(isString),
  /** No run is active. */
  isOver: isBoolean,
  /** All runs have ended and some failed: those can be retried. */
  canRetry: isBoolean
});
export type BatchLine = Guarded<typeof isBatchLine>;
