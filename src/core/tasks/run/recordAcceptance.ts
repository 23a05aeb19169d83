import { randomUUID } from 'node:crypto';
import type { Task } from '../../../shared/task.ts';
import type { Started } from '../../kie/taskRecord.ts';
import type { Ledger } from '../store/resultStore.ts';
import { recordAnswer } from './recordSubmission.ts';
import type { TaskContext } from './taskContext.ts';
import { failureError } from './taskError.ts';

/** Writes what a submission brought, however long that takes: it exists nowhere else. */
export async function keepAnswer(ctx: TaskContext, localId: string, started: Started): Promise<void> {
  const { taskId, record } = started;
  const name = taskId ?? localId;
  recordAnswer(ctx, localId, started);
  for (;;) {
    try {
      const kept = record === undefined ? accept(ctx, localId, taskId ?? '') : note(ctx, localId, taskId, record);
      if (!kept) ctx.log.warn(`KIE accepted task ${name}, which was forgotten here.`);
      break;
    } catch (error) {
      ctx.log.error(`KIE accepted task ${name}, but the ledger could not be written (${String(error)}). Trying again.`);
      await ctx.clock.sleep(1_000);
    }
  }
  ctx.changed();
}

/** A person may have entered another id meanwhile: then what was bought gets a place of its own. */
function accept({ ledger, clock }: TaskContext, localId: string, taskId: string): boolean {
  if (ledger.accept(localId, taskId)) return true;
  const task = ledger.task(localId);
  const details = ledger.details(localId);
  if (task === undefined || details === undefined) return false;
  const now = clock.now();
  const own: Task = { ...task, localId: randomUUID(), taskId, state: 'queued', results: [], updatedAt: now };
  // Both or none: whoever fails here tries again.
  ledger.transaction(() => {
    ledger.insert(own, { plan: details.plan, saveTo: details.saveTo });
    ledger.releaseLease(own.localId);
  });
  return true;
}

/** The answer was the end already: results to be saved, or a failure. */
function note(ctx: TaskContext, localId: string, taskId: string | undefined, record: NonNullable<Started['record']>) {
  const known: Parameters<Ledger['acceptResults']>[2] = {
    ...(taskId === undefined ? {} : { taskId }),
    ...(record.credits === undefined ? {} : { credits: record.credits }),
    error: null
  };
  if (record.results.length > 0) return ctx.ledger.acceptResults(localId, record.results, known);
  const error = failureError(record.failCode, record.failMsg);
  const end = { ...known, state: 'failed', error, finishedAt: ctx.clock.now() } as const;
  return ctx.ledger.update(localId, ['submitting', 'unknown'], end, true);
}
