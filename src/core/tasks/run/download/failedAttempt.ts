import fs from 'node:fs/promises';
import { messageOf } from '../../../../shared/messageOf.ts';
import { isActive } from '../../../../shared/task.ts';
import { isPublished } from '../../../files/saving.ts';
import type { TaskContext } from '../taskContext.ts';

/** A failed attempt to save a result. */
interface FailedAttempt {
  readonly localId: string;
  readonly index: number;
  readonly part: string;
  readonly signal: AbortSignal;
}

/** Cleans up after a failed attempt, unless the next one, here or in another window, needs its files. */
export async function cleanUpAttempt(ctx: TaskContext, { localId, index, part, signal }: FailedAttempt): Promise<void> {
  const { results, tasks, leases } = ctx.ledger;
  const { part: recorded, path: intended, bytes } = results.get(localId, index) ?? {};
  if (recorded === part) {
    const willContinue = isActive(tasks.get(localId)?.state ?? 'stopped');
    // A window that has taken over the task would mistake a part file that disappears now for a published one.
    if (!leases.holds(localId) && (willContinue || !leases.take(localId))) return;
    if (intended !== undefined) {
      // Published but not recorded: the next attempt needs the ledger's path, and the part file as proof.
      if (await isPublished(part, intended, bytes)) return;
      if (!results.update(localId, index, { path: null })) return;
    }
    // When the window closes, the next run keeps the received bytes, as after a crash.
    if (signal.aborted && willContinue) return;
  }
  await removePart(ctx, part);
}

/** Removes a part file. A failure is only logged: it must not end a download or replace its error. */
export async function removePart({ log }: TaskContext, part: string): Promise<void> {
  try {
    await fs.rm(part, { force: true });
  } catch (error) {
    log.warn(`Failed to remove ${part}: ${messageOf(error)}`);
  }
}
