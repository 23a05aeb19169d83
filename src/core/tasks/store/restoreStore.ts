import { writeFields } from './columns.ts';
import { NEXT_REVISION } from './database.ts';
import type { Submission, SubmissionEnd, SubmittedTask } from './journalEntries.ts';
import { FREE } from './leaseStore.ts';
import { ALL_RESULT_COLUMNS } from './resultColumns.ts';
import { LedgerBatches } from './batchStore.ts';
import type { TaskError, TaskHold, TaskState } from '../../../shared/task.ts';

export interface RestoredState {
  readonly state: TaskState;
  readonly error?: TaskError;
}

/** Brings back what a damaged, older or deleted file has lost. */
export class LedgerRestore extends LedgerBatches {
  /** Inserts a submission that this file lacks, without a lease. False when another window was first. */
  restore(localId: string, task: SubmittedTask, submission: Submission, { state, error }: RestoredState): boolean {
    return this.transaction(() => {
      const { taskId, at, end, answer } = submission;
      if (this.statement('SELECT 1 FROM tasks WHERE local_id = ?').get(localId) !== undefined) return false;
      const { batchId } = task;
      const hasBatch =
        batchId !== undefined && this.statement('SELECT 1 FROM batches WHERE id = ?').get(batchId) !== undefined;
      this.insertRow({
        ...task,
        localId,
        taskId,
        state,
        error,
        batchId: hasBatch ? batchId : undefined,
        credits: end?.credits ?? answer?.credits,
        submittedAt: at,
        finishedAt: end?.at,
        updatedAt: this.now()
      });
      if (end !== undefined) this.#addSaved(localId, end);
      return true;
    });
  }

  /** The journal knows that the task is done, and this file is older. False when it has changed since. */
  restoreEnd(localId: string, submission: Submission, end: SubmissionEnd): boolean {
    return this.transaction(() => {
      const changes = this.run(
        `UPDATE tasks SET state = ?, error = NULL, progress = NULL, credits = COALESCE(?, credits), finished_at = ?,
           task_id = COALESCE(task_id, ?), submitted_at = COALESCE(submitted_at, ?),
           updated_at = ?, revision = ${NEXT_REVISION} WHERE local_id = ? AND updated_at < ?`,
        end.state,
        end.credits ?? null,
        end.at,
        submission.taskId ?? null,
        submission.at,
        this.now(),
        localId,
        end.at
      );
      if (changes > 0) this.#addSaved(localId, end);
      return changes > 0;
    });
  }

  /** Replaces the JSON of a row that cannot be read. */
  repairRow(localId: string, { input, plan, saveTo }: SubmittedTask): void {
    this.run(
      `UPDATE tasks SET input = ?, plan = ?, save_to = ?, revision = ${NEXT_REVISION} WHERE local_id = ?`,
      JSON.stringify(input),
      JSON.stringify(plan),
      JSON.stringify(saveTo),
      localId
    );
  }

  /** Notes that this window looks after what waits to be sent. Writes nothing while nothing waits. */
  noteAttended(): void {
    this.run(
      `INSERT INTO attended SELECT 1, ?1 WHERE EXISTS (SELECT 1 FROM tasks WHERE state = 'preparing')
         ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
      this.now()
    );
  }

  /**
   * Holds tasks that were not sent and that no window has looked after since `limit` (milliseconds since 1970), and pauses
   * their batches. Returns the batches.
   */
  holdOlderThan(limit: number, hold: TaskHold, reason: TaskError): readonly string[] {
    const where = `state IN ('preparing', 'submitting') AND hold IS NULL AND ${FREE}
      AND MAX(updated_at, COALESCE(approved_at, 0), COALESCE((SELECT at FROM attended), 0)) < ?2`;
    if (this.statement(`SELECT 1 FROM tasks WHERE ${where} LIMIT 1`).get(this.now(), limit) === undefined) return [];
    return this.transaction(() => {
      // A batch is as old as the last change of any of its tasks.
      const batches = this.statement(
        `SELECT id FROM batches WHERE state IN ('running', 'paused') AND finished_at IS NULL
           AND EXISTS (SELECT 1 FROM tasks WHERE batch_id = id AND ${where})
           AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = id AND updated_at >= ?2)`
      )
        .all(this.now(), limit)
        .map(row => String(row['id']));
      const paused = batches.filter(id => {
        const begun = this.statement(
          `SELECT local_id FROM tasks WHERE batch_id = ?3 AND state = 'preparing' AND turn IS NULL AND ${where}`
        ).all(this.now(), limit, id);
        for (const { local_id: localId } of begun) this.putFirst(String(localId), false);
        return this.setBatch(id, ['running'], 'paused', reason);
      });
      this.run(
        `UPDATE tasks SET hold = ?3, progress = NULL, updated_at = ?1, revision = ${NEXT_REVISION}
         WHERE turn IS NULL AND ${where}`,
        this.now(),
        limit,
        JSON.stringify(hold)
      );
      return paused;
    });
  }

  #addSaved(localId: string, { results }: SubmissionEnd): void {
    for (const result of results) {
      const { index, kind, role, ref } = result;
      const itemKey = ref === undefined ? `#${index}` : `${ref} ${kind} ${role ?? ''}`;
      const { names, values } = writeFields(ALL_RESULT_COLUMNS, { ...result, localId, itemKey });
      this.run(
        `INSERT OR REPLACE INTO results (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        ...values
      );
    }
  }
}
