import type { TaskError, TaskState } from '../../../shared/task.ts';
import { TASK_STATES } from '../../../shared/task.ts';
import { writeFields } from './columns.ts';
import type { Database } from './database/database.ts';
import type { Submission, SubmissionEnd, SubmittedTask } from './journal/journalEntries.ts';
import { ALL_RESULT_COLUMNS } from './resultColumns.ts';
import { list, NEXT_REVISION } from './database/sql.ts';
import type { TaskStore } from './taskStore.ts';

const isObject = (column: string, rest = ''): string =>
  `IIF(json_valid(${column}), json_type(${column}) = 'object' ${rest}, 0)`;

/** A row of a task, read without parsing its JSON. */
export interface RowStatus {
  readonly state: TaskState | 'removed';
  readonly hasId: boolean;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** False when the JSON of the row is damaged. */
  readonly isReadable: boolean;
}

export interface RestoredState {
  readonly state: TaskState;
  readonly error?: TaskError;
}

/** Restores rows from the journal of submissions that a damaged, older or deleted file has lost. */
export class RecoveryStore {
  readonly #db: Database;
  readonly #tasks: TaskStore;

  constructor(db: Database, tasks: TaskStore) {
    this.#db = db;
    this.#tasks = tasks;
  }

  /** Returns the existing rows of these tasks, and which tasks the user has removed. Parses no JSON. */
  statuses(localIds: readonly string[]): ReadonlyMap<string, RowStatus> {
    const rows = this.#db.all(
      `SELECT local_id, state, task_id, updated_at,
         ${isObject('input')} AND ${isObject('plan')} AND ${isObject('save_to', "AND json_type(save_to, '$.folder') = 'text'")} AS readable
       FROM tasks WHERE local_id IN (SELECT value FROM json_each(?1))
       UNION ALL SELECT local_id, 'removed', NULL, 0, 1 FROM removed
       WHERE local_id IN (SELECT value FROM json_each(?1)) AND local_id NOT IN (SELECT local_id FROM tasks)`,
      JSON.stringify(localIds)
    );
    return new Map(
      rows.map(row => [
        String(row['local_id']),
        {
          state: String(row['state']) as RowStatus['state'],
          hasId: row['task_id'] !== null,
          updatedAt: Number(row['updated_at']),
          isReadable: row['readable'] === 1
        }
      ])
    );
  }

  /**
   * Inserts a submission that is missing in this file, without a lease. Returns false when another window was first.
   */
  restore(localId: string, task: SubmittedTask, submission: Submission, { state, error }: RestoredState): boolean {
    return this.#db.transaction(() => {
      const { taskId, at, end, answer } = submission;
      if (this.#db.get('SELECT 1 FROM tasks WHERE local_id = ?', localId) !== undefined) return false;
      this.#tasks.insertRow({
        ...task,
        localId,
        taskId,
        state,
        error,
        batchId: this.#hasBatch(task.batchId) ? task.batchId : undefined,
        credits: end?.credits ?? answer?.credits,
        estimate: end?.estimate ?? task.estimate,
        submittedAt: at,
        finishedAt: end?.at,
        updatedAt: this.#db.now()
      });
      if (end !== undefined) this.#addSaved(localId, end);
      return true;
    });
  }

  #hasBatch(id: string | undefined): boolean {
    return id !== undefined && this.#db.get('SELECT 1 FROM batches WHERE id = ?', id) !== undefined;
  }

  /** Restores the end of a task from the journal in an older file. Returns false when the row is newer. */
  restoreEnd(localId: string, submission: Submission, end: SubmissionEnd): boolean {
    return this.#db.transaction(() => {
      const changes = this.#db.run(
        `UPDATE tasks SET state = ?, error = NULL, progress = NULL, credits = COALESCE(?, credits), finished_at = ?,
           task_id = COALESCE(task_id, ?), submitted_at = COALESCE(submitted_at, ?),
           updated_at = ?, revision = ${NEXT_REVISION} WHERE local_id = ? AND updated_at < ?`,
        end.state,
        end.credits ?? null,
        end.at,
        submission.taskId ?? null,
        submission.at,
        this.#db.now(),
        localId,
        end.at
      );
      if (changes > 0) this.#addSaved(localId, end);
      return changes > 0;
    });
  }

  /**
   * Replaces damaged states: by `queued`, which is tracked, and without a task ID by `unknown`.
   * @returns the local IDs of the tasks
   */
  repairStates(): readonly string[] {
    const damaged = `state NOT IN (${list(TASK_STATES)})`;
    if (this.#db.get(`SELECT 1 FROM tasks WHERE ${damaged} LIMIT 1`) === undefined) return [];
    const rows = this.#db.returning(
      `UPDATE tasks SET state = IIF(task_id IS NULL, 'unknown', 'queued'), finished_at = NULL, updated_at = ?,
         revision = ${NEXT_REVISION} WHERE ${damaged} RETURNING local_id`,
      this.#db.now()
    );
    return rows.map(row => String(row['local_id']));
  }

  /** Replaces the JSON of an unreadable row. */
  repairRow(localId: string, { input, plan, saveTo }: SubmittedTask): void {
    this.#db.run(
      `UPDATE tasks SET input = ?, plan = ?, save_to = ?, revision = ${NEXT_REVISION} WHERE local_id = ?`,
      JSON.stringify(input),
      JSON.stringify(plan),
      JSON.stringify(saveTo),
      localId
    );
  }

  #addSaved(localId: string, { results }: SubmissionEnd): void {
    for (const result of results) {
      const { index, kind, role, ref } = result;
      const itemKey = ref === undefined ? `#${index}` : `${ref} ${kind} ${role ?? ''}`;
      const { names, values } = writeFields(ALL_RESULT_COLUMNS, { ...result, localId, itemKey });
      this.#db.run(
        `INSERT OR REPLACE INTO results (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        ...values
      );
    }
  }
}
