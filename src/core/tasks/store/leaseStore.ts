import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { Database } from './database/database.ts';
import { list } from './database/sql.ts';

/** Time without a renewal after which another window takes over the tasks of a window. */
export const LEASE_MS = 30_000;

/**
 * SQL condition for a task without a valid lease; `?1` is now. A lease that ends later than possible was written before
 * the clock was set back.
 */
export const FREE = `(lease_until <= ?1 OR lease_until > ?1 + ${2 * LEASE_MS})`;

/** Leases: each task is run by one window at a time. */
export class LeaseStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Returns active tasks without a valid lease, except those waiting in a batch or for the user's approval. */
  abandoned(): string[] {
    return this.#db
      .all(
        `SELECT local_id FROM tasks WHERE state IN (${list(ACTIVE_STATES)}) AND ${FREE}
           AND NOT (state = 'preparing' AND (turn IS NOT NULL OR hold IS NOT NULL))`,
        this.#db.now()
      )
      .map(row => String(row['local_id']));
  }

  /** Leases a task that is free or leased by this window. One statement, so that only one window can succeed. */
  take(localId: string): boolean {
    const changes = this.#db.run(
      `UPDATE tasks SET lease_owner = ?2, lease_until = ?1 + ${LEASE_MS} WHERE local_id = ?3 AND (lease_owner = ?2 OR ${FREE})`,
      this.#db.now(),
      this.#db.owner,
      localId
    );
    return changes > 0;
  }

  /** Whether this window runs the task, or ran it until its end. */
  holds(localId: string): boolean {
    const row = this.#db.get('SELECT lease_owner FROM tasks WHERE local_id = ?', localId);
    return row?.['lease_owner'] === this.#db.owner;
  }

  /** Renews the leases of the tasks that run here. Other leases must expire, in case they could not be released. */
  renew(localIds: readonly string[]): void {
    this.#db.run(
      `UPDATE tasks SET lease_until = ? WHERE lease_owner = ? AND lease_until > 0
         AND local_id IN (SELECT value FROM json_each(?))`,
      this.#db.now() + LEASE_MS,
      this.#db.owner,
      JSON.stringify(localIds)
    );
  }

  release(localId: string): void {
    const sql = 'UPDATE tasks SET lease_owner = NULL, lease_until = 0 WHERE local_id = ? AND lease_owner = ?';
    this.#db.run(sql, localId, this.#db.owner);
  }

  /** Releases all leases of this window, except those of tasks whose createTask call is in progress. */
  releaseAll(): void {
    const sql = "UPDATE tasks SET lease_owner = NULL, lease_until = 0 WHERE lease_owner = ? AND state <> 'submitting'";
    this.#db.run(sql, this.#db.owner);
  }
}
