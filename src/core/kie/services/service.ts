import type { Output } from '../../../shared/model.ts';
import type { Started, TaskRecord } from '../taskRecord.ts';

/** What a person asks for, as one of the services takes it. */
export interface ServiceRequest {
  readonly model: string;
  /** Method and path of the entry, for a service with several (`POST /api/v1/veo/extend`). */
  readonly operation?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly callBackUrl?: string;
}

/** A request below the API's base address. */
export interface ServiceCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The JSON body; absent when everything stands in the path. */
  readonly json?: unknown;
}

interface Repeatable {
  readonly everyMs: number;
  /** Questions in all. */
  readonly times: number;
  /** The documented codes of "not ready yet"; after any other answer nothing is sent again. */
  readonly notReady: readonly string[];
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
  start(request: ServiceRequest): ServiceCall;
  /** `data` of the answer to `start`; undefined when nothing can be made of it. */
  started(data: unknown): Started | undefined;
  /** Path of the record of a task; absent when `start` brings the result itself. */
  readonly status?: (taskId: string) => string;
  /** `data` of the record. */
  read(data: unknown, output: Output): TaskRecord;
  /** The same request again is the query of the first one: it is repeated while KIE answers "not ready yet". */
  readonly repeatable?: Repeatable;
  /** What this service means by a code, where it differs from everybody else: the code that stands for it elsewhere. */
  readonly codes?: Readonly<Record<number, number>>;
  /** Path that makes a dead address of a result new (`{taskId, url}`), where the service has one of its own. */
  readonly renewal?: string;
}
