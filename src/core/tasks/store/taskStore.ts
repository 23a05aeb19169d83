import type { Task, TaskHold, TaskState } from '../../../shared/task.ts';
import { writeFields } from './columns.ts';
import type { Database } from './database/database.ts';
import { LEASE_MS } from './leaseStore.ts';
import type { SpendingStore } from './spendingStore.ts';
import { list, NEXT_REVISION } from './database/sql.ts';
import { removeEndedTasks, removeTask, restoreTask } from './removeTasks.ts';
import type { RemovedTask } from './removeTasks.ts';
import { detailsFromRow } from './rows.ts';
import { TaskCache } from './taskCache.ts';
import { TASK_COLUMNS } from './taskColumns.ts';
import type { TaskDetails, TaskPatch } from './taskColumns.ts';

/** Fields of a new row besides those of the task. */
export type NewDetails = Pick<TaskDetails, 'plan' | 'saveTo'> & {
  readonly exact?: boolean;
  /** Position in the queue of its batch. Without one, it starts at once, leased by this window. */
  readonly turn?: number;
};

/** Results expire after 24 hours (docs.kie.ai/common-api/download-url). */
const RESULT_LIFE_MS = 24 * 3_600_000;

/** Rows of tasks. Methods that change a row return false when the row is not in an expected state. */
export class TaskStore {
  readonly #db: Database;
  readonly #cache: TaskCache;
  readonly #spending: SpendingStore;

  constructor(db: Database, spending: SpendingStore) {
    this.#db = db;
    this.#cache = new TaskCache(db);
    this.#spending = spending;
  }

  /** Returns all tasks, newest first. */
  all(): readonly Task[] {
    return this.#cache.all();
  }

  get(localId: string): Task | undefined {
    return this.#cache.get(localId);
  }

  /** Returns the changes of all windows since the last call. `removed` is set when tasks were removed. */
  takeChanges(): { readonly changed: readonly Task[]; readonly removed: boolean } {
    return this.#cache.takeChanges();
  }

  /**
   * Writes a new task with all its fields. It is leased by this window unless it waits in a batch or for the user's
   * approval.
   */
  insert(task: Task, details: NewDetails): void {
    const isLeased = details.turn === undefined && task.hold === undefined;
    this.insertRow({
      ...task,
      ...details,
      batchId: task.batch?.id,
      leaseOwner: isLeased ? this.#db.owner : undefined,
      leaseUntil: isLeased ? this.#db.now() + LEASE_MS : 0
    });
  }

  /** Writes a new row; fields without a column are ignored. */
  insertRow(fields: Readonly<Partial<Record<keyof typeof TASK_COLUMNS, unknown>>>): void {
    const { names, values } = writeFields(TASK_COLUMNS, fields);
    this.#db.run(
      `INSERT INTO tasks (${names.join(', ')}, revision) VALUES (${names.map(() => '?').join(', ')}, ${NEXT_REVISION})`,
      ...values
    );
  }

  /** Changes a task if it is in one of these states and, unless `anyOwner`, leased by this window. */
  update(localId: string, from: readonly TaskState[], patch: TaskPatch, anyOwner = false): boolean {
    const { names, values } = writeFields(TASK_COLUMNS, patch);
    const sets = [...names.map(name => `${name} = ?`), 'updated_at = ?', `revision = ${NEXT_REVISION}`];
    const changes = this.#db.run(
      `UPDATE tasks SET ${sets.join(', ')} WHERE local_id = ? AND state IN (${list(from)})${anyOwner ? '' : ' AND lease_owner = ?'}`,
      ...values,
      this.#db.now(),
      localId,
      ...(anyOwner ? [] : [this.#db.owner])
    );
    return changes > 0;
  }

  /**
   * Records that KIE has accepted the task, regardless of the state that other windows assumed. A task that the user
   * has stopped stops here. Returns false when the task was removed, or has another ID that the user entered.
   */
  accept(localId: string, taskId: string): boolean {
    const changes = this.#db.run(
      `UPDATE tasks SET task_id = ?1, error = NULL, progress = NULL,
         state = CASE WHEN stop_asked = 1 THEN 'stopped' WHEN state IN ('submitting', 'unknown') THEN 'queued' ELSE state END,
         updated_at = ?2, revision = ${NEXT_REVISION}
       WHERE local_id = ?3 AND (task_id IS NULL OR task_id = ?1)`,
      taskId,
      this.#db.now(),
      localId
    );
    return changes > 0;
  }

  /** Records the balance after the submission, in any state and under any lease. */
  recordBalanceAfter(localId: string, credits: number): void {
    const sql = `UPDATE tasks SET balance_after = ?, revision = ${NEXT_REVISION} WHERE local_id = ?`;
    this.#db.run(sql, credits, localId);
  }

  /** Finds the task with this ID at KIE, except `exceptId`. Reads the file, so it sees the writes of a transaction. */
  withTaskId(taskId: string, exceptId = ''): string | undefined {
    const row = this.#db.get('SELECT local_id FROM tasks WHERE task_id = ? AND local_id <> ?', taskId, exceptId);
    return row === undefined ? undefined : String(row['local_id']);
  }

  details(localId: string): TaskDetails | undefined {
    const row = this.#db.get('SELECT * FROM tasks WHERE local_id = ?', localId);
    return row === undefined ? undefined : detailsFromRow(row);
  }

  /** Returns the hold of a `preparing` task. Reads the file, so it sees the writes of a transaction. */
  holdOf(localId: string): TaskHold | undefined {
    const row = this.#db.get("SELECT hold FROM tasks WHERE local_id = ? AND state = 'preparing'", localId);
    return row === undefined ? undefined : TASK_COLUMNS.hold.read(row['hold']);
  }

  /** Returns the states of a task in order; `at` is in milliseconds since 1970. */
  states(localId: string): { readonly at: number; readonly state: TaskState }[] {
    return this.#db
      .all('SELECT at, state FROM states WHERE local_id = ? ORDER BY rowid', localId)
      .map(row => ({ at: Number(row['at']), state: String(row['state']) as TaskState }));
  }

  /** Returns the milliseconds from submission to success of the last 20 tasks of a model. */
  durations(model: string): number[] {
    const sql = 'SELECT took_ms FROM tasks WHERE model = ? AND took_ms IS NOT NULL ORDER BY submitted_at DESC LIMIT 20';
    return this.#db.all(sql, model).map(row => Number(row['took_ms']));
  }

  /** Returns tasks whose results are still at KIE and could not be downloaded because of a transient error. */
  worthRetrying(): string[] {
    return this.#db
      .all(
        `SELECT local_id FROM tasks WHERE state = 'uncollected' AND json_valid(error)
           AND json_extract(IIF(json_valid(error), error, '{}'), '$.transient') = 1
           AND COALESCE(submitted_at, created_at) > ?`,
        this.#db.now() - RESULT_LIFE_MS
      )
      .map(row => String(row['local_id']));
  }

  /**
   * Removes a task that is not active. Its saved files keep their origin, and its credits count toward their day.
   * Returns undefined if it is active or unknown.
   */
  remove(localId: string): RemovedTask | undefined {
    return removeTask(this.#db, this.#spending, localId);
  }

  /** Restores a removed task. Returns false when it or its ID at KIE is in the list again. */
  restore(removed: RemovedTask): boolean {
    return restoreTask(this.#db, this.#spending, removed);
  }

  /** Removes up to `max` ended tasks without unsaved results. Returns the number of removed tasks. */
  clear(max: number): number {
    return removeEndedTasks(this.#db, this.#spending, max);
  }
}
