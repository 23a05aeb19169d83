import * as l10n from '@vscode/l10n';
import type { Task } from '../../../../shared/task.ts';
import { KieError, NoKeyError, RateLimitError } from '../../../http/errors/errors.ts';
import { keyProblem } from '../../../http/errors/keyProblem.ts';
import { JOBS } from '../../../kie/services/jobs.ts';
import type { Started } from '../../../kie/taskRecord.ts';
import { holdBatch, shouldHoldBatch } from './holdBatch.ts';
import { holdTask } from './holdTask.ts';
import { keepAnswer } from './recordAcceptance.ts';
import { callFor, prepareRequest } from './prepare.ts';
import type { UploadedMedia } from './prepare.ts';
import { shouldReupload } from './reupload.ts';
import { repetitionAfter, countAttempt, isTransient, recordNotReady, recordRejection } from './submitOutcome.ts';
import { serviceOfTask } from '../serviceOfTask.ts';
import { recordFailure, recordSent } from './recordSubmission.ts';
import type { TaskContext } from '../taskContext.ts';
import { likelyNotAcceptedError, toTaskError } from '../taskError.ts';
import { isBalanceUnchanged } from './balanceUnchanged.ts';

/** Maximum age of the balance before a submission, and maximum time to wait for it. */
const BALANCE_AGE_MS = 60_000;
const BALANCE_WAIT_MS = 3_000;
const RATE_PAUSE_MS = 10_000;
const backoffMs = (attempt: number, error: KieError): number =>
  Math.max(error.retryAfterMs ?? 0, Math.min(60_000, 2_000 * 2 ** (attempt - 1)));

/**
 * Prepares and submits a `preparing` task. Returns whether it must be tracked.
 * The row is `submitting` before createTask is sent and holds the task ID right after, so no crash can hide a purchase.
 */
export async function submitTask(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<boolean> {
  const { ledger } = ctx;
  const { localId } = task;
  const details = ledger.tasks.details(localId);
  if (details === undefined) return false;
  const uploaded: UploadedMedia = { addresses: new Map(), reused: new Set(), stamps: new Map() };
  let key: string;
  const service = serviceOfTask(ctx, task) ?? JOBS;
  // A request that polls by repeating was paid for the first time, so it is repeated unchanged.
  let request = service.repeatable !== undefined && task.submittedAt !== undefined ? details.plan : undefined;
  for (let attempt = details.attempts + 1; ; attempt++) {
    let slot: number | undefined;
    try {
      if (request === undefined) {
        const prepared = await prepareRequest(ctx, task, uploaded, signal);
        if ('hold' in prepared) {
          holdTask(ctx, localId, prepared.hold);
          return false;
        }
        request = prepared.input;
      }
      await ctx.balance.within(BALANCE_AGE_MS, BALANCE_WAIT_MS, signal);
      // All waiting comes before `submitting`: a task found in that state counts as possibly purchased.
      slot = await ctx.submissions.take(signal, { group: task.batch?.id ?? localId, watched: ctx.watched(localId) });
      key = await requireKey(ctx);
    } catch (error) {
      if (slot !== undefined) ctx.submissions.settle(slot);
      if (signal.aborted || holdBatch(ctx, task, error)) return false;
      attempt = countAttempt(task, error, attempt);
      // Uploads are free, so every transient error is retried.
      if (!(error instanceof KieError && isTransient(error, attempt))) return fail(ctx, localId, error);
      ledger.tasks.update(localId, ['preparing'], { attempts: attempt, error: toTaskError(error), progress: null });
      await ctx.clock.sleep(backoffMs(attempt, error), signal);
      continue;
    }
    const now = ctx.clock.now();
    const balanceBefore = ctx.balance.known(BALANCE_AGE_MS) ?? null;
    const submission = { request, attempts: attempt, submittedAt: now, error: null, progress: null, balanceBefore };
    if (signal.aborted || !ledger.tasks.update(localId, ['preparing'], { state: 'submitting', ...submission })) {
      ctx.submissions.settle(slot);
      return false;
    }
    let started: Started;
    try {
      recordSent(ctx, { ...task, request }, details);
      // Without a signal: an interrupted call may have been accepted.
      started = await ctx.client.createTask(callFor(ctx, task, request), { key, onCall: ctx.trace.of(localId) });
    } catch (error) {
      ctx.submissions.settle(slot);
      recordFailure(ctx, localId, error, repetitionAfter(service, error) !== undefined);
      const isUnclear = !(error instanceof KieError) || error.accepted !== 'no';
      if (isUnclear) void noteBalance(ctx, localId);
      const sent = request;
      // Each retry validates the task again.
      request = undefined;
      if (shouldReupload(ctx, uploaded, error)) {
        // Nothing was accepted: upload the files again, without reusing earlier uploads.
        if (!recordRejection(ctx, task, error, toTaskError(error))) return false;
        continue;
      }
      if (shouldHoldBatch(ctx, task, error)) {
        if (recordRejection(ctx, task, error, toTaskError(error))) holdBatch(ctx, task, error);
        return false;
      }
      const repeatable = repetitionAfter(service, error);
      if (repeatable !== undefined) {
        request = sent;
        if (!recordNotReady(ctx, task, attempt < repeatable.times)) return false;
        await ctx.clock.sleep(repeatable.everyMs, signal);
        continue;
      }
      attempt = countAttempt(task, error, attempt);
      if (error instanceof RateLimitError) ctx.submissions.pause(error.retryAfterMs ?? RATE_PAUSE_MS);
      const likely = isUnclear && (await isBalanceUnchanged(ctx, task, error, { before: balanceBefore, signal }));
      const waiting = !isUnclear && isTransient(error, attempt) ? toTaskError(error) : undefined;
      const shown = likely && error instanceof KieError ? likelyNotAcceptedError(error) : waiting;
      if (!recordRejection(ctx, task, error, shown) || !(error instanceof KieError)) return false;
      await ctx.clock.sleep(backoffMs(attempt, error), signal);
      continue;
    }
    await keepAnswer(ctx, { task: { ...task, request, submittedAt: now }, details }, started);
    ctx.submissions.settle(slot);
    void noteBalance(ctx, localId);
    return true;
  }
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

function fail(ctx: TaskContext, localId: string, error: unknown): false {
  const patch = { state: 'failed', error: toTaskError(error), finishedAt: ctx.clock.now(), progress: null } as const;
  ctx.ledger.tasks.update(localId, ['preparing'], patch);
  return false;
}
