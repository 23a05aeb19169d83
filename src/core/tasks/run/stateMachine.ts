import { collectTask } from './collect.ts';
import { followTask } from './follow.ts';
import { hasRecord } from '../resumePlan.ts';
import { submitTask } from './submit.ts';
import type { TaskContext } from './taskContext.ts';
import { toTaskError, unknownError } from './taskError.ts';

const AFTER_TROUBLE_MS = 30_000;

/** Brings one task, whose lease this window holds, from wherever it stands to its end. */
export async function runTask(ctx: TaskContext, localId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      if (signal.aborted || !(await step(ctx, localId, signal))) return;
    } catch (error) {
      if (signal.aborted) return;
      ctx.log.error(`Task ${localId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      // Nothing was bought yet, so it may end here; what was bought is never given up.
      const patch = { state: 'failed', error: toTaskError(error), finishedAt: ctx.clock.now() } as const;
      const ended = ctx.ledger.tasks.update(localId, ['preparing'], patch);
      if (ended) return;
      await ctx.clock.sleep(AFTER_TROUBLE_MS, signal).catch(() => undefined);
    }
  }
}

/** One stage. True when another one follows. */
async function step(ctx: TaskContext, localId: string, signal: AbortSignal): Promise<boolean> {
  const task = ctx.ledger.tasks.get(localId);
  switch (task?.state) {
    case 'preparing':
      return task.hold === undefined && submitTask(ctx, task, signal);
    case 'submitting':
      // Only found here after its window died in the middle of createTask.
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
