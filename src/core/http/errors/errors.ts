import type { Remedy } from '../../../shared/task.ts';

/**
 * Whether a failed paid call may have been accepted.
 * `no`: proven that nothing was accepted, or that the accepted task has failed for good; retried automatically only if
 * also transient. `perhaps`: must not be retried.
 */
export type Accepted = 'no' | 'perhaps';

/** Details of a {@link KieError}. */
export interface KieErrorOptions {
  readonly code?: number | string | undefined;
  readonly remedy: Remedy;
  readonly accepted: Accepted;
  /** A later retry may succeed (automatic only when `accepted` is `no`). */
  readonly transient?: boolean;
  readonly retryAfterMs?: number | undefined;
  /** Set when the failure is an envelope from KIE: with or without data. */
  readonly envelope?: 'empty' | 'data' | undefined;
  /** KIE's own message without secrets; included in the error message. */
  readonly reason?: string | undefined;
  readonly cause?: unknown;
}

/** Any failure of a call to KIE. The message is a localized sentence for the user and never contains the key. */
export class KieError extends Error {
  readonly code: string | undefined;
  readonly remedy: Remedy;
  readonly accepted: Accepted;
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;
  readonly envelope: 'empty' | 'data' | undefined;
  readonly reason: string | undefined;

  constructor(message: string, options: KieErrorOptions) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code === undefined ? undefined : String(options.code);
    this.remedy = options.remedy;
    this.accepted = options.accepted;
    this.transient = options.transient ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.envelope = options.envelope;
    this.reason = options.reason;
  }
}

/** No key is set. */
export class NoKeyError extends KieError {}
/** The key has an invalid character; it is never sent. */
export class InvalidKeyError extends KieError {}
/** 401: the key is missing or wrong. */
export class KeyRefusedError extends KieError {}
/** 402: not enough credits. */
export class CreditsError extends KieError {}
/** 433: the key has reached its spending limit. */
export class SpendingCapError extends KieError {}
/** 404, or 422 "recordInfo is null": unknown task, model or path. */
export class NotFoundError extends KieError {}
/** 400, 405, 409, 413, 422, 451: the request must change. */
export class InvalidRequestError extends KieError {}
/** 429, 430: too many requests. */
export class RateLimitError extends KieError {}
/** 455, 550: maintenance, or the queue is full. */
export class MaintenanceError extends KieError {}
/** 505: the feature is switched off. */
export class SwitchedOffError extends KieError {}
/** 501, 531: the generation itself failed. */
export class GenerationError extends KieError {}
/** 408, 500 and undocumented codes. */
export class ServerError extends KieError {}
/** HTTP 403 in front of KIE (Cloudflare, "error code: 1010"). */
export class FirewallError extends KieError {}
/** No connection was established: nothing was sent. */
export class UnreachableError extends KieError {}
/** The connection was lost or timed out after something may have been sent. */
export class InterruptedError extends KieError {}
/** The response is malformed or too large. */
export class UnreadableAnswerError extends KieError {}
/** The URL is neither https nor loopback, or points to a private network. */
export class BlockedAddressError extends KieError {}
/** A storage URL returned 401, 403, 404 or 410: request a fresh one. */
export class DeadAddressError extends KieError {}
/** The local file cannot be read or written. */
export class FileError extends KieError {}
/** The caller aborted the call. */
export class CancelledError extends KieError {}
