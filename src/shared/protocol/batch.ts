import type { Scalar } from '../modelRule.ts';
import { unionOf, isBoolean, isNumber, isString, isInteger, listOf, object, optional, where } from '../guards.ts';
import type { Guarded, Guard } from '../guards.ts';

/** Maximum number of runs that the form starts at once; more are most likely a mistake. */
export const MAX_RUNS = 20;

const isRunCount = (count: number): boolean => count >= 1 && count <= MAX_RUNS;

const isScalar: Guard<Scalar> = unionOf(unionOf(isString, isNumber), isBoolean);

/** Several runs at once: the same draft `times` times, or once for each value of a parameter. */
export const isBatch = object({
  times: where(isInteger, isRunCount),
  sweep: optional(object({ name: isString, values: where(listOf(isScalar), ({ length }) => isRunCount(length)) }))
});
export type Batch = Guarded<typeof isBatch>;
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
