import * as l10n from '@vscode/l10n';
import type { Task } from '../../shared/task.ts';
import type { TaskRecord } from '../kie/clientTypes.ts';
import { collectEarly } from './collect.ts';
import { serviceOfTask } from './serviceOfTask.ts';
import { GenerationError, KieError, NotFoundError } from '../kie/errors.ts';
import { median, nextPollMs } from './pollSchedule.ts';
import type { TaskContext } from './taskContext.ts';
import { failureError } from './taskError.ts';

/** A fresh task may be unknown to recordInfo for a while. */
const FRESH_MS = 120_000;
/** Success may come before its addresses do. */
const EMPTY_SUCCESS_MS = 60_000;
const EMPTY_POLL_MS = 5_000;
const WITHOUT_KEY_MS = 5_000;
const SLOWEST_MS = 30_000;

/** Asks until the task ends at KIE; never gives up by itself. True when results are to be collected. */
export async function followTask(ctx: TaskContext, task: Task, taskId: string, signal: AbortSignal): Promise<boolean> {
  const { ledger, clock } = ctx;
  const { localId } = task;
  const since = task.submittedAt ?? task.createdAt;
  const followedFrom = clock.now();
  const usual = median(ledger.durations(task.model));
  const options = { signal, output: ctx.entry(task.model)?.output, service: serviceOfTask(ctx, task) };
  let troubles = 0;
  let seen = false;
  let seenRunning = false;
  let emptySince: number | undefined;
  let missingSince: number | undefined;
  // An old task that is taken up again may have ended long ago: look at once.
  const now = clock.now() - since > 60_000 || ledger.details(localId)?.earlyAsked === true;
  let wait = now ? 0 : nextPollMs(clock.now() - since, usual);
  for (;;) {
    if (wait > 0) await clock.sleep(wait, signal);
    if ((await ctx.apiKey()) === undefined) {
      wait = WITHOUT_KEY_MS;
      continue;
    }
    let record: TaskRecord;
    try {
      record = await ctx.client.recordInfo(taskId, options);
    } catch (error) {
      if (signal.aborted) return false;
      const kie = error instanceof KieError ? error : undefined;
      if (error instanceof GenerationError) return failed(ctx, localId, error.code, error.message);
      if (error instanceof NotFoundError && !seen) {
        missingSince ??= clock.now();
        if (clock.now() - since > FRESH_MS && clock.now() - missingSince >= FRESH_MS)
          return missing(ctx, localId, taskId);
        wait = nextPollMs(clock.now() - since, usual);
        continue;
      }
      troubles++;
      ctx.log.warn(`Task ${taskId} could not be looked at: ${error instanceof Error ? error.message : String(error)}`);
      wait =
        kie?.remedy === 'set-key'
          ? SLOWEST_MS
          : Math.max(kie?.retryAfterMs ?? 0, Math.min(SLOWEST_MS, 2_000 * 2 ** troubles));
      continue;
    }
    troubles = 0;
    seen = true;
    const spent = record.credits === undefined ? {} : { credits: record.credits };
    if (record.state === 'fail') return failed(ctx, localId, record.failCode, record.failMsg, spent);
    if (record.state === 'success') {
      if (record.results.length > 0) {
        // Learned only when the end was really watched.
        const took = seenRunning || followedFrom - since < 5_000 ? { tookMs: clock.now() - since } : {};
        const going = ledger.beginCollecting(localId, record.results, { ...spent, ...took, progress: null });
        ctx.changed();
        return going;
      }
      emptySince ??= clock.now();
      if (clock.now() - emptySince >= EMPTY_SUCCESS_MS) return withoutResults(ctx, localId, spent);
      wait = EMPTY_POLL_MS;
      continue;
    }
    seenRunning = true;
    const state = record.state === 'generating' ? 'running' : 'queued';
    const before = ledger.task(localId);
    if (before?.state !== state || before.progress !== record.progress || before.note !== record.note) {
      const seenNow = { state, progress: record.progress ?? null, note: record.note ?? null } as const;
      if (!ledger.update(localId, ['queued', 'running'], seenNow)) return false;
      ctx.changed();
    } else if (!ledger.takeLease(localId)) return false;
    if (record.early !== undefined && ledger.details(localId)?.earlyAsked === true) {
      if (!ledger.addEarly(localId, record.early)) return false;
      ctx.changed();
      await collectEarly(ctx, task, signal);
      if (signal.aborted) return false;
    }
    wait = nextPollMs(clock.now() - since, usual);
  }
}

function failed(
  ctx: TaskContext,
  localId: string,
  code?: string,
  reason?: string,
  spent: { credits?: number } = {}
): false {
  const error = failureError(code, reason);
  ctx.ledger.update(localId, ['queued', 'running'], {
    ...spent,
    state: 'failed',
    error,
    finishedAt: ctx.clock.now(),
    progress: null,
    note: null
  });
  ctx.changed();
  return false;
}

function withoutResults(ctx: TaskContext, localId: string, spent: { credits?: number }): false {
  const message = l10n.t('KIE says that this is finished but gives no result yet. Collect it again in a while.');
  const error = { message, remedy: 'retry', transient: true } as const;
  ctx.ledger.update(localId, ['queued', 'running'], {
    ...spent,
    state: 'uncollected',
    error,
    finishedAt: ctx.clock.now(),
    progress: null,
    note: null
  });
  ctx.changed();
  return false;
}

function missing(ctx: TaskContext, localId: string, taskId: string): false {
  const message = l10n.t(
    'KIE does not know a task {0}. Look into the logs at kie.ai for the right id and enter it here.',
    taskId
  );
  ctx.ledger.update(localId, ['queued', 'running'], {
    state: 'unknown',
    error: { code: '404', message, remedy: 'check-logs' },
    progress: null,
    note: null
  });
  ctx.changed();
  return false;
}
