import { compact } from '../../../shared/compact.ts';
import type { Task, TaskError, TaskState } from '../../../shared/task.ts';
import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { BatchInfo, BatchState } from '../types.ts';
import { list, NEXT_REVISION } from './database.ts';
import { LEASE_MS } from './leaseStore.ts';
import { LedgerTasks } from './taskStore.ts';
import type { NewDetails } from './taskStore.ts';
import type { Row } from './columns.ts';
import { lenientJson } from './columns.ts';

export interface NewRow {
  readonly task: Task;
  readonly details: NewDetails;
}

const REASON = lenientJson<TaskError>('reason');

const WAITING = "state = 'preparing' AND turn IS NOT NULL";
/** A held task takes no place of its batch. */
const GOING = `state IN (${list(ACTIVE_STATES)}) AND NOT (${WAITING}) AND NOT (state = 'preparing' AND hold IS NOT NULL)`;
/** Another try in the same batch stands for it. */
const RETRIED =
  'EXISTS (SELECT 1 FROM tasks again WHERE again.retry_of = tasks.local_id AND again.batch_id = tasks.batch_id)';

/** Tasks that belong together and go on some at a time, in the order of their turns. */
export class LedgerBatches extends LedgerTasks {
  #seen = '';

  /** Whether a batch has begun, changed its state or gone since the last call, by whatever window. Cheap. */
  batchesChanged(): boolean {
    const now = JSON.stringify([
      this.statement('SELECT id, state, reason FROM batches WHERE finished_at IS NULL ORDER BY id').all(),
      this.statement('SELECT COUNT(*), MAX(finished_at) FROM batches').get()
    ]);
    const changed = now !== this.#seen;
    this.#seen = now;
    return changed;
  }

  /** All rows or none; each waits for its turn. */
  insertBatch(batch: Pick<BatchInfo, 'id' | 'name'>, atOnce: number, rows: readonly NewRow[]): void {
    this.transaction(() => {
      this.run(
        "INSERT INTO batches (id, name, state, at_once, created_at) VALUES (?, ?, 'running', ?, ?)",
        batch.id,
        batch.name,
        atOnce,
        this.now()
      );
      this.#enqueue(batch.id, rows);
    });
  }

  /**
   * Adds tries anew of tasks that failed, behind those that wait; a batch that had ended goes on. Gives how many: one
   * that another window tries again already is left out, in one step with the writing.
   */
  extendBatch(id: string, rows: readonly NewRow[]): number {
    return this.transaction(() => {
      const failed = new Set(this.failedOf(id));
      const wanted = rows.filter(({ task }) => task.retryOf !== undefined && failed.has(task.retryOf));
      if (wanted.length === 0) return 0;
      this.run("UPDATE batches SET state = 'running', reason = NULL, finished_at = NULL WHERE id = ?", id);
      this.#enqueue(id, wanted);
      return wanted.length;
    });
  }

