import type { Output } from '../../../shared/model.ts';
import type { Service } from './service.ts';

/**
 * `callbackFailed`: KIE could not reach the callback URL, at which nothing listens. It can be reported after each stage
 * and proves neither success nor failure: work continues, and only the results show when it is done.
 */
export type Stage = 'queued' | 'running' | 'done' | 'failed' | 'callbackFailed';

/** Meaning of a service's state. */
export interface StageDetail {
  readonly stage: Stage;
  /** 0 to 1 */
  readonly progress?: number;
  /** Localized progress message. */
  readonly note?: () => string;
}

/** A legacy service as data. Paths are field names below `data` of the response, joined by dots. */
export interface LegacyServiceDescriptor {
  readonly id: string;
  readonly label: string;
  /** Method and path of each operation; the first is the default. */
  readonly operations: readonly [string, ...string[]];
  readonly output: Output;
  /** Path of the record below /api/v1, requested with `?taskId=`; absent if the operation responds with the result. */
  readonly record?: string;
  /** Paths of the state; the first one present is used. Absent if every response is final. */
  readonly state?: readonly string[];
  /** Meanings of the states. Other states count as running. */
  readonly states?: Readonly<Record<string, Stage | StageDetail>>;
  /** The state is the same for running and failed tasks; an error in the response means failed. */
  readonly errorMeansFailed?: true;
  /** 0 to 1 */
  readonly progress?: string;
  /** Paths of the results; all present ones are used. */
  readonly results: readonly string[];
  /** Fields below these that are not results (input images, thumbnails). */
  readonly leave?: readonly string[];
  /** Results that are available before the end can be downloaded early. */
  readonly early?: true;
  /** Field of a result that holds its lyrics, which are available before the audio. */
  readonly words?: string;
  /** Usual number of main results. While the state is `callbackFailed`, more may follow if there are fewer. */
  readonly pieces?: number;
  /** Determines the operation from a field of the record by the first matching pattern; a missing field is ''. */
  readonly operationField?: { readonly path: string; readonly matches: readonly OperationMatch[] };
  readonly repeatable?: Service['repeatable'];
  readonly codes?: Service['codes'];
  readonly renewal?: string;
}

/** A pattern for a field of the record, and the operation that it identifies. */
export interface OperationMatch {
  readonly pattern: RegExp;
  readonly operation: string;
  /** Output of the operation, if it differs from the service's. */
  readonly output?: Output;
}
