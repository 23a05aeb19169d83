import { messageOf } from '../../../shared/messageOf.ts';
import type { Task } from '../../../shared/task.ts';
import type { ResultItem, TaskRecord } from '../../kie/taskRecord.ts';
import { GenerationError, KieError, NotFoundError, UnreachableError } from '../../http/errors.ts';
import { JOBS } from '../../kie/services/jobs.ts';
import { collectEarly } from './collect.ts';
import { failed, incomplete, missing, withdrawn } from './followOutcome.ts';
import { isGone } from './endpointGone.ts';
import { LOOK_INTO_IT_MS, median, nextPollMs } from './pollSchedule.ts';
import { serviceOfTask } from './serviceOfTask.ts';
import type { TaskContext } from './taskContext.ts';

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
  let options = {
    signal,
    output: ctx.entry(task.model)?.output,
    service: serviceOfTask(ctx, task) ?? JOBS,
    onCall: ctx.trace.of(localId)
  };
  let troubles = 0;
  let seen = false;
  let seenRunning = false;
  let early: readonly ResultItem[] = [];
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
      record = await ctx.client.recordInfo(taskId, { ...options, watched: ctx.watched(localId) });
    } catch (error) {
      if (signal.aborted) return false;
      const kie = error instanceof KieError ? error : undefined;
      if (error instanceof UnreachableError && error.transient) {
        await ctx.connection.lost(error.message, signal);
        wait = 0;
        continue;
      }
      // Only a code of KIE is a sign of life; a page of somebody else's (a hotel's) is none.
      if (/^\d+$/.test(kie?.code ?? '')) ctx.connection.found();
      if (error instanceof GenerationError)
        return failed(ctx, task, { failCode: error.code, failMsg: error.message, results: early }, signal);
      // A former service may be switched off while its tasks run.
      const gone = options.service !== JOBS && isGone(error);
      if (gone || (!seen && (error instanceof NotFoundError || kie?.code === '400'))) {
        missingSince ??= clock.now();
        wait = nextPollMs(clock.now() - since, usual);
        if (clock.now() - since <= FRESH_MS || clock.now() - missingSince < FRESH_MS) continue;
        if (!gone) return missing(ctx, localId, taskId);
        const moved = await movedToJobs(ctx, taskId, options);
        if (moved === false) return withdrawn(ctx, localId);
        if (moved === true) {
          if (!ledger.update(localId, ['queued', 'running'], { service: JOBS.id })) return false;
          options = { ...options, service: JOBS };
          missingSince = undefined;
          wait = 0;
        }
        continue;
      }
      troubles++;
      const line = `Task ${taskId} could not be looked at: ${messageOf(error)}`;
      if (troubles === 1) ctx.log.warn(line);
      else ctx.log.debug(line);
      wait =
        kie?.remedy === 'set-key'
          ? SLOWEST_MS
          : Math.max(kie?.retryAfterMs ?? 0, Math.min(SLOWEST_MS, 2_000 * 2 ** troubles));
      continue;
    }
    ctx.connection.found();
    troubles = 0;
    seen = true;
    missingSince = undefined;
    early = record.early ?? early;
    const spent = record.credits === undefined ? {} : { credits: record.credits };
    if (record.state === 'fail') {
      const results = record.results.length > 0 ? record.results : early;
      return failed(ctx, task, { ...record, results }, signal, spent);
    }
    // Nothing more will be said of it, so what is there by then counts.
    const late = record.undelivered === true && clock.now() - since >= LOOK_INTO_IT_MS;
    if (record.state === 'success' || late) {
      const there = record.state === 'success' ? record.results : early;
      if (there.length > 0 && record.lacking !== true) {
        // Learned only when the end was really watched.
        const took = seenRunning || followedFrom - since < 5_000 ? { tookMs: clock.now() - since } : {};
        const going = ledger.beginCollecting(localId, there, { ...spent, ...took, progress: null });
        ctx.changed();
        return going;
      }
      emptySince ??= clock.now();
      if (late || clock.now() - emptySince >= EMPTY_SUCCESS_MS) return incomplete(ctx, task, there, signal, spent);
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
    const there = [...(record.early ?? []), ...(record.words ?? [])];
    if (there.length > 0 && ledger.details(localId)?.earlyAsked === true) {
      if (!ledger.addEarly(localId, there)) return false;
      ctx.changed();
      await collectEarly(ctx, task, signal);
      if (signal.aborted) return false;
    }
    wait = nextPollMs(clock.now() - since, usual);
  }
}

/** Whether jobs/createTask, which took the place of a former service, knows the task; undefined when that cannot be told. */
async function movedToJobs(
  ctx: TaskContext,
  taskId: string,
  options: Parameters<TaskContext['client']['recordInfo']>[1]
): Promise<boolean | undefined> {
  try {
    return (await ctx.client.recordInfo(taskId, { ...options, service: JOBS })).taskId === taskId;
  } catch (error) {
    ctx.log.debug(`Task ${taskId} is not known to jobs either: ${String(error)}`);
    const passes = options?.signal?.aborted === true || (error instanceof KieError && error.transient);
    return passes ? undefined : false;
  }
}
