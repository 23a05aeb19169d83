import type { SQLInputValue } from 'node:sqlite';
import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { Row } from './columns.ts';
import type { Database } from './database/database.ts';
import { list, NEXT_REVISION } from './database/sql.ts';
import { dropForeignPaths } from './resultPaths.ts';
import type { SpendingStore } from './spendingStore.ts';

/** SQL condition for tasks without unsaved results; see `mayHoldUnsavedResult`. */
const ENDED = `(state IN ('done', 'failed') OR (state = 'stopped' AND task_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM results WHERE results.local_id = tasks.local_id AND results.state <> 'saved')))`;

/** Everything that the ledger knew about a removed task: its rows, from which it can be restored. */
export interface RemovedTask {
  readonly localId: string;
  readonly task: Row;
  readonly states: readonly Row[];
  readonly results: readonly Row[];
}

/** Removes a task that is not active. Returns undefined if it is active or unknown. */
export function removeTask(db: Database, spending: SpendingStore, localId: string): RemovedTask | undefined {
  return db.transaction(() => {
    const task = db.get('SELECT * FROM tasks WHERE local_id = ?', localId);
    const states = db.all('SELECT * FROM states WHERE local_id = ? ORDER BY rowid', localId);
    const results = db.all('SELECT * FROM results WHERE local_id = ?', localId);
    const count = remove(db, spending, `local_id = ? AND state NOT IN (${list(ACTIVE_STATES)})`, localId);
    return task === undefined || count === 0 ? undefined : { localId, task, states, results };
  });
}

/**
 * Restores a removed task. Its credits count as those of a task again, not as those of a removed one. Returns false
 * when it is in the list already, or when its ID at KIE belongs to another task by now.
 */
export function restoreTask(db: Database, spending: SpendingStore, removed: RemovedTask): boolean {
  const { localId, task, states, results } = removed;
  return db.transaction(() => {
    const taskId = typeof task['task_id'] === 'string' ? task['task_id'] : null;
    if (db.get('SELECT 1 FROM tasks WHERE local_id = ? OR task_id = ?', localId, taskId) !== undefined) return false;
    // No window works on a removed task.
    insert(db, 'tasks', { ...task, lease_owner: null, lease_until: 0 });
    // Inserting a task adds its state to its history, which the rows already contain.
    db.run('DELETE FROM states WHERE local_id = ?', localId);
    for (const row of states) insert(db, 'states', row);
    for (const row of results) insert(db, 'results', row);
    dropForeignPaths(db, localId);
    // After the new revision was assigned: other windows may not have read the removal yet.
    db.run('DELETE FROM removed WHERE local_id = ?', localId);
    spending.release(localId);
    return true;
  });
}

function insert(db: Database, table: 'tasks' | 'states' | 'results', row: Row): void {
  const names = Object.keys(row).filter(name => name !== 'revision');
  const revision = 'revision' in row;
  db.run(
    `INSERT INTO ${table} (${[...names, ...(revision ? ['revision'] : [])].join(', ')})
     VALUES (${[...names.map(() => '?'), ...(revision ? [NEXT_REVISION] : [])].join(', ')})`,
    ...names.map(name => row[name] as SQLInputValue)
  );
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
