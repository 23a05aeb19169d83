import type { Task } from '../../../../shared/task.ts';
import type { TaskRecord } from '../../../kie/taskRecord.ts';
import { collectEarly } from '../download/collect.ts';
import type { TaskContext } from '../taskContext.ts';

/**
 * Records the progress of a running task, and saves early results if the user asked for them. Returns false when this
 * window must stop following.
 */
export async function recordProgress(
  ctx: TaskContext,
  task: Task,
  { record, spent }: { readonly record: TaskRecord; readonly spent: { readonly credits?: number } },
  signal: AbortSignal
): Promise<boolean> {
  const { ledger } = ctx;
  const { localId } = task;
  const state = record.state === 'generating' ? 'running' : 'queued';
  const before = ledger.tasks.get(localId);
  // Prepaid models report their credits while running.
  const isPriced = record.credits !== undefined && record.credits !== before?.credits;
  if (before?.state !== state || before.progress !== record.progress || before.note !== record.note || isPriced) {
    const patch = { ...spent, state, progress: record.progress ?? null, note: record.note ?? null } as const;
    if (!ledger.tasks.update(localId, ['queued', 'running'], patch)) return false;
  } else if (!ledger.leases.take(localId)) return false;
  const available = [...(record.early ?? []), ...(record.words ?? [])];
  if (available.length === 0 || ledger.tasks.details(localId)?.earlyAsked !== true) return true;
  if (!ledger.results.addEarly(localId, available)) return false;
  await collectEarly(ctx, task, signal);
  return !signal.aborted;
}
