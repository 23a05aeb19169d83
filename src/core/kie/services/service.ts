import type { Output } from '../../../shared/model.ts';
import type { Started, TaskRecord } from '../taskRecord.ts';

/** A submission to a service. */
export interface ServiceRequest {
  readonly model: string;
  /** Method and path of the entry, for a service with several (`POST /api/v1/veo/extend`). */
  readonly operation?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly callBackUrl?: string;
}

/** A request relative to the API's base URL. */
export interface ServiceCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON body; absent when all parameters are in the path. */
  readonly json?: unknown;
}

/** Polling by repeating the request itself. */
interface Repeatable {
  readonly everyMs: number;
  /** Maximum number of requests. */
  readonly times: number;
  /** Documented codes for "not ready yet"; any other response ends the polling. */
  readonly notReady: readonly string[];
}

/**
 * Protocol of one KIE service: jobs/createTask, or a legacy service with its own endpoints. Submitting, tracking and
 * downloading use this interface and know no service by name.
 */
export interface Service {
  readonly id: string;
  /** Display name. */
  readonly label: string;
  /** Method and path of each operation, as in the catalog; the first is the default. */
  readonly operations: readonly string[];
  readonly output: Output;
  /** Builds the request of a submission. */
  start(request: ServiceRequest): ServiceCall;
  /** Reads `data` of the response to a submission; undefined when it is malformed. */
  started(data: unknown): Started | undefined;
  /** Returns the path of a task's record; absent when submissions return the result. */
  readonly status?: (taskId: string) => string;
  /** Reads `data` of a record. */
  read(data: unknown, output: Output): TaskRecord;
  /** Set when repeating the request polls the first one. */
  readonly repeatable?: Repeatable;
  /** Maps codes with a meaning of their own to the common codes. */
  readonly codes?: Readonly<Record<number, number>>;
  /** Path of the service's own endpoint for renewing expired result URLs (`{taskId, url}`). */
  readonly renewal?: string;
}
