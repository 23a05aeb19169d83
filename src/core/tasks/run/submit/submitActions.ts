import * as l10n from '@vscode/l10n';
import type { Task, TaskHold } from '../../../../shared/task.ts';
import { startStopwatch } from '../../../base/stopwatch.ts';
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
/** Maximum age of a check before a submission. */
const MAX_CHECK_AGE_MS = 60_000;
/** Number of checks in a row while they take longer than that. */
const MAX_CHECKS = 2;
/** Maximum time to hold a slot before the submission: the rate limiter counts it as sent within 10 seconds. */
const MAX_SLOT_MS = 5_000;

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
  /** Whether the request only polls, because KIE has answered it with "not ready yet". */
  isRepetition: boolean;
  /** The prepared request; undefined while the task must be validated and uploaded first. */
  request: SubmissionColumns['request'] | undefined;
  /** Returns the milliseconds since the request was checked. */
  checked: () => number;
  key: string;
  /** Credits just before the request, if known. */
  balanceBefore: number | null;
  /** Slot of the rate limiter, held from before `submitting` until the response. */
  slot: number | undefined;
  /** Returns the milliseconds since the slot was taken. */
  slotHeld: () => number;
}

/**
 * Checks the task, and waits for a slot of the rate limiter, until both are recent: a wait may take an hour, and the
 * computer may sleep in any of them. The slot is kept during a quick check, so that a long queue cannot outrun it.
 */
export async function prepare(run: SubmitRun): Promise<SubmitEvent> {
  const { ctx, signal } = run;
  try {
    // All waiting comes before `submitting`: a task found in that state counts as possibly purchased.
    while (!isChecked(run) || !hasSlot(run)) {
      signal.throwIfAborted();
      if (isChecked(run)) {
        await takeSlot(run);
      } else {
        const hold = await check(run);
        if (hold !== undefined) return held(run, hold);
      }
      run.key = await requireKey(ctx);
    }
    run.balanceBefore = ctx.balance.known(BALANCE_AGE_MS) ?? null;
    return { kind: 'prepared', request: run.request ?? {} };
  } catch (error) {
    releaseSlot(run);
    return { kind: 'prepareFailed', error };
  }
}

/** A request that polls by repeating was paid for the first time, so it is not checked again. */
const isChecked = ({ isRepetition, request, checked }: SubmitRun): boolean =>
  request !== undefined && (isRepetition || checked() <= MAX_CHECK_AGE_MS);

const hasSlot = ({ slot, slotHeld }: SubmitRun): boolean => slot !== undefined && slotHeld() <= MAX_SLOT_MS;

function held(run: SubmitRun, hold: TaskHold): SubmitEvent {
  releaseSlot(run);
  return { kind: 'held', hold };
}

/** Validates, prices and uploads; after long uploads, validates and prices again. Returns a hold instead if needed. */
async function check(run: SubmitRun): Promise<TaskHold | undefined> {
  const { ctx, task, uploaded, signal } = run;
  for (let round = 1; round <= MAX_CHECKS; round++) {
    const elapsed = startStopwatch(ctx.clock);
    const prepared = await prepareRequest(ctx, task, uploaded, signal);
    if ('hold' in prepared) return prepared.hold;
    run.request = prepared.input;
    if (elapsed() <= MAX_CHECK_AGE_MS) break;
  }
  run.checked = startStopwatch(ctx.clock);
  if (run.slot !== undefined) await ctx.balance.within(BALANCE_AGE_MS, BALANCE_WAIT_MS, signal);
  return undefined;
}

async function takeSlot(run: SubmitRun): Promise<void> {
  const { ctx, task, signal } = run;
  releaseSlot(run);
  await ctx.balance.within(BALANCE_AGE_MS, BALANCE_WAIT_MS, signal);
  const turn = { group: task.batch?.id ?? task.localId, watched: ctx.watched(task.localId) };
  run.slot = await ctx.submissions.take(signal, turn);
  run.slotHeld = startStopwatch(ctx.clock);
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
  const { isRefused, isUnclear, droppedUploads, pauseMs } = failureNote(service.repeatable, error);
  recordFailure(ctx, task.localId, error, isRefused);
  if (isUnclear) void noteBalance(ctx, task.localId);
  const dropped = { all: [...uploaded.addresses.keys()], reused: [...uploaded.reused], none: [] }[droppedUploads];
  ctx.ledger.uploads.drop(dropped.flatMap(value => uploaded.addresses.get(value) ?? []));
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
