import fs from 'node:fs/promises';
import { messageOf } from '../../../../shared/messageOf.ts';
import type { Task } from '../../../../shared/task.ts';
import type { StoredResult } from '../../store/resultColumns.ts';
import type { TaskContext } from '../taskContext.ts';
import { dropKept } from './keepContent.ts';

/** A saved result that was not cleaned up yet. */
interface SavedResult extends Pick<StoredResult, 'index' | 'kept'> {
  readonly part: string;
  readonly path: string;
}

/**
 * Cleans up after a result is recorded as saved: links the file to the task and removes the part file and kept content.
 * The part file stays recorded until it is removed, so that a window that resumes the task after a crash removes it.
 */
export async function tidySaved(
  ctx: TaskContext,
  task: Task,
  { index, kept, part, path: file }: SavedResult
): Promise<void> {
  // The window that took the task over does it, if that happened just now.
  if (!ctx.ledger.leases.holds(task.localId)) return;
  ctx.ledger.files.add(file, task);
  try {
    await fs.rm(part, { force: true });
    ctx.ledger.results.update(task.localId, index, { part: null });
  } catch (error) {
    // The result itself is saved.
    ctx.log.warn(`Failed to remove ${part}: ${messageOf(error)}`);
  }
  const nowKept = kept ?? ctx.ledger.results.get(task.localId, index)?.kept;
  if (nowKept !== undefined) await dropKept(ctx, task.localId, index, nowKept);
}
