import * as l10n from '@vscode/l10n';
import type { Task } from '../../shared/task.ts';
import { KieError, NoKeyError, RateLimitError } from '../kie/errors.ts';
import { prepareRequest } from './prepare.ts';
import type { TaskContext } from './taskContext.ts';
import { toTaskError, unknownError } from './taskError.ts';

/** Tries in all, for failures that prove that nothing was taken. */
const MAX_ATTEMPTS = 6;
/** Reserved never to exist (RFC 2606), so that no stranger's host hears of tasks. */
const NEUTRAL_CALLBACK = 'https://callback.invalid/kie-studio';
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
    let taskId: string;
    try {
      // Without a signal: a call that is cut off may have been accepted.
      const call = { model: task.model, input: request, ...callBack(ctx, task.model) };
      ({ taskId } = await ctx.client.createTask(call, { key }));
    } catch (error) {
      if (error instanceof RateLimitError) ctx.submissions.pause(error.retryAfterMs ?? RATE_PAUSE_MS);
      if (!refused(ctx, localId, error, attempt) || !(error instanceof KieError)) return false;
      await ctx.clock.sleep(backoffMs(attempt, error), signal);
      continue;
    }
    await keepTaskId(ctx, localId, taskId);
    return true;
  }
}

async function requireKey(ctx: TaskContext): Promise<string> {
  const key = await ctx.apiKey();
  if (key !== undefined && key.trim() !== '') return key;
  throw new NoKeyError(l10n.t('There is no KIE API key yet. Set one first.'), { remedy: 'set-key', accepted: 'no' });
}

/** A documented must for few models; we follow by asking, so any address will do. */
function callBack(ctx: TaskContext, model: string): { readonly callBackUrl?: string } {
  if (ctx.entry(model)?.callBackRequired !== true) return {};
  const address = ctx.callBackUrl()?.trim() ?? '';
  return { callBackUrl: address === '' ? NEUTRAL_CALLBACK : address };
}

/** Notes a failed createTask. True when it is to be sent again, which only proof of refusal allows. */
function refused(ctx: TaskContext, localId: string, error: unknown, attempt: number): boolean {
  const { ledger, clock } = ctx;
  const proven = error instanceof KieError && error.accepted === 'no';
  let again = false;
  if (!proven) {
    const why = error instanceof Error ? error.message : undefined;
    ledger.update(localId, ['submitting'], { state: 'unknown', error: unknownError(why) }, true);
  } else if (ledger.details(localId)?.stopAsked === true) {
    ledger.update(localId, ['submitting'], { state: 'stopped', finishedAt: clock.now() }, true);
  } else if (error.transient && attempt < MAX_ATTEMPTS) {
    again = ledger.update(localId, ['submitting'], { state: 'preparing', error: toTaskError(error) });
  }
  if (proven && !again) {
    // Also when another window took the silent task for unknown: we know better.
    const failed = { state: 'failed', error: toTaskError(error), finishedAt: clock.now() } as const;
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

/** Writes the id of a bought task, however long that takes: it exists nowhere else. */
async function keepTaskId(ctx: TaskContext, localId: string, taskId: string): Promise<void> {
  for (;;) {
    try {
      if (!ctx.ledger.accept(localId, taskId)) ctx.log.warn(`KIE accepted task ${taskId}, which was forgotten here.`);
      ctx.changed();
      return;
    } catch (error) {
      ctx.log.error(
        `KIE accepted task ${taskId}, but the ledger could not be written (${String(error)}). Trying again.`
      );
      await ctx.clock.sleep(1_000);
    }
  }
}
