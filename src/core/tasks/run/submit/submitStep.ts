import type { TaskError, TaskHold } from '../../../../shared/task.ts';
import type { KieError } from '../../../http/errors/errors.ts';
import type { Service } from '../../../kie/services/service.ts';
import type { BatchState } from '../../types.ts';
import { likelyNotAcceptedError, unknownError } from '../taskError.ts';
import * as policy from './failurePolicy.ts';

type Input = Readonly<Record<string, unknown>>;

/** Everything that the next step of a submission depends on. */
export interface SubmitState {
  /** Attempts before the current one. */
  readonly attempts: number;
  /** How to poll by repeating the request, if the service supports it. */
  readonly repeatable: Service['repeatable'];
  readonly isInBatch: boolean;
  readonly batchState?: BatchState | undefined;
  /** Whether this run must end: its window closes, or the task was canceled or restarted. */
  readonly isInterrupted: boolean;
  /** Whether the user has stopped the task. */
  readonly isStopAsked: boolean;
  /** Whether some media has the URL of an earlier upload. */
  readonly hasReusedUploads: boolean;
  /** Whether KIE reports the status of such tasks. */
  readonly hasRecord: boolean;
  readonly estimate?: number | undefined;
  /** Credits just before the request, if known. */
  readonly balanceBefore: number | null;
}

/**
 * Everything that can happen to a submission, except an answer of KIE: it leaves no choice and is stored before
 * anything else.
 */
export type SubmitEvent =
  | { readonly kind: 'held'; readonly hold: TaskHold }
  | { readonly kind: 'prepared'; readonly request: Input }
  /** Nothing was sent. */
  | { readonly kind: 'prepareFailed' | 'batchNotPaused'; readonly error: unknown }
  | { readonly kind: 'createFailed'; readonly error: unknown }
  | { readonly kind: 'balanceChecked'; readonly error: KieError; readonly isUnchanged: boolean };

/** Next step of a submission: a change of the row (`recordStep`), then an action (`submitTask`). */
export type SubmitStep =
  | { readonly kind: 'end' }
  | { readonly kind: 'hold'; readonly hold: TaskHold }
  /** Before createTask: wait, then prepare the task again. */
  | { readonly kind: 'prepareAgain'; readonly error: KieError; readonly attempts: number; readonly afterMs: number }
  | { readonly kind: 'fail'; readonly error: unknown; readonly finishedAt: number }
  /** Pause the batch; the task waits in it again. */
  | { readonly kind: 'pauseBatch'; readonly error: KieError }
  | ({ readonly kind: 'send' } & SubmissionColumns)
  /** After a proven rejection: upload reused files again, wait and retry, or pause the batch. */
  | { readonly kind: 'reupload'; readonly error: KieError; readonly attempts: number }
  | { readonly kind: 'retry'; readonly error: KieError; readonly attempts: number; readonly afterMs: number }
  | { readonly kind: 'returnToBatch'; readonly error: KieError }
  /** The rejection is final. */
  | { readonly kind: 'reject'; readonly error: KieError; readonly finishedAt: number }
  /** The user has stopped the task or its batch, so it is not sent again. */
  | { readonly kind: 'stop'; readonly error: KieError; readonly finishedAt: number }
  /** Poll by repeating the same request. */
  | { readonly kind: 'repeat'; readonly attempts: number; readonly afterMs: number }
  | { readonly kind: 'endRepeating'; readonly state: 'stopped' | 'uncollected'; readonly finishedAt: number }
  | { readonly kind: 'checkBalance'; readonly error: KieError }
  | { readonly kind: 'markUnknown'; readonly error: TaskError };

/** The columns of the row that record a submission before createTask is sent. */
export interface SubmissionColumns {
  readonly request: Input;
  readonly attempts: number;
  readonly submittedAt: number;
  readonly balanceBefore: number | null;
}

