import fs from 'node:fs/promises';
import { messageOf } from '../../../../shared/messageOf.ts';
import { isActive } from '../../../../shared/task.ts';
import { isPublished } from '../../../files/saving.ts';
import type { StoredResult } from '../../store/resultColumns.ts';
import type { TaskContext } from '../taskContext.ts';

/** A failed attempt to save a result. */
interface FailedAttempt {
  readonly localId: string;
  readonly index: number;
  readonly part: string;
  readonly signal: AbortSignal;
}

/** Cleans up after a failed attempt, unless the next one, here or in another window, needs its files. */
export async function cleanUpAttempt(ctx: TaskContext, attempt: FailedAttempt): Promise<void> {
  const { results, tasks, leases } = ctx.ledger;
  const { localId, index, part } = attempt;
  const result = results.get(localId, index);
  if (result?.part !== part || result.state === 'saved') return removePart(ctx, part);
  const willContinue = isActive(tasks.get(localId)?.state ?? 'stopped');
  if (leases.holds(localId)) return cleanUpRecorded(ctx, attempt, result, willContinue);
  // A window that has taken over the task would mistake a part file that disappears now for a published one.
  if (willContinue || !leases.take(localId)) return;
  try {
    await cleanUpRecorded(ctx, attempt, result, willContinue);
  } finally {
    leases.release(localId);
  }
}

async function cleanUpRecorded(
  ctx: TaskContext,
  { localId, index, part, signal }: FailedAttempt,
  { path, bytes }: StoredResult,
  willContinue: boolean
): Promise<void> {
  if (path !== undefined) {
    // Published but not recorded: the next attempt needs the ledger's path, and the part file as proof.
    if (await isPublished(part, path, bytes)) return;
    if (!ctx.ledger.results.update(localId, index, { path: null })) return;
  }
  // When the window closes, the next run keeps the received bytes, as after a crash.
  if (!(signal.aborted && willContinue)) await removePart(ctx, part);
}

/** Removes a part file. A failure is only logged: it must not end a download or replace its error. */
export async function removePart({ log }: TaskContext, part: string): Promise<void> {
  try {
    await fs.rm(part, { force: true });
  } catch (error) {
    log.warn(`Failed to remove ${part}: ${messageOf(error)}`);
  }
}
