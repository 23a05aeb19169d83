import type { Task, TaskHold, TaskState } from '../../../shared/task.ts';
import { ACTIVE_STATES } from '../../../shared/task.ts';
import { readRow, writeFields } from './columns.ts';
import { list, NEXT_REVISION } from './database.ts';
import { LEASE_MS } from './leaseStore.ts';
import { LedgerSpending } from './spendingStore.ts';
import { DETAIL_COLUMNS, TASK_COLUMNS } from './taskColumns.ts';
import type { TaskDetails, TaskPatch } from './taskColumns.ts';

/** How a task stands in the file. */
export interface Standing {
  readonly state: TaskState | 'removed';
  readonly hasId: boolean;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** False when the JSON of the row is damaged. */
  readonly isReadable: boolean;
}

/** What a new row holds beside what everybody sees. */
export type NewDetails = Pick<TaskDetails, 'plan' | 'saveTo'> & {
  readonly exact?: boolean;
  /** Its place in the queue of its batch; without one it goes on at once and this window holds its lease. */
  readonly turn?: number;
};

/** What `mayHoldUnsavedResult` says no to: of a stopped task only one of which nothing was sent. */
const ENDED = `(state IN ('done', 'failed') OR (state = 'stopped' AND task_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM results WHERE results.local_id = tasks.local_id AND results.state <> 'saved')))`;

/** The rows of tasks. */
export class LedgerTasks extends LedgerSpending {
  /** Writes a new task with every field that it has. It is leased by this window unless it waits for its turn. */
  insert(task: Task, details: NewDetails): void {
    const isLeased = details.turn === undefined;
    this.insertRow({
      ...task,
      ...details,
      batchId: task.batch?.id,
      leaseOwner: isLeased ? this.owner : undefined,
      leaseUntil: isLeased ? this.now() + LEASE_MS : 0
    });
  }

  protected insertRow(fields: Readonly<Partial<Record<keyof typeof TASK_COLUMNS, unknown>>>): void {
    const { names, values } = writeFields(TASK_COLUMNS, fields);
    this.run(
      `INSERT INTO tasks (${names.join(', ')}, revision) VALUES (${names.map(() => '?').join(', ')}, ${NEXT_REVISION})`,
      ...values
    );
  }

  /** The task, another than `but`, that has this id at KIE. Reads the file: may stand inside of a transaction. */
  withTaskId(taskId: string, but = ''): string | undefined {
    const sql = 'SELECT local_id FROM tasks WHERE task_id = ? AND local_id <> ?';
    const row = this.statement(sql).get(taskId, but);
    return row === undefined ? undefined : String(row['local_id']);
  }

  /** Changes a task if it is in one of these states and, unless `anyOwner`, leased by this window. False if not. */
  update(localId: string, from: readonly TaskState[], patch: TaskPatch, anyOwner = false): boolean {
    const { names, values } = writeFields(TASK_COLUMNS, patch);
    const sets = names.map(name => `${name} = ?`);
    const owned = anyOwner ? '' : ' AND lease_owner = ?';
    return (
      this.run(
        `UPDATE tasks SET ${[...sets, 'updated_at = ?', `revision = ${NEXT_REVISION}`].join(', ')}
         WHERE local_id = ? AND state IN (${list(from)})${owned}`,
        ...values,
        this.now(),
        localId,
        ...(anyOwner ? [] : [this.owner])
      ) > 0
    );
  }

  /** Credits left after the submission, whoever holds the task and whatever became of it. */
  noteBalanceAfter(localId: string, credits: number): void {
    this.run(`UPDATE tasks SET balance_after = ?, revision = ${NEXT_REVISION} WHERE local_id = ?`, credits, localId);
  }

  /**
   * KIE has accepted: true whatever other windows thought meanwhile. Stops at once if that was asked for. False when the
   * task is gone or has another id, which a person entered meanwhile.
   */
  accept(localId: string, taskId: string): boolean {
    const changes = this.run(
      `UPDATE tasks SET task_id = ?1, error = NULL, progress = NULL,
         state = CASE WHEN stop_asked = 1 THEN 'stopped' WHEN state IN ('submitting', 'unknown') THEN 'queued' ELSE state END,
         updated_at = ?2, revision = ${NEXT_REVISION}
       WHERE local_id = ?3 AND (task_id IS NULL OR task_id = ?1)`,
      taskId,
      this.now(),
      localId
    );
    return changes > 0;
  }

  details(localId: string): TaskDetails | undefined {
    const row = this.statement('SELECT * FROM tasks WHERE local_id = ?').get(localId);
    return row === undefined ? undefined : readRow(DETAIL_COLUMNS, row);
  }

  /** The hold of a `preparing` task. Reads the file: may stand inside of a transaction. */
  heldFor(localId: string): TaskHold | undefined {
    const row = this.statement("SELECT hold FROM tasks WHERE local_id = ? AND state = 'preparing'").get(localId);
    const hold = row?.['hold'];
    return typeof hold === 'string' ? (JSON.parse(hold) as TaskHold) : undefined;
  }

  /** What the file says of these tasks, and which of them the user removed. Reads no JSON. */
  standing(localIds: readonly string[]): ReadonlyMap<string, Standing> {
    const rows = this.statement(
      `SELECT local_id, state, task_id, updated_at, json_valid(input) AND json_valid(plan) AND json_valid(save_to) AS readable
       FROM tasks WHERE local_id IN (SELECT value FROM json_each(?1))
       UNION ALL SELECT local_id, 'removed', NULL, 0, 1 FROM removed
       WHERE local_id IN (SELECT value FROM json_each(?1)) AND local_id NOT IN (SELECT local_id FROM tasks)`
    ).all(JSON.stringify(localIds));
    return new Map(
      rows.map(row => [
        String(row['local_id']),
        {
          state: String(row['state']) as Standing['state'],
          hasId: row['task_id'] !== null,
          updatedAt: Number(row['updated_at']),
          isReadable: row['readable'] === 1
        }
      ])
    );
  }

  /** The course of a task: when it came into which state, in order. */
  states(localId: string): { readonly at: number; readonly state: TaskState }[] {
    return this.statement('SELECT at, state FROM states WHERE local_id = ? ORDER BY rowid')
      .all(localId)
      .map(row => ({ at: Number(row['at']), state: String(row['state']) as TaskState }));
  }

  /** Forgets an ended task. Its saved files keep their link in `files`, its credits their place in the day's sum. */
  remove(localId: string): boolean {
    return this.#forget(`local_id = ? AND state NOT IN (${list(ACTIVE_STATES)})`, localId) > 0;
  }

  /** Forgets up to `most` tasks that ended for good: none that runs or may hold a result that is not saved. How many. */
  clear(most: number): number {
    return this.#forget(`local_id IN (SELECT local_id FROM tasks WHERE ${ENDED} ORDER BY rowid LIMIT ${most})`);
  }

  #forget(which: string, ...values: readonly string[]): number {
    return this.transaction(() => {
      this.keepSpent(which, ...values);
      this.run(
        `INSERT OR REPLACE INTO removed (local_id, revision) SELECT local_id, ${NEXT_REVISION} FROM tasks WHERE ${which}`,
        ...values
      );
      return this.run(`DELETE FROM tasks WHERE ${which}`, ...values);
    });
  }
}
