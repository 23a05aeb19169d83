import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { Database } from './database/database.ts';
import { list, NEXT_REVISION } from './database/sql.ts';
import { LEASE_MS } from './leaseStore.ts';

/** SQL condition for tasks that wait for their turn in a batch. */
export const WAITING = "state = 'preparing' AND turn IS NOT NULL";
/** A held task does not count toward the concurrency of its batch. */
const RUNNING = `state IN (${list(ACTIVE_STATES)}) AND NOT (${WAITING}) AND NOT (state = 'preparing' AND hold IS NOT NULL)`;

/** Leases the next tasks of running batches to this window. Cheap while no batch runs. */
export function claimTasks(db: Database): string[] {
  if (db.get("SELECT 1 FROM batches WHERE state = 'running'") === undefined) return [];
  return db.transaction(() => {
    const batches = db.all(
      `SELECT id, at_once - (SELECT COUNT(*) FROM tasks WHERE batch_id = id AND ${RUNNING}) AS free
       FROM batches WHERE state = 'running' ORDER BY created_at, id`
    );
    return batches.flatMap(({ id, free }) => claimOf(db, String(id), Math.max(0, Number(free))));
  });
}

function claimOf(db: Database, id: string, max: number): string[] {
  return db
    .returning(
      `UPDATE tasks SET turn = NULL, lease_owner = ?, lease_until = ?, updated_at = ?, revision = ${NEXT_REVISION}
       WHERE local_id IN (SELECT local_id FROM tasks WHERE batch_id = ? AND ${WAITING} AND hold IS NULL ORDER BY turn LIMIT ?)
       RETURNING local_id`,
      db.owner,
      db.now() + LEASE_MS,
      db.now(),
      id,
      max
    )
    .map(row => String(row['local_id']));
}

/** Stops the waiting tasks of a batch. */
export function stopWaitingTasks(db: Database, id: string): void {
  db.run(
    `UPDATE tasks SET state = 'stopped', finished_at = ?1, updated_at = ?1, revision = ${NEXT_REVISION}
     WHERE batch_id = ?2 AND ${WAITING}`,
    db.now(),
    id
  );
}

/** Moves an unsent task to the front of its batch. `isWaiting`: it is in the queue now. */
export function moveTaskToFront(db: Database, localId: string, isWaiting: boolean): boolean {
  const changes = db.run(
    `UPDATE tasks SET turn = (SELECT COALESCE(MIN(turn), 1) - 1 FROM tasks other WHERE other.batch_id = tasks.batch_id),
       progress = NULL, updated_at = ?, revision = ${NEXT_REVISION}
     WHERE local_id = ? AND batch_id IS NOT NULL AND state = 'preparing' AND turn IS ${isWaiting ? 'NOT ' : ''}NULL`,
    db.now(),
    localId
  );
  return changes > 0;
}
