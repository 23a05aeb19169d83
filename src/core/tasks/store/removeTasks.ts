import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { Database } from './database/database.ts';
import { list, NEXT_REVISION } from './database/sql.ts';
import type { SpendingStore } from './spendingStore.ts';

/** SQL condition for tasks without unsaved results; see `mayHoldUnsavedResult`. */
const ENDED = `(state IN ('done', 'failed') OR (state = 'stopped' AND task_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM results WHERE results.local_id = tasks.local_id AND results.state <> 'saved')))`;

/** Removes a task that is not active. Returns false if it is active or unknown. */
export function removeTask(db: Database, spending: SpendingStore, localId: string): boolean {
  return remove(db, spending, `local_id = ? AND state NOT IN (${list(ACTIVE_STATES)})`, localId) > 0;
}

/** Removes up to `max` ended tasks without unsaved results. Returns the number of removed tasks. */
export function removeEndedTasks(db: Database, spending: SpendingStore, max: number): number {
  return remove(db, spending, `local_id IN (SELECT local_id FROM tasks WHERE ${ENDED} ORDER BY rowid LIMIT ${max})`);
}

function remove(db: Database, spending: SpendingStore, where: string, ...values: readonly string[]): number {
  return db.transaction(() => {
    spending.keep(where, ...values);
    db.run(
      `INSERT OR REPLACE INTO removed (local_id, revision) SELECT local_id, ${NEXT_REVISION} FROM tasks WHERE ${where}`,
      ...values
    );
    return db.run(`DELETE FROM tasks WHERE ${where}`, ...values);
  });
}
