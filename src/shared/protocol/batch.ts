import type { Scalar } from '../model.ts';
import { either, isFlag, isNumber, isText, isWhole, listOf, object, optional, where } from '../shape.ts';
import type { Checked, Is } from '../shape.ts';

/** The most runs that the form starts at once; more are most likely a slip. */
export const MAX_RUNS = 20;

const isRunCount = (count: number): boolean => count >= 1 && count <= MAX_RUNS;

const isScalar: Is<Scalar> = either(either(isText, isNumber), isFlag);

/** Several runs at once: the same draft `times` times, or once for each value of a parameter. */
export const isBatch = object({
  times: where(isWhole, isRunCount),
  sweep: optional(object({ name: isText, values: where(listOf(isScalar), ({ length }) => isRunCount(length)) }))
});
export type Batch = Checked<typeof isBatch>;
export type Sweep = NonNullable<Batch['sweep']>;

/** Several runs that were started together, as one line of the form. */
export const isBatchLine = object({
  id: isText,
  name: isText,
  /** The progress as a sentence: "17 of 20 done, 2 failed". */
  text: isText,
  /** Reasons of failures, the most frequent first. */
  failures: listOf(isText),
  /** All runs have ended and some failed: those can be retried. */
  canRetry: isFlag
});
export type BatchLine = Checked<typeof isBatchLine>;
