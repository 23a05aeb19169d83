import type { DatabaseSync } from 'node:sqlite';
import type { TaskState } from '../../../../shared/task.ts';

/** Returns states as the operand of the SQL operator IN. */
export const list = (states: readonly TaskState[]): string => states.map(state => `'${state}'`).join(', ');

/** Incremented by every change, including removals, so that no window misses one. */
export const NEXT_REVISION =
  '(SELECT COALESCE(MAX(revision), 0) + 1 FROM (SELECT MAX(revision) AS revision FROM tasks UNION ALL SELECT MAX(revision) FROM removed))';

/**
 * Rolls back a transaction, unless SQLite already has: an error here would hide the cause
 * (sqlite.org/lang_transaction.html).
 */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch (error) {
    if (!String(error).includes('no transaction is active')) throw error;
  }
}
