import type { Remedy } from '../../shared/task.ts';

/**
 * Whether a paid call may have been accepted although it failed.
 * `no`: it is proven that nothing was taken, or that what was taken has failed for good; sent again by itself only when it
 * is also transient. `perhaps`: it must not be sent again.
 */
export type Accepted = 'no' | 'perhaps';

export interface KieErrorOptions {
  readonly code?: number | string | undefined;
  readonly remedy: Remedy;
  readonly accepted: Accepted;
  /** Sending the same again later makes sense (only ever done by itself when `accepted` is `no`). */
  readonly transient?: boolean;
  readonly retryAfterMs?: number | undefined;
  /** Whether the failure is an answer of KIE in its own form, and whether that had data. */
  readonly envelope?: 'empty' | 'data' | undefined;
  /** KIE's own words, without secrets; they are part of the message. */
  readonly reason?: string | undefined;
  readonly cause?: unknown;
}

/** Any failure of a call to KIE. The message is a sentence for a person and never holds a key. */
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
/** The key has a character that no key has; it is never sent. */
export class InvalidKeyError extends KieError {}
/** 401: the key is missing or wrong. */
export class KeyRefusedError extends KieError {}
/** 402: not enough credits. */
export class CreditsError extends KieError {}
/** 433: the spending cap of the key is reached. */
export class SpendingCapError extends KieError {}
/** 404, or 422 "recordInfo is null": KIE does not know the task, model or address. */
export class NotFoundError extends KieError {}
/** 400, 405, 409, 413, 422, 451: the request must change. */
export class InvalidRequestError extends KieError {}
/** 429, 430: too many calls. */
export class RateLimitError extends KieError {}
/** 455, 550: maintenance, or the queue is full. */
export class MaintenanceError extends KieError {}
/** 505: the feature is switched off. */
export class SwitchedOffError extends KieError {}
/** 501, 531: the generation itself failed. */
export class GenerationError extends KieError {}
/** 408, 500 and codes that nobody documents. */
export class ServerError extends KieError {}
/** HTTP 403 in front of KIE (Cloudflare, "error code: 1010"). */
export class FirewallError extends KieError {}
/** The connection was never made: nothing was sent. */
export class UnreachableError extends KieError {}
/** The connection broke or fell silent after something may have been sent. */
export class InterruptedError extends KieError {}
/** The answer cannot be understood, or is too large. */
export class UnreadableAnswerError extends KieError {}
/** Not https, and not loopback. */
export class BlockedAddressError extends KieError {}
/** A storage address that gives 401, 403, 404 or 410: ask for a fresh one. */
export class DeadAddressError extends KieError {}
/** The local file cannot be read or written. */
export class FileError extends KieError {}
/** The caller's signal ended the call. */
export class CancelledError extends KieError {}
