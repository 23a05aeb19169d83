import * as l10n from '@vscode/l10n';
import type { Task } from '../../../../shared/task.ts';
import { NoKeyError } from '../../../http/errors/errors.ts';
import { keyProblem } from '../../../http/errors/keyProblem.ts';
import { unreadable } from '../../../http/errors/networkFailures.ts';
import { withResponse } from '../../../http/responseNote.ts';
import type { Service } from '../../../kie/services/service.ts';
import type { Started } from '../../../kie/taskRecord.ts';
import type { TaskDetails } from '../../store/taskColumns.ts';
import type { TaskContext } from '../taskContext.ts';
import { failureNote } from './failurePolicy.ts';
import { callFor, prepareRequest } from './prepare.ts';
import { keepAnswer } from './recordAcceptance.ts';
import { recordFailure, recordSent } from './recordSubmission.ts';
import type { SubmissionColumns, SubmitEvent } from './submitStep.ts';
import type { UploadedMedia } from './uploadMedia.ts';

/** Maximum age of the balance before a submission, and maximum time to wait for it. */
const BALANCE_AGE_MS = 60_000;
const BALANCE_WAIT_MS = 3_000;

/** A running submission. */
export interface SubmitRun {
  readonly ctx: TaskContext;
  readonly task: Task;
  readonly details: TaskDetails;
  readonly service: Service;
  readonly uploaded: UploadedMedia;
  readonly signal: AbortSignal;
  /** Attempts before the current one. */
  attempts: number;
  /** The prepared request; undefined while the task must be validated and uploaded first. */
  request: SubmissionColumns['request'] | undefined;
  key: string;
  /** Credits just before the request, if known. */
  balanceBefore: number | null;
  /** Slot of the rate limiter, held from before `submitting` until the response. */
  slot: number | undefined;
}

/** Prepares the request, and waits until it may be sent. */
export async function prepare(run: SubmitRun): Promise<SubmitEvent> {
  const { ctx, task, signal } = run;
  const { localId } = task;
  try {
    if (run.request === undefined) {
      const prepared = await prepareRequest(ctx, task, run.uploaded, signal);
      if ('hold' in prepared) return { kind: 'held', hold: prepared.hold };
      run.request = prepared.input;
    }
    await ctx.balance.within(BALANCE_AGE_MS, BALANCE_WAIT_MS, signal);
    // All waiting comes before `submitting`: a task found in that state counts as possibly purchased.
    const turn = { group: task.batch?.id ?? localId, watched: ctx.watched(localId) };
    run.slot = await ctx.submissions.take(signal, turn);
    run.key = await requireKey(ctx);
    run.balanceBefore = ctx.balance.known(BALANCE_AGE_MS) ?? null;
    return { kind: 'prepared', request: run.request };
  } catch (error) {
    releaseSlot(run);
    return { kind: 'prepareFailed', error };
  }
}

/** Waits, then prepares the next attempt. */
export async function prepareAgain(
  run: SubmitRun,
  { attempts, afterMs }: { readonly attempts: number; readonly afterMs: number }
): Promise<SubmitEvent> {
  run.attempts = attempts;
  if (afterMs > 0) await run.ctx.clock.sleep(afterMs, run.signal);
  return prepare(run);
}

/**
 * Sends createTask for a row that is `submitting` already. An answer is stored before anything else; a failure is
 * recorded in the journal before the ledger allows a retry.
 */
export async function send(run: SubmitRun, { request, submittedAt }: SubmissionColumns): Promise<SubmitEvent | true> {
  const { ctx, task, details, key } = run;
  let started: Started;
  try {
    recordSent(ctx, { ...task, request }, details);
    // Without a signal: an interrupted call may have been accepted.
    const options = { key, onCall: ctx.trace.of(task.localId) };
    started = await ctx.client.createTask(callFor(ctx, task, request), options);
    rejectForeignGuess(run, started);
  } catch (error) {
    releaseSlot(run);
    noteFailure(run, error);
    return { kind: 'createFailed', error };
  }
  await keepAnswer(ctx, { task: { ...task, request, submittedAt }, details }, started);
  releaseSlot(run);
  void noteBalance(ctx, task.localId);
  return true;
}

/**
 * Does not accept an ID that only may be that of the task and belongs to another task.
 * @throws KieError
 */
function rejectForeignGuess({ ctx, task }: SubmitRun, { taskId = '', isGuess }: Started): void {
  if (isGuess !== true || ctx.ledger.tasks.withTaskId(taskId, task.localId) === undefined) return;
  throw withResponse(unreadable('create'), { candidates: [taskId] }, '');
}

/** Gives the slot of the rate limiter back, if one is held. */
export function releaseSlot(run: SubmitRun): void {
  if (run.slot !== undefined) run.ctx.submissions.settle(run.slot);
  run.slot = undefined;
}

function noteFailure({ ctx, task, service, uploaded }: SubmitRun, error: unknown): void {
  const { isRefused, isUnclear, dropsUploads, pauseMs } = failureNote(service.repeatable, error);
  recordFailure(ctx, task.localId, error, isRefused);
  if (isUnclear) void noteBalance(ctx, task.localId);
  if (dropsUploads) ctx.ledger.uploads.drop([...uploaded.addresses.values()]);
  if (pauseMs !== undefined) ctx.submissions.pause(pauseMs);
}

/** Records the balance after a submission in the background, regardless of its outcome. */
async function noteBalance(ctx: TaskContext, localId: string): Promise<void> {
  try {
    ctx.ledger.tasks.recordBalanceAfter(localId, await ctx.balance.look());
  } catch (error) {
    ctx.log.debug(`The balance after a submission is unknown: ${String(error)}`); // also when closing
  }
}

async function requireKey(ctx: TaskContext): Promise<string> {
  const key = await ctx.apiKey();
  if (key !== undefined && key.trim() !== '') {
    const problem = keyProblem(key.trim());
    if (problem !== undefined) throw problem;
    return key;
  }
  throw new NoKeyError(l10n.t('No KIE API key is set. Set one first.'), { remedy: 'set-key', accepted: 'no' });
}
