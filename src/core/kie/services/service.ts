import type { Output } from '../../../shared/model.ts';
import type { CreateTaskRequest, Started, TaskRecord } from '../clientTypes.ts';

/** A request below the API's base address. */
export interface ServiceCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The JSON body; absent when everything stands in the path. */
  readonly json?: unknown;
}

/**
 * How one service of KIE is spoken to: jobs/createTask, or one of the former ones with endpoints of their own.
 * Submit, follow and collect run over this and know no service by name.
 */
export interface Service {
  readonly id: string;
  /** What a person calls it. */
  readonly label: string;
  /** Method and path of every operation that starts something, as the catalog writes them; the first is the usual one. */
  readonly operations: readonly string[];
  readonly output: Output;
  start(request: CreateTaskRequest): ServiceCall;
  /** `data` of the answer to `start`; undefined when nothing can be made of it. */
  started(data: unknown): Started | undefined;
  /** Path of the record of a task; absent when `start` brings the result itself. */
  readonly status?: (taskId: string) => string;
  /** `data` of the record. */
  read(data: unknown, output: Output): TaskRecord;
  /** Refusals that only mean "not ready yet": nothing was taken, so the same is asked again after a pause. */
  readonly notReady?: { readonly codes: readonly string[]; readonly everyMs: number };
  /** A refusal whose `data` names the task ("it exists already") is as good as an acceptance. */
  readonly refusalNamesTask?: true;
}
