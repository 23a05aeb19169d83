import * as l10n from '@vscode/l10n';
import type { Task, TaskError } from '../../shared/task.ts';
import type { CreateTaskRequest, Started } from '../kie/clientTypes.ts';
import { KieError, NoKeyError, RateLimitError } from '../kie/errors.ts';
import { JOBS } from '../kie/services/jobs.ts';
import { withSuccessor } from './gone.ts';
import { keepAnswer } from './keepAnswer.ts';
import { NEUTRAL_CALLBACK } from './callBack.ts';
import { serviceOfTask } from './serviceOfTask.ts';
import { prepareRequest } from './prepare.ts';
import type { Service } from '../kie/services/service.ts';
import type { TaskContext } from './taskContext.ts';
import { notReadyError, toTaskError, unknownError } from './taskError.ts';

/** Tries in all, for failures that prove that nothing was taken. */
const MAX_ATTEMPTS = 6;
/** Tries in all, for "not ready yet": some 15 minutes. */
const MAX_QUESTIONS = 36;
const RATE_PAUSE_MS = 10_000;
const backoffMs = (attempt: number, error: KieError): number =>
  Math.max(error.retryAfterMs ?? 0, Math.min(60_000, 2_000 * 2 ** (attempt - 1)));

/**
 * Prepares and sends a task in state `preparing`. True when it is to be followed.
 * The row says `submitting` before createTask leaves and holds the task id at once after, so no crash can hide a purchase.
 */
export async function submitTask(ctx: TaskContext, task: Task, signal: AbortSignal): Promise<boolean> {
  const { ledger } = ctx;
  const { localId } = task;
  const details = ledger.details(localId);
  if (details === undefined) return false;
  const addresses = new Map<string, string>();
  let request: Readonly<Record<string, unknown>> | undefined;
  let key: string;
  const service = serviceOfTask(ctx, task) ?? JOBS;
  for (let attempt = details.attempts + 1; ; attempt++) {
    try {
      request ??= await prepareRequest(ctx, task, details.plan, addresses, signal);
      // All waiting comes before the row says `submitting`: found in that state, a task counts as perhaps bought.
      await ctx.submissions.take(signal);
      key = await requireKey(ctx);
    } catch (error) {
      if (signal.aborted) return false;
      // Uploads cost nothing, so any passing trouble is worth another try.
      if (!(error instanceof KieError && error.transient && attempt < MAX_ATTEMPTS)) return fail(ctx, localId, error);
      ledger.update(localId, ['preparing'], { attempts: attempt, error: toTaskError(error), progress: null });
      ctx.changed();
      await ctx.clock.sleep(backoffMs(attempt, error), signal);
      continue;
    }
    const now = ctx.clock.now();
    const noted = { request, attempts: attempt, submittedAt: now, error: null, progress: null };
    if (signal.aborted || !ledger.update(localId, ['preparing'], { state: 'submitting', ...noted })) return false;
    ctx.changed();
    let started: Started;
    try {
      // Without a signal: a call that is cut off may have been accepted.
      started = await ctx.client.createTask(callOf(ctx, task, request), { key });
    } catch (error) {
      if (error instanceof RateLimitError) ctx.submissions.pause(error.retryAfterMs ?? RATE_PAUSE_MS);
      const notReady = notReadyMs(service, error);
      const again = notReady === undefined ? isTransient(error, attempt) : attempt < MAX_QUESTIONS;
      const waiting = notReady === undefined ? toTaskError(error) : notReadyError();
      if (!refused(ctx, task, error, again ? waiting : undefined) || !(error instanceof KieError)) return false;
      await ctx.clock.sleep(notReady ?? backoffMs(attempt, error), signal);
      continue;
    }
    await keepAnswer(ctx, localId, started);
    return true;
  }
}

async function requireKey(ctx: TaskContext): Promise<string> {
  const key = await ctx.apiKey();
  if (key !== undefined && key.trim() !== '') return key;
  throw new NoKeyError(l10n.t('There is no KIE API key yet. Set one first.'), { remedy: 'set-key', accepted: 'no' });
}

function callOf(ctx: TaskContext, task: Task, input: CreateTaskRequest['input']): CreateTaskRequest {
  const { model } = task;
  const entry = ctx.entry(model);
  const service = serviceOfTask(ctx, task);
  if (entry !== undefined && service !== undefined && service !== JOBS) {
    return { service, operation: entry.operation, model, input };
  }
  if (entry?.callBackRequired !== true) return { model, input };
  // A documented must for few models; we follow by asking, so any address will do.
  const address = ctx.callBackUrl()?.trim() ?? '';
  return { model, input, callBackUrl: address === '' ? NEUTRAL_CALLBACK : address };
}

/** How long to wait before asking again, when the refusal only means "not ready yet". */
const notReadyMs = (service: Service, error: unknown): number | undefined =>
  error instanceof KieError && error.accepted === 'no' && service.notReady?.codes.includes(error.code ?? '')
    ? service.notReady.everyMs
    : undefined;

const isTransient = (error: unknown, attempt: number): boolean =>
  error instanceof KieError && error.transient && attempt < MAX_ATTEMPTS;

/** Notes a failed createTask. True when it is to be sent again, which only proof of refusal allows; `waiting` is shown until then. */
function refused(ctx: TaskContext, task: Task, error: unknown, waiting: TaskError | undefined): boolean {
  const { ledger, clock } = ctx;
  const { localId } = task;
  const proven = error instanceof KieError && error.accepted === 'no';
  let again = false;
  if (!proven) {
    const why = error instanceof Error ? error.message : undefined;
    ledger.update(localId, ['submitting'], { state: 'unknown', error: unknownError(why) }, true);
  } else if (ledger.details(localId)?.stopAsked === true) {
    ledger.update(localId, ['submitting'], { state: 'stopped', finishedAt: clock.now() }, true);
  } else if (waiting !== undefined) {
    again = ledger.update(localId, ['submitting'], { state: 'preparing', error: waiting });
  }
  if (proven && !again) {
    // Also when another window took the silent task for unknown: we know better.
    const told = withSuccessor(ctx, task, error, toTaskError(error));
    const failed = { state: 'failed', error: told, finishedAt: clock.now() } as const;
    ledger.update(localId, ['submitting', 'unknown'], failed, true);
  }
  ctx.changed();
  return again;
}

function fail(ctx: TaskContext, localId: string, error: unknown): false {
  const patch = { state: 'failed', error: toTaskError(error), finishedAt: ctx.clock.now(), progress: null } as const;
  ctx.ledger.update(localId, ['preparing'], patch);
  ctx.changed();
  return false;
}
