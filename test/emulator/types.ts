/** The words of the emulator: what it logs, what it can be told to do wrong, what it holds. */
import type { MediaKind } from '../../src/shared/model.ts';

export type HostName = 'api' | 'upload' | 'storage' | 'elsewhere';

/**
 * What a request is for. Former endpoints that make a task count as `createTask`, their queries as `recordInfo`.
 * `direct` is an operation that answers at once, such as /api/v1/omni/audio/create. `task` is no request: faults
 * under it shape the next accepted tasks.
 */
export type CallName =
  | 'createTask'
  | 'recordInfo'
  | 'credit'
  | 'downloadUrl'
  | 'upload'
  | 'download'
  | 'prices'
  | 'direct'
  | 'task'
  | 'unknown';

/** One request as it arrived. The key itself is never kept. `at` is in milliseconds since 1970. */
export interface LoggedRequest {
  readonly host: HostName;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: 'right' | 'wrong' | 'none';
  readonly call: CallName;
  readonly at: number;
  /** Parsed JSON; base64 data is replaced by its length, file parts by name, size and SHA-256. */
  body?: unknown;
  /** Bytes of the body. */
  size: number;
  /** HTTP status, 0 when the connection was cut before an answer. */
  status: number;
  /** The envelope's code. */
  code?: number;
  /** True once the answer is out or the connection is cut. */
  done: boolean;
}

/** What goes wrong. "Before" means that nothing was accepted; "after" that the work was done and paid. */
export type Effect =
  /** Nothing but the waiting of `delayMs`. */
  | { readonly kind: 'delay' }
  /** The connection is reset before the request counts. */
  | { readonly kind: 'reset' }
  /** The request counts, then the connection is reset. */
  | { readonly kind: 'resetAfter' }
  /** The request counts, half of the answer arrives, then the connection ends. */
  | { readonly kind: 'truncate' }
  /** The request counts, the answer is no JSON. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'html'; readonly status?: number }
  /** The request counts, the answer is JSON of so many megabytes. */
  | { readonly kind: 'huge'; readonly megabytes: number }
  /** An envelope code inside HTTP 200; nothing was accepted. */
  | { readonly kind: 'code'; readonly code: number; readonly msg?: string }
  /** An HTTP status with a fitting envelope; nothing was accepted. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | string }
  /** The endpoint exists no more: HTTP 404, code 404 inside HTTP 200, or code 505 with words that say where it went. */
  | { readonly kind: 'gone'; readonly as?: 'status' | 'code' | 'moved' }
  /** A redirect; `cross` leads to another origin, which logs what it is sent. */
  | { readonly kind: 'redirect'; readonly to: 'same' | 'cross'; readonly status?: number }
  /** Download only. */
  | { readonly kind: 'dead'; readonly status?: number }
  | { readonly kind: 'wrongLength'; readonly delta: number }
  | { readonly kind: 'wrongType'; readonly type: string }
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** Task only: what its first polls, or its end, look like. */
  | { readonly kind: 'notFound'; readonly polls: number; readonly code: 404 | 422 }
  | { readonly kind: 'noAddresses'; readonly polls: number }
  /** Success with all songs but `songs` of them (0 unless told) without their sound, the covers are there. */
  | { readonly kind: 'noSound'; readonly polls: number; readonly songs?: number }
  | { readonly kind: 'state'; readonly word: string; readonly polls: number }
  /** `word` is the failing state in the service's own words, where it has several (former endpoints). */
  | {
      readonly kind: 'fail';
      readonly failCode?: string;
      readonly failMsg?: string;
      readonly word?: string;
      /** How many songs were made before it failed (former music). */
      readonly songs?: number;
    }
  | { readonly kind: 'deadResults' }
  /** Ends at the `polls`th query, one stage of its course a query, instead of by the clock. */
  | { readonly kind: 'steps'; readonly polls: number }
  /** Stays in `generating` for ever. */
  | { readonly kind: 'stuck' };

export interface Fault {
  readonly call: CallName;
  readonly effect: Effect;
  /** How often it happens: 1 unless told; 0 means always. */
  readonly times?: number;
  /** Calls that pass before it begins. */
  readonly skip?: number;
  /** Only for this model (createTask and task); at a former endpoint its id, such as /veo/generate. */
  readonly model?: string;
  /** Waiting before the effect, in milliseconds. */
  readonly delayMs?: number;
}

/** A file the emulator holds: an upload or a result. */
export interface StoredFile {
  readonly name: string;
  readonly origin: 'upload' | 'result';
  readonly mime: string;
  readonly kind: MediaKind | 'other';
  readonly size: number;
  readonly sha256: string;
  /** Absent for big uploads, which are counted and hashed only. */
  readonly bytes?: Buffer;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly hasAlpha?: boolean;
}

/** Looks an address up among those the emulator gave. */
export type FindFile = (address: string) => StoredFile | undefined;

export interface Problem {
  /** Such as `input.shots[0].duration`. */
  readonly path: string;
  readonly message: string;
  /**
   * How the live API answers: `field` and `media` are refused with code 500 and a sentence that names nothing. Absent: a
   * mistake that only this emulator refuses, with code 422 and the path.
   */
  readonly live?: 'field' | 'media';
  /** The address that is not one of a living file. */
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
  completeTime?: number;
}
