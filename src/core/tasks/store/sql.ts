import type { DatabaseSync } from 'node:sqlite';
import type { TaskState } from '../../../shared/task.ts';

/** States as the operand of the SQL operator IN. */
export const list = (states: readonly TaskState[]): string => states.map(state => `'${state}'`).join(', ');

/** Grows with every change, removals too, so that no window can miss one. */
export const NEXT_REVISION =
  '(SELECT COALESCE(MAX(revision), 0) + 1 FROM (SELECT MAX(revision) AS revision FROM tasks UNION ALL SELECT MAX(revision) FROM removed))';

/** Undoes a transaction, unless SQLite has done so itself, which would hide the cause (sqlite.org/lang_transaction.html). */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch (error) {
    if (!String(error).includes('no transaction is active')) throw error;
  }
}
