import type { EstimateKind, Task, TaskError, TaskHold, TaskState } from '../../../shared/task.ts';
import { ACTIVE_STATES } from '../../../shared/task.ts';
import type { SaveTarget } from '../../engine/api.ts';
import { list, NEXT_REVISION, toSql } from './database.ts';
import { LEASE_MS } from './leaseStore.ts';
import { LedgerSpending } from './spendingStore.ts';
import type { TaskDetails } from './rows.ts';
import { detailsFromRow } from './rows.ts';

/** Changes to a task; null empties a field. */
export interface TaskPatch {
  readonly state?: TaskState;
  readonly taskId?: string;
  readonly model?: string;
  readonly service?: string;
  readonly request?: Readonly<Record<string, unknown>> | null;
  readonly progress?: number | null;
  readonly note?: string | null;
  readonly credits?: number;
  readonly error?: TaskError | null;
  readonly attempts?: number;
  readonly stopAsked?: boolean;
  readonly earlyAsked?: boolean;
  readonly saveTo?: SaveTarget;
  readonly submittedAt?: number;
  readonly finishedAt?: number | null;
  readonly tookMs?: number;
  readonly balanceBefore?: number | null;
  readonly estimate?: number | null;
  readonly estimateKind?: EstimateKind | null;
  readonly exact?: boolean;
  readonly hold?: TaskHold | null;
  /** Milliseconds since 1970. */
  readonly approvedAt?: number;
}

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

const TASK_COLUMNS: Readonly<Record<keyof TaskPatch, string>> = {
  state: 'state',
  taskId: 'task_id',
  model: 'model',
  service: 'service',
  request: 'request',
  progress: 'progress',
  note: 'note',
  credits: 'credits',
  error: 'error',
  attempts: 'attempts',
  stopAsked: 'stop_asked',
  earlyAsked: 'early_asked',
  saveTo: 'save_to',
  submittedAt: 'submitted_at',
  finishedAt: 'finished_at',
  tookMs: 'took_ms',
  balanceBefore: 'balance_before',
  estimate: 'estimate',
  estimateKind: 'estimate_kind',
  exact: 'exact',
  hold: 'hold',
  approvedAt: 'approved_at'
};

/** What `mayHoldUnsavedResult` says no to: of a stopped task only one of which nothing was sent. */
const ENDED = `(state IN ('done', 'failed') OR (state = 'stopped' AND task_id IS NULL AND NOT EXISTS (
  SELECT 1 FROM results WHERE results.local_id = tasks.local_id AND results.state <> 'saved')))`;

/** The rows of tasks. */
export class LedgerTasks extends LedgerSpending {
  /** Writes a new task, which KIE may know already. */
  insert(task: Task, details: NewDetails): void {
    const held = details.turn === undefined;
    this.run(
      `INSERT INTO tasks (local_id, model, state, input, plan, save_to, origin, estimate, task_id, service, created_at,
         updated_at, exact, estimate_kind, retry_of, batch_id, turn, lease_owner, lease_until, revision)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${NEXT_REVISION})`,
      task.localId,
      task.model,
      task.state,
      JSON.stringify(task.input),
      JSON.stringify(details.plan),
      JSON.stringify(details.saveTo),
      task.origin,
      task.estimate ?? null,
      task.taskId ?? null,
      task.service ?? null,
      task.createdAt,
      task.updatedAt,
      Number(details.exact === true),
      task.estimateKind ?? null,
      task.retryOf ?? null,
      task.batch?.id ?? null,
      details.turn ?? null,
      held ? this.owner : null,
      held ? this.now() + LEASE_MS : 0
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
    const names = (Object.keys(patch) as (keyof TaskPatch)[]).filter(name => patch[name] !== undefined);
    const sets = names.map(name => `${TASK_COLUMNS[name]} = ?`);
    const owned = anyOwner ? '' : ' AND lease_owner = ?';
    return (
      this.run(
        `UPDATE tasks SET ${[...sets, 'updated_at = ?', `revision = ${NEXT_REVISION}`].join(', ')}
         WHERE local_id = ? AND state IN (${list(from)})${owned}`,
        ...names.map(name => toSql(patch[name])),
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
    const row = this.statement(
      'SELECT save_to, plan, attempts, stop_asked, early_asked, exact, approved_at FROM tasks WHERE local_id = ?'
    ).get(localId);
    return row === undefined ? undefined : detailsFromRow(row);
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
