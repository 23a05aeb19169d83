import type { TaskError, TaskHold } from '../../../shared/task.ts';
import type { BatchStore } from './batchStore.ts';
import type { Database } from './database/database.ts';
import { FREE } from './leaseStore.ts';
import { NEXT_REVISION } from './database/sql.ts';

const HOUR_MS = 3_600_000;

/** SQL for a time; 0 for one that was recorded before the clock was set back. `?1` is now. */
const past = (time: string): string => `IIF(${time} > ?1 + ${HOUR_MS}, 0, COALESCE(${time}, 0))`;

/** SQL condition for tasks that no window has attended since `?2`; `?1` is now. */
const UNATTENDED = `state IN ('preparing', 'submitting') AND hold IS NULL AND ${FREE}
  AND MAX(${past('updated_at')}, ${past('approved_at')}, COALESCE((SELECT ${past('at')} FROM attended), 0)) < ?2`;

/** SQL condition for all unsent tasks, including those that a window attends. `?1 < ?2` holds always. */
const UNSENT = "state IN ('preparing', 'submitting') AND hold IS NULL AND ?1 < ?2";

/** Tasks that were not sent while no window was open. */
export class UnattendedTasks {
  readonly #db: Database;
  readonly #batches: BatchStore;

  constructor(db: Database, batches: BatchStore) {
    this.#db = db;
    this.#batches = batches;
  }

  /** Records that this window attends the unsent tasks. Writes nothing if there are none. */
  recordAttendance(): void {
    this.#db.run(
      `INSERT INTO attended SELECT 1, ?1 WHERE EXISTS (SELECT 1 FROM tasks WHERE state = 'preparing')
         ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
      this.#db.now()
    );
  }

  /**
   * Holds the tasks that no window has attended since `limit` (milliseconds since 1970), and pauses their batches.
   *
   * @param hold - reason why each task waits for the user's approval
   * @param reason - reason why a batch is paused
   * @returns the IDs of the paused batches
   */
  hold(limit: number, hold: TaskHold, reason: TaskError): readonly string[] {
    return this.#hold(UNATTENDED, limit, hold, reason);
  }

  /**
   * Holds all unsent tasks, or those that no window attends, and pauses their batches. The other parameters and the
   * result are those of {@link hold}.
   */
  holdAll(hold: TaskHold, reason: TaskError, scope: 'all' | 'unattended'): readonly string[] {
    return this.#hold(scope === 'all' ? UNSENT : UNATTENDED, Number.MAX_SAFE_INTEGER, hold, reason);
  }

  #hold(condition: string, limit: number, hold: TaskHold, reason: TaskError): readonly string[] {
    const now = this.#db.now();
    const isNone = this.#db.get(`SELECT 1 FROM tasks WHERE ${condition} LIMIT 1`, now, limit) === undefined;
    if (isNone) return [];
    return this.#db.transaction(() => {
      const paused = this.#batchesOf(condition, now, limit).filter(id => {
        this.#requeue(condition, id, now, limit);
        return this.#batches.setState(id, ['running'], 'paused', reason);
      });
      this.#db.run(
        `UPDATE tasks SET hold = ?3, progress = NULL, updated_at = ?1, revision = ${NEXT_REVISION}
         WHERE turn IS NULL AND ${condition}`,
        now,
        limit,
        JSON.stringify(hold)
      );
      return paused;
    });
  }

  /** The age of a batch is that of the last change to any of its tasks. */
  #batchesOf(condition: string, now: number, limit: number): readonly string[] {
    return this.#db
      .all(
        `SELECT id FROM batches WHERE state IN ('running', 'paused') AND finished_at IS NULL
           AND EXISTS (SELECT 1 FROM tasks WHERE batch_id = id AND ${condition})
           AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = id AND ${past('updated_at')} >= ?2)`,
        now,
        limit
      )
      .map(row => String(row['id']));
  }

  /** Moves the started tasks of a batch back to its queue. */
  #requeue(condition: string, id: string, now: number, limit: number): void {
    const begun = this.#db.all(
      `SELECT local_id FROM tasks WHERE batch_id = ?3 AND state = 'preparing' AND turn IS NULL AND ${condition}`,
      now,
      limit,
      id
    );
    for (const { local_id: localId } of begun) this.#batches.moveToFront(String(localId), false);
  }
}