/** Returns the next step of a submission. `now` in milliseconds since 1970. */
export function nextStep(state: SubmitState, event: SubmitEvent, now: number): SubmitStep {
  switch (event.kind) {
    case 'held':
      return { kind: 'hold', hold: event.hold };
    case 'prepared': {
      if (state.isInterrupted) return { kind: 'end' };
      const { attempts, balanceBefore } = state;
      return { kind: 'send', request: event.request, attempts: attempts + 1, submittedAt: now, balanceBefore };
    }
    case 'prepareFailed':
      if (state.isInterrupted) return { kind: 'end' };
      if (canPauseBatch(state, event.error)) return { kind: 'pauseBatch', error: event.error };
      return afterPreparation(state, event.error, now);
    case 'batchNotPaused':
      return afterPreparation(state, event.error, now);
    case 'createFailed':
      return afterCreate(state, event.error, now);
    case 'balanceChecked':
      if (!event.isUnchanged) return unknown(state, event.error);
      return { kind: 'markUnknown', error: likelyNotAcceptedError(event.error) };
  }
}

/** Uploads are free, so every transient error is retried. */
function afterPreparation(state: SubmitState, error: unknown, now: number): SubmitStep {
  const attempts = policy.countAttempt(state.isInBatch, error, state.attempts + 1);
  if (!policy.isTransient(error, attempts)) return { kind: 'fail', error, finishedAt: now };
  return { kind: 'prepareAgain', error, attempts, afterMs: policy.backoffMs(attempts, error) };
}

function afterCreate(state: SubmitState, error: unknown, now: number): SubmitStep {
  const attempt = state.attempts + 1;
  if (policy.isMediaError(error) && state.hasReusedUploads) {
    return unlessStopped(state, { kind: 'reupload', error, attempts: attempt }, now);
  }
  if (canPauseBatch(state, error)) return unlessStopped(state, { kind: 'returnToBatch', error }, now);
  const repeatable = policy.repetitionAfter(state.repeatable, error);
  if (repeatable !== undefined) return repeat(state, repeatable, now);
  if (!policy.isProvenRejection(error)) return afterUnclear(state, error);
  const attempts = policy.countAttempt(state.isInBatch, error, attempt);
  if (policy.isTransient(error, attempts)) {
    const afterMs = policy.backoffMs(attempts, error);
    return unlessStopped(state, { kind: 'retry', error, attempts, afterMs }, now);
  }
  return { kind: state.isStopAsked ? 'stop' : 'reject', error, finishedAt: now };
}

/** Stopping a batch does not stop its sent tasks, but they are not sent again. */
const isRetryStopped = ({ isStopAsked, batchState }: SubmitState): boolean => isStopAsked || batchState === 'stopped';

const unlessStopped = (state: SubmitState, step: SubmitStep & { readonly error: KieError }, now: number): SubmitStep =>
  isRetryStopped(state) ? { kind: 'stop', error: step.error, finishedAt: now } : step;

function repeat(state: SubmitState, { everyMs, times }: NonNullable<Service['repeatable']>, now: number): SubmitStep {
  const attempts = state.attempts + 1;
  const canRepeat = attempts < times;
  if (canRepeat && !isRetryStopped(state)) return { kind: 'repeat', attempts, afterMs: everyMs };
  const isStopped = canRepeat || state.isStopAsked;
  return { kind: 'endRepeating', state: isStopped ? 'stopped' : 'uncollected', finishedAt: now };
}

/** Without proof of a rejection nothing is sent again. */
function afterUnclear(state: SubmitState, error: unknown): SubmitStep {
  const canCompare = state.balanceBefore !== null && state.estimate !== 0;
  if (canCompare && policy.isBlankServerError(error)) return { kind: 'checkBalance', error };
  return unknown(state, error);
}

function unknown({ hasRecord }: SubmitState, error: unknown): SubmitStep {
  return { kind: 'markUnknown', error: unknownError(hasRecord, error instanceof Error ? error.message : undefined) };
}

/** Whether to pause the batch with this error. */
const canPauseBatch = ({ isInBatch, batchState }: SubmitState, error: unknown): error is KieError =>
  isInBatch && policy.isBatchError(error) && (batchState === 'running' || batchState === 'paused');
