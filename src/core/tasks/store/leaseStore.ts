import { ACTIVE_STATES } from '../../../shared/task.ts';
import { list } from './database.ts';
import { LedgerReading } from './taskCache.ts';

/** How long a window may be silent before another takes its tasks, in milliseconds. */
export const LEASE_MS = 30_000;

/** Nobody looks after it: `?1` is now. A lease that ends further away than any can was given by a clock that was set back since. */
export const FREE = `(lease_until <= ?1 OR lease_until > ?1 + ${2 * LEASE_MS})`;

/** Who looks after which task: one window at a time. */
export class LedgerLeases extends LedgerReading {
  /** Active tasks without a live lease, except those that wait for their turn in a batch or for the user's approval. */
  abandoned(): string[] {
    return this.statement(
      `SELECT local_id FROM tasks WHERE state IN (${list(ACTIVE_STATES)}) AND ${FREE}
         AND NOT (state = 'preparing' AND (turn IS NOT NULL OR hold IS NOT NULL))`
    )
      .all(this.now())
      .map(row => String(row['local_id']));
  }

  /** Tasks of the last 24 hours, as long as results live, that only passing trouble kept from being saved. */
  worthAnotherTry(): string[] {
    return this.statement(
      `SELECT local_id FROM tasks WHERE state = 'uncollected' AND json_valid(error)
         AND json_extract(IIF(json_valid(error), error, '{}'), '$.transient') = 1
         AND COALESCE(submitted_at, created_at) > ?`
    )
      .all(this.now() - 24 * 3_600_000)
      .map(row => String(row['local_id']));
  }

  /** Takes a task that is free or ours. One statement, so only one window can succeed. */
  takeLease(localId: string): boolean {
    return (
      this.run(
        `UPDATE tasks SET lease_owner = ?2, lease_until = ?1 + ${LEASE_MS} WHERE local_id = ?3 AND (lease_owner = ?2 OR ${FREE})`,
        this.now(),
        this.owner,
        localId
      ) > 0
    );
  }

  /** Whether this window looks after the task, also at the moment when it has just ended here. */
  holdsLease(localId: string): boolean {
    const row = this.statement('SELECT lease_owner FROM tasks WHERE local_id = ?').get(localId);
    return row?.['lease_owner'] === this.owner;
  }

  /** Only of these, which run here: a lease that could not be given back must run out. */
  renewLeases(localIds: readonly string[]): void {
    this.run(
      `UPDATE tasks SET lease_until = ? WHERE lease_owner = ? AND lease_until > 0
         AND local_id IN (SELECT value FROM json_each(?))`,
      this.now() + LEASE_MS,
      this.owner,
      JSON.stringify(localIds)
    );
  }

  releaseLease(localId: string): void {
    this.run(
      'UPDATE tasks SET lease_owner = NULL, lease_until = 0 WHERE local_id = ? AND lease_owner = ?',
      localId,
      this.owner
    );
  }

  /** Gives back every lease but those of tasks whose createTask is on its way. */
  releaseLeases(): void {
    this.run(
      "UPDATE tasks SET lease_owner = NULL, lease_until = 0 WHERE lease_owner = ? AND state <> 'submitting'",
      this.owner
    );
  }
}
