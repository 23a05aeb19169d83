import type { Output } from '../../../shared/model.ts';
import type { Service } from './service.ts';

/**
 * `called`: KIE could not reach the callback address, which nobody listens at. It may say so after each stage, so it
 * proves neither an end nor a failure: the work goes on, and only the results tell when it is done.
 */
export type Stage = 'queued' | 'running' | 'done' | 'failed' | 'called';

/** What a state of the service means. */
export interface StageDetail {
  readonly stage: Stage;
  /** 0 to 1 */
  readonly progress?: number;
  /** What is done so far, as a person reads it. */
  readonly note?: () => string;
}

/** A former service as data. Paths are names below `data` of the answer, joined by dots. */
export interface Protocol {
  readonly id: string;
  readonly label: string;
  /** Method and path of what starts something; the first is the usual one. */
  readonly operations: readonly [string, ...string[]];
  readonly output: Output;
  /** Path of the record below /api/v1, asked with `?taskId=`; absent: the operation answers with the result at once. */
  readonly record?: string;
  /** Where the state stands; the first that is there counts. Absent: any answer is the end. */
  readonly state?: readonly string[];
  /** A state that is not here counts as running. */
  readonly states?: Readonly<Record<string, Stage | StageDetail>>;
  /** The state says the same for running and failed: an error beside it tells. */
  readonly errorMeansFailed?: true;
  /** 0 to 1 */
  readonly progress?: string;
  /** Under which of these the results stand; all that are there count. */
  readonly results: readonly string[];
  /** Fields in there that are no results (pictures of what went in, thumbnails). */
  readonly leave?: readonly string[];
  /** Results that are there before the end may be collected early. */
  readonly early?: true;
  /** The field of a result that holds its words, which are there before its sound. */
  readonly words?: string;
  /** How many results of its own kind there usually are: while the state is `called`, fewer may mean that more come. */
  readonly pieces?: number;
  /** What a field of the record tells of the task, by the first pattern that fits; a field that is not there is ''. */
  readonly told?: { readonly path: string; readonly as: readonly Told[] };
  readonly repeatable?: Service['repeatable'];
  readonly codes?: Service['codes'];
  readonly renewal?: string;
}

export interface Told {
  readonly is: RegExp;
  /** Which of the operations it was. */
  readonly operation: string;
  /** What that makes, where it is not what the service usually makes. */
  readonly output?: Output;
}
