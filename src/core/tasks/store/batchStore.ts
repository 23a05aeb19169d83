import type { Task, TaskError } from '../../../shared/task.ts';
import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { BatchInfo, BatchState } from '../types.ts';
import { claimTasks, moveTaskToFront, stopWaitingTasks } from './batchQueue.ts';
import { readBatch, RETRIED } from './readBatch.ts';
import type { Database } from './database/database.ts';
import { list } from './database/sql.ts';
import type { NewDetails, TaskStore } from './taskStore.ts';

export interface NewRow {
  readonly task: Task;
  readonly details: NewDetails;
}

/** Batches: tasks that were started together and run in order, with limited concurrency. */
export class BatchStore {
  readonly #db: Database;
  readonly #tasks: TaskStore;
  #seen = '';

  constructor(db: Database, tasks: TaskStore) {
    this.#db = db;
    this.#tasks = tasks;
  }

  /** Whether any window added, changed or removed a batch since the last call. Cheap. */
  hasChanged(): boolean {
    const now = JSON.stringify([
      this.#db.all('SELECT id, state, reason FROM batches WHERE finished_at IS NULL ORDER BY id'),
      this.#db.get('SELECT COUNT(*), MAX(finished_at) FROM batches')
    ]);
    const changed = now !== this.#seen;
    this.#seen = now;
    return changed;
  }

  /** Writes a batch of waiting tasks. `atOnce` is the maximum number that run at the same time. */
  insert(batch: Pick<BatchInfo, 'id' | 'name'>, atOnce: number, rows: readonly NewRow[]): void {
    this.#db.transaction(() => {
      this.#db.run(
        "INSERT INTO batches (id, name, state, at_once, created_at) VALUES (?, ?, 'running', ?, ?)",
        batch.id,
        batch.name,
        atOnce,
        this.#db.now()
      );
      this.#enqueue(batch.id, rows);
    });
  }

  /**
   * Adds retries of failed tasks after the waiting ones. An ended batch runs again.
   *
   * @param admit - called with the rows to add; returns them as they are written
   * @returns the number of added tasks. A task that another window has retried already is skipped.
   */
  extend(
    id: string,
    rows: readonly NewRow[],
    admit: (wanted: readonly NewRow[]) => readonly NewRow[] = wanted => wanted
  ): number {
    return this.#db.transaction(() => {
      const failed = new Set(this.failed(id));
      const wanted = rows.filter(({ task }) => task.retryOf !== undefined && failed.has(task.retryOf));
      if (wanted.length === 0) return 0;
      this.#db.run("UPDATE batches SET state = 'running', reason = NULL, finished_at = NULL WHERE id = ?", id);
      this.#enqueue(id, admit(wanted));
      return wanted.length;
    });
  }

  /** Held tasks are not in the queue: they start when the user approves them. */
  #enqueue(id: string, rows: readonly NewRow[]): void {
    const last = this.#db.get('SELECT MAX(turn) AS turn FROM tasks WHERE batch_id = ?', id)?.['turn'];
    for (const [place, { task, details }] of rows.entries()) {
      const turn = task.hold === undefined ? { turn: Number(last ?? 0) + place + 1 } : {};
      this.#tasks.insert({ ...task, batch: { id } }, { ...details, ...turn });
    }
  }

  /** Leases the next tasks of running batches to this window. Cheap while no batch runs. */
  claim(): string[] {
    return claimTasks(this.#db);
  }

  /** Stops the waiting tasks of a batch. */
  stopWaiting(id: string): void {
    stopWaitingTasks(this.#db, id);
  }

  /** Moves an unsent task to the front of its batch. `isWaiting`: it is in the queue now. */
  moveToFront(localId: string, isWaiting: boolean): boolean {
    return moveTaskToFront(this.#db, localId, isWaiting);
  }

  /** Ends batches without an active task. Each batch is returned once, to one window. */
  finish(): string[] {
    if (this.#db.get('SELECT 1 FROM batches WHERE finished_at IS NULL') === undefined) return [];
    return this.#db
      .returning(
        `UPDATE batches SET finished_at = ?, state = CASE state WHEN 'stopped' THEN state ELSE 'done' END
         WHERE finished_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = id AND state IN (${list(ACTIVE_STATES)}))
         RETURNING id`,
        this.#db.now()
      )
      .map(row => String(row['id']));
  }

  /** Changes the state of a batch if it is in one of the states `from`; returns false otherwise. */
  setState(id: string, from: readonly BatchState[], state: BatchState, reason?: TaskError): boolean {
    const states = from.map(name => `'${name}'`).join(', ');
    const changes = this.#db.run(
      `UPDATE batches SET state = ?, reason = ? WHERE id = ? AND finished_at IS NULL AND state IN (${states})`,
      state,
      reason === undefined ? null : JSON.stringify(reason),
      id
    );
    return changes > 0;
  }

  /** Returns the failed tasks of a batch that were not retried yet. */
  failed(id: string): string[] {
    return this.#db
      .all(
        `SELECT local_id FROM tasks WHERE batch_id = ? AND state = 'failed' AND NOT ${RETRIED} ORDER BY created_at, rowid`,
        id
      )
      .map(row => String(row['local_id']));
  }

  /** Returns all batches, newest first. */
  all(): BatchInfo[] {
    return this.#db.all('SELECT * FROM batches ORDER BY created_at DESC, id').map(row => readBatch(this.#db, row));
  }

  get(id: string): BatchInfo | undefined {
    const row = this.#db.get('SELECT * FROM batches WHERE id = ?', id);
    return row === undefined ? undefined : readBatch(this.#db, row);
  }

  /** Removes ended batches without remaining tasks. */
  dropEmpty(): void {
    this.#db.run(
      'DELETE FROM batches WHERE finished_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = id)'
    );
  }
}
