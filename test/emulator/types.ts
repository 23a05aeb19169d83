/** The types of the emulator: its log, its faults, its files and tasks. */
import type { MediaKind } from '../../src/shared/model.ts';

export type HostName = 'api' | 'upload' | 'storage' | 'elsewhere';

/**
 * The purpose of a request. Legacy endpoints that create a task count as `createTask`, their queries as `recordInfo`.
 * `direct` is an operation that returns its result in the response, such as /api/v1/omni/audio/create. `task` is not a
 * request: its faults apply to the next accepted tasks.
 */
export type CallName =
  | 'createTask'
  | 'recordInfo'
  | 'credit'
  | 'downloadUrl'
  | 'upload'
  | 'download'
  | 'prices'
  | 'modelList'
  | 'modelSchema'
  | 'modelPrice'
  | 'modelRates'
  | 'direct'
  | 'task'
  | 'unknown';

/** One received request. The key itself is never kept. `at` is in milliseconds since 1970. */
export interface LoggedRequest {
  readonly host: HostName;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: 'right' | 'wrong' | 'none';
  readonly call: CallName;
  readonly at: number;
  /** Parsed JSON. Base64 data is replaced by its length, file parts by name, size and SHA-256. */
  body?: unknown;
  /** Bytes of the body. */
  size: number;
  /** HTTP status, 0 when the connection was cut before a response. */
  status: number;
  /** The envelope's code. */
  code?: number;
  /** True once the response is sent or the connection is cut. */
  done: boolean;
}

/** The effect of a fault. "Before" means that nothing was accepted; "after" that the work was done and charged. */
export type Effect =
  /** Only the delay of `delayMs`. */
  | { readonly kind: 'delay' }
  /** The connection is reset before the request counts. */
  | { readonly kind: 'reset' }
  /** The request counts, then the connection is reset. */
  | { readonly kind: 'resetAfter' }
  /** The request counts, half of the response arrives, then the connection ends. */
  | { readonly kind: 'truncate' }
  /** The request counts, the response is not valid JSON. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'html'; readonly status?: number }
  /** The request counts, the response is JSON of this many megabytes. */
  | { readonly kind: 'huge'; readonly megabytes: number }
  /** An envelope code inside HTTP 200; nothing was accepted. */
  | { readonly kind: 'code'; readonly code: number; readonly msg?: string }
  /** An HTTP status with a matching envelope; nothing was accepted. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | string }
  /**
   * The endpoint no longer exists: HTTP 404, code 404 inside HTTP 200, or code 505 with a message that names its
   * replacement.
   */
  | { readonly kind: 'gone'; readonly as?: 'status' | 'code' | 'moved' }
  /** A redirect; `cross` leads to another origin, which logs the requests it receives. */
  | { readonly kind: 'redirect'; readonly to: 'same' | 'cross'; readonly status?: number }
  /** Download only. */
  | { readonly kind: 'dead'; readonly status?: number }
  | { readonly kind: 'wrongLength'; readonly delta: number }
  | { readonly kind: 'wrongType'; readonly type: string }
  /** Other bytes in place of the file, with its type. */
  | { readonly kind: 'content'; readonly text: string }
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** Task only: changes its first polls or its end. */
  | { readonly kind: 'notFound'; readonly polls: number; readonly code: 404 | 422 }
  | { readonly kind: 'noAddresses'; readonly polls: number }
  /** Success, but only `songs` of the songs (default 0) have their audio; the covers exist. */
  | { readonly kind: 'noSound'; readonly polls: number; readonly songs?: number }
  | { readonly kind: 'state'; readonly word: string; readonly polls: number }
  /** `word` is the failing state in the service's own terms, if it has several (legacy endpoints). */
  | {
      readonly kind: 'fail';
      readonly failCode?: string;
      readonly failMsg?: string;
      readonly word?: string;
      /** The number of songs made before the failure (legacy music). */
      readonly songs?: number;
      /** Whether the record names its end and cost. Default: for one of three tasks. */
      readonly isEndNamed?: boolean;
    }
  | { readonly kind: 'deadResults' }
  /** Ends at the `polls`th query, advancing one stage per query, instead of by the clock. */
  | { readonly kind: 'steps'; readonly polls: number }
  /** Stays in `generating` forever. */
  | { readonly kind: 'stuck' };

export interface Fault {
  readonly call: CallName;
  readonly effect: Effect;
  /** How often it applies. Default: 1; 0 means always. */
  readonly times?: number;
  /** Number of calls to skip before it applies. */
  readonly skip?: number;
  /** Only for this model (createTask, task, modelSchema, …); for a legacy endpoint its id, such as /veo/generate. */
  readonly model?: string;
  /** Task only: a text in the input, such as the name of an uploaded file. */
  readonly input?: string;
  /** Delay before the effect, in milliseconds. */
  readonly delayMs?: number;
}

/** A file held by the emulator: an upload or a result. */
export interface StoredFile {
  readonly name: string;
  readonly origin: 'upload' | 'result';
  readonly mime: string;
  readonly kind: MediaKind | 'other';
  readonly size: number;
  readonly sha256: string;
  /** Absent for large uploads, which are only counted and hashed. */
  readonly bytes?: Buffer;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly hasAlpha?: boolean;
}

/** Finds the file of a URL issued by the emulator. */
export type FindFile = (address: string) => StoredFile | undefined;

export interface Problem {
  /** For example `input.shots[0].duration`. */
  readonly path: string;
  readonly message: string;
  /**
   * The response of the live API: `field` and `media` are rejected with code 500 and a message that names nothing.
   * Absent: a mistake that only this emulator rejects, with code 422 and the path.
   */
  readonly live?: 'field' | 'media';
  /** The URL that does not belong to a valid file. */
  readonly address?: string;
}

export type TaskState = 'waiting' | 'queuing' | 'generating' | 'success' | 'fail';

export interface EmulatedTask {
  readonly taskId: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The request as sent, JSON text. */
  readonly param: string;
  readonly credits: number;
  readonly createTime: number;
  polls: number;
  /** Set when the work is done. */
  resultJson?: string;
  failCode?: string;
  failMsg?: string;
  /** Whether the record of a failure names its end and cost. */
  isEndNamed?: boolean;
  completeTime?: number;
}