  #enqueue(id: string, rows: readonly NewRow[]): void {
    const last = this.statement('SELECT MAX(turn) AS turn FROM tasks WHERE batch_id = ?').get(id)?.['turn'];
    for (const [place, { task, details }] of rows.entries()) {
      this.insert({ ...task, batch: { id } }, { ...details, turn: Number(last ?? 0) + place + 1 });
    }
  }

  /** Takes what may go on now; this window holds the leases. Cheap while there is nothing to do. */
  claim(): string[] {
    if (this.statement("SELECT 1 FROM batches WHERE state = 'running'").get() === undefined) return [];
    return this.transaction(() => {
      const batches = this.statement(
        `SELECT id, at_once - (SELECT COUNT(*) FROM tasks WHERE batch_id = id AND ${GOING}) AS free
         FROM batches WHERE state = 'running' ORDER BY created_at, id`
      ).all();
      return batches.flatMap(({ id, free }) =>
        this.statement(
          `UPDATE tasks SET turn = NULL, lease_owner = ?, lease_until = ?, updated_at = ?, revision = ${NEXT_REVISION}
           WHERE local_id IN (SELECT local_id FROM tasks WHERE batch_id = ? AND ${WAITING} AND hold IS NULL ORDER BY turn LIMIT ?)
           RETURNING local_id`
        )
          .all(this.owner, this.now() + LEASE_MS, this.now(), String(id), Math.max(0, Number(free)))
          .map(row => String(row['local_id']))
      );
    });
  }

  /** Batches in which nothing is left to do; each is named once, to one window. */
  endBatches(): string[] {
    if (this.statement('SELECT 1 FROM batches WHERE finished_at IS NULL').get() === undefined) return [];
    return this.statement(
      `UPDATE batches SET finished_at = ?, state = CASE state WHEN 'stopped' THEN state ELSE 'done' END
       WHERE finished_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = id AND state IN (${list(ACTIVE_STATES)}))
       RETURNING id`
    )
      .all(this.now())
      .map(row => String(row['id']));
  }

  /** False when it is in none of the states. */
  setBatch(id: string, from: readonly BatchState[], state: BatchState, reason?: TaskError): boolean {
    const states = from.map(name => `'${name}'`).join(', ');
    const told = reason === undefined ? null : JSON.stringify(reason);
    return (
      this.run(
        `UPDATE batches SET state = ?, reason = ? WHERE id = ? AND finished_at IS NULL AND state IN (${states})`,
        state,
        told,
        id
      ) > 0
    );
  }

  /** What waits will not be sent any more. */
  stopWaiting(id: string): void {
    this.run(
      `UPDATE tasks SET state = 'stopped', finished_at = ?1, updated_at = ?1, revision = ${NEXT_REVISION}
       WHERE batch_id = ?2 AND ${WAITING}`,
      this.now(),
      id
    );
  }

  /** Puts a task, of which nothing was sent, before all others that wait; `waiting` says whether it waits already. */
  putFirst(localId: string, waiting: boolean): boolean {
    return (
      this.run(
        `UPDATE tasks SET turn = (SELECT COALESCE(MIN(turn), 1) - 1 FROM tasks other WHERE other.batch_id = tasks.batch_id),
           progress = NULL, updated_at = ?, revision = ${NEXT_REVISION}
         WHERE local_id = ? AND batch_id IS NOT NULL AND state = 'preparing' AND turn IS ${waiting ? 'NOT ' : ''}NULL`,
        this.now(),
        localId
      ) > 0
    );
  }

  /** Ended without a result and not tried again yet. */
  failedOf(id: string): string[] {
    return this.statement(
      `SELECT local_id FROM tasks WHERE batch_id = ? AND state = 'failed' AND NOT ${RETRIED} ORDER BY created_at, rowid`
    )
      .all(id)
      .map(row => String(row['local_id']));
  }

  /** Newest first; with `id` that one only. What was tried again counts once, as what became of the last try. */
  batches(id?: string): BatchInfo[] {
    const which = id === undefined ? '' : 'WHERE id = ?';
    return this.statement(`SELECT * FROM batches ${which} ORDER BY created_at DESC, id`)
      .all(...(id === undefined ? [] : [id]))
      .map(row => this.#info(row));
  }

  #info(row: Row): BatchInfo {
    const id = String(row['id']);
    const counts: Partial<Record<TaskState | 'waiting', number>> = {};
    const found = this.statement(
      `SELECT CASE WHEN ${WAITING} THEN 'waiting' ELSE state END AS what, COUNT(*) AS count
       FROM tasks WHERE batch_id = ? AND NOT ${RETRIED} GROUP BY what`
    ).all(id);
    for (const { what, count } of found) counts[String(what) as TaskState | 'waiting'] = Number(count);
    return compact<BatchInfo>({
      id,
      name: String(row['name']),
      state: String(row['state']) as BatchState,
      counts,
      reason: REASON.read(row['reason']),
      createdAt: Number(row['created_at']),
      finishedAt: typeof row['finished_at'] === 'number' ? row['finished_at'] : undefined
    });
  }

  /** Forgets batches that have ended and of which no task is left. */
  dropEmptyBatches(): void {
    this.run(
      'DELETE FROM batches WHERE finished_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = id)'
    );
  }
}
