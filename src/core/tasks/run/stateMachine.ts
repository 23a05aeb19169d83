import { collectTask } from './download/collect.ts';
import { followTask } from './follow/follow.ts';
import { hasRecord } from '../actions/resumePlan.ts';
import { submitTask } from './submit/submit.ts';
import type { TaskContext } from './taskContext.ts';
import { toTaskError, unknownError } from './taskError.ts';

/** Pause after an unexpected error. */
const ERROR_PAUSE_MS = 30_000;

/** Runs a task, whose lease this window holds, from its current state to its end. Never throws. */
export async function runTask(ctx: TaskContext, localId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      if (signal.aborted || !(await step(ctx, localId, signal))) return;
    } catch (error) {
      if (signal.aborted) return;
      ctx.log.error(`Task ${localId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      // Nothing was purchased in `preparing`, so the task may fail here. A purchase is never given up.
      const patch = { state: 'failed', error: toTaskError(error), finishedAt: ctx.clock.now() } as const;
      const ended = ctx.ledger.tasks.update(localId, ['preparing'], patch);
      if (ended) return;
      await ctx.clock.sleep(ERROR_PAUSE_MS, signal).catch(() => undefined);
    }
  }
}

/** Runs one stage. Returns whether another one follows. */
async function step(ctx: TaskContext, localId: string, signal: AbortSignal): Promise<boolean> {
  const task = ctx.ledger.tasks.get(localId);
  switch (task?.state) {
    case 'preparing':
      return task.hold === undefined && submitTask(ctx, task, signal);
    case 'submitting':
      // Only after its window crashed during createTask.
      ctx.ledger.tasks.update(localId, ['submitting'], { state: 'unknown', error: unknownError(hasRecord(ctx, task)) });
      return false;
    case 'queued':
    case 'running':
      return task.taskId !== undefined && followTask(ctx, task, task.taskId, signal);
    case 'collecting':
      await collectTask(ctx, task, signal);
      return false;
    case undefined:
    case 'unknown':
    case 'done':
    case 'uncollected':
    case 'failed':
    case 'stopped':
      return false;
  }
}
