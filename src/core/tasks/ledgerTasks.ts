import type { Task, TaskError, TaskState } from '../../shared/task.ts';
import { ACTIVE_STATES } from '../../shared/task.ts';
import type { SaveTarget } from '../engineTypes.ts';
import { LedgerAddresses } from './ledgerAddresses.ts';
import { list, NEXT_REVISION, toSql } from './ledgerFile.ts';
import { LEASE_MS } from './ledgerLeases.ts';
import type { TaskDetails } from './rows.ts';
import { detailsFromRow } from './rows.ts';

/** Changes to a task; null empties a field. */
export interface TaskPatch {
  readonly state?: TaskState;
  readonly taskId?: string;
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
}

const TASK_COLUMNS: Readonly<Record<keyof TaskPatch, string>> = {
  state: 'state',
  taskId: 'task_id',
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
  tookMs: 'took_ms'
};

/** The rows of tasks. */
export class LedgerTasks extends LedgerAddresses {
  /** Writes a new task, which KIE may know already; this window holds its lease. */
  insert(task: Task, details: Pick<TaskDetails, 'plan' | 'saveTo'>): void {
    this.run(
      `INSERT INTO tasks (local_id, model, state, input, plan, save_to, origin, estimate, task_id, service, created_at,
         updated_at, lease_owner, lease_until, revision)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${NEXT_REVISION})`,
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
      this.owner,
      this.now() + LEASE_MS
    );
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

  /** KIE has accepted: true whatever other windows thought meanwhile. Stops at once if that was asked for. */
  accept(localId: string, taskId: string): boolean {
    const changes = this.run(
      `UPDATE tasks SET task_id = ?, error = NULL, progress = NULL,
         state = CASE WHEN stop_asked = 1 THEN 'stopped' WHEN state IN ('submitting', 'unknown') THEN 'queued' ELSE state END,
         updated_at = ?, revision = ${NEXT_REVISION} WHERE local_id = ?`,
      taskId,
      this.now(),
      localId
    );
    return changes > 0;
  }

  details(localId: string): TaskDetails | undefined {
    const row = this.statement(
      'SELECT save_to, plan, attempts, stop_asked, early_asked FROM tasks WHERE local_id = ?'
    ).get(localId);
    return row === undefined ? undefined : detailsFromRow(row);
  }

  /** Forgets an ended task. Its saved files keep their link in `files`. */
  remove(localId: string): boolean {
    return this.transaction(() => {
      const ended = this.statement(
        `SELECT 1 FROM tasks WHERE local_id = ? AND state NOT IN (${list(ACTIVE_STATES)})`
      ).get(localId);
      if (ended === undefined) return false;
      this.run(`INSERT OR REPLACE INTO removed (local_id, revision) VALUES (?, ${NEXT_REVISION})`, localId);
      this.run('DELETE FROM tasks WHERE local_id = ?', localId);
      return true;
    });
  }
}
