import {
  CreditsError,
  KeyRefusedError,
  KieError,
  NoKeyError,
  RateLimitError,
  SpendingCapError,
  UnreachableError
} from '../../../http/errors/errors.ts';
import type { Service } from '../../../kie/services/service.ts';
import { isGeneralError, isMediaRejection, mayBeMediaFailure } from './unreadableMedia.ts';

type Repeatable = Service['repeatable'];

/** Maximum attempts after failures that prove that nothing was accepted. */
const MAX_ATTEMPTS = 6;
const MAX_BACKOFF_MS = 60_000;
const RATE_PAUSE_MS = 10_000;

/** Consequences of a failed createTask that apply before the ledger is read. */
export interface FailureNote {
  /** For the journal: whether nothing was accepted, or the request was a repetition that polls. */
  readonly isRefused: boolean;
  /** Whether the task may have been accepted, so that the balance afterwards is of interest. */
  readonly isUnclear: boolean;
  /**
   * The uploads whose URLs must not be used again, because KIE may have failed to read them: after a general error only
   * those of earlier tasks, so that an outage does not upload every file again and again.
   */
  readonly droppedUploads: 'all' | 'reused' | 'none';
  /** Milliseconds to hold back all submissions, after a rate limit. */
  readonly pauseMs?: number;
}

/** Returns what to record after a failed createTask. Reads nothing, so that the journal does not depend on the ledger. */
export function failureNote(repeatable: Repeatable, error: unknown): FailureNote {
  const isRepetition = repetitionAfter(repeatable, error) !== undefined;
  return {
    isRefused: isRepetition || isProvenRejection(error),
    isUnclear: !isProvenRejection(error),
    droppedUploads: droppedUploads(error),
    ...(error instanceof RateLimitError && !isRepetition ? { pauseMs: error.retryAfterMs ?? RATE_PAUSE_MS } : {})
  };
}

function droppedUploads(error: unknown): FailureNote['droppedUploads'] {
  if (!(error instanceof KieError)) return 'none';
  if (isGeneralError(error.code, error.reason)) return 'reused';
  return mayBeMediaFailure(error.code, error.reason) || isMediaError(error) ? 'all' : 'none';
}

/** Whether an error proves that nothing was accepted. */
export const isProvenRejection = (error: unknown): error is KieError =>
  error instanceof KieError && error.accepted === 'no';

/** Whether KIE rejected the task because it could not read an uploaded file. */
export const isMediaError = (error: unknown): error is KieError =>
  isProvenRejection(error) && isMediaRejection(error.code, error.message);

/** Whether the other tasks of the batch would fail with the same error. */
export function isBatchError(error: unknown): error is KieError {
  const kinds = [CreditsError, SpendingCapError, NoKeyError, KeyRefusedError];
  return isProvenRejection(error) && kinds.some(kind => error instanceof kind);
}

/**
 * Returns how to repeat a request that polls by repeating. Only after the documented "not ready yet", or after a
 * transient rejection that proves that nothing was accepted: a lost response may have been the paid one.
 */
export function repetitionAfter(repeatable: Repeatable, error: unknown): Repeatable {
  if (repeatable === undefined || !(error instanceof KieError)) return undefined;
  const isNotReady = error.envelope !== undefined && repeatable.notReady.includes(error.code ?? '');
  return isNotReady || (error.accepted === 'no' && error.transient) ? repeatable : undefined;
}

/** Whether the failed attempt with this number may be retried. */
export const isTransient = (error: unknown, attempt: number): error is KieError =>
  error instanceof KieError && error.transient && attempt < MAX_ATTEMPTS;

/**
 * Returns the number of an attempt as it counts. Attempts of a batch without a network do not use up the maximum, so
 * that its tasks do not all fail while the network is down.
 */
export const countAttempt = (isInBatch: boolean, error: unknown, attempt: number): number =>
  isInBatch && error instanceof UnreachableError && error.transient ? Math.min(attempt, MAX_ATTEMPTS - 1) : attempt;

/** Returns the pause before the attempt after this one in milliseconds. */
export const backoffMs = (attempt: number, error: KieError): number =>
  Math.max(error.retryAfterMs ?? 0, Math.min(MAX_BACKOFF_MS, 2_000 * 2 ** (attempt - 1)));

/** Whether an unchanged balance after this error means that the task was most likely not accepted. */
export const isBlankServerError = (error: unknown): error is KieError =>
  error instanceof KieError && error.code === '500' && error.envelope === 'empty';
