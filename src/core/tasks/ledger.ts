import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Task, TaskError, TaskState } from '../../shared/task.ts';
import { ACTIVE_STATES } from '../../shared/task.ts';
import type { SaveTarget } from '../engineTypes.ts';
import type { ResultItem } from '../kie/clientTypes.ts';
import type { StoredResult, TaskDetails } from './rows.ts';
import { detailsFromRow, resultFromRow, storedResultFromRow, taskFromRow } from './rows.ts';

/** How long a window may be silent before another takes its tasks, in milliseconds. */
export const LEASE_MS = 30_000;

/** Results live for 24 hours (docs.kie.ai/common-api/download-url); a little less, so that none dies on its way. */
const RESULT_LIFE_MS = 20 * 3_600_000;

/** Changes to a task; null empties a field. */
export interface TaskPatch {
  readonly state?: TaskState;
  readonly taskId?: string;
  readonly request?: Readonly<Record<string, unknown>> | null;
  readonly progress?: number | null;
  readonly credits?: number;
  readonly error?: TaskError | null;
  readonly attempts?: number;
  readonly stopAsked?: boolean;
  readonly saveTo?: SaveTarget;
  readonly submittedAt?: number;
  readonly finishedAt?: number | null;
  readonly tookMs?: number;
}

export interface ResultPatch {
  readonly state?: StoredResult['state'];
  readonly part?: string | null;
  readonly path?: string | null;
  readonly bytes?: number;
  readonly error?: string | null;
}

const TASK_COLUMNS: Readonly<Record<keyof TaskPatch, string>> = {
  state: 'state',
  taskId: 'task_id',
  request: 'request',
  progress: 'progress',
  credits: 'credits',
  error: 'error',
  attempts: 'attempts',
  stopAsked: 'stop_asked',
  saveTo: 'save_to',
  submittedAt: 'submitted_at',
  finishedAt: 'finished_at',
  tookMs: 'took_ms'
};

const list = (states: readonly TaskState[]): string => states.map(state => `'${state}'`).join(', ');
// Grows with every change, removals too, so that no window can miss one.
const NEXT_REVISION =
  '(SELECT COALESCE(MAX(revision), 0) + 1 FROM (SELECT MAX(revision) AS revision FROM tasks UNION ALL SELECT MAX(revision) FROM removed))';

const toSql = (value: unknown): SQLInputValue => {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value);
};

/**
 * All that is known of tasks, in one SQLite file that several windows share. One ledger object is one window:
 * `owner` names it in leases. Times are milliseconds since 1970 from `now`.
 */
export class Ledger {
  readonly #db: DatabaseSync;
  readonly #owner: string;
  readonly #now: () => number;
  readonly #statements = new Map<string, StatementSync>();
  readonly #cache = new Map<string, Task>();
  readonly #unseen = new Set<string>();
  #removedUnseen = false;
  #revision = -1;
  #dataVersion = -1;

  constructor(db: DatabaseSync, owner: string, now: () => number) {
    this.#db = db;
    this.#owner = owner;
    this.#now = now;
  }

  close(): void {
    this.#db.close();
  }

  /** Writes a new task; this window holds its lease. */
  insert(task: Task, details: Pick<TaskDetails, 'plan' | 'saveTo'>): void {
    this.#run(
      `INSERT INTO tasks (local_id, model, state, input, plan, save_to, origin, estimate, created_at, updated_at,
         lease_owner, lease_until, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${NEXT_REVISION})`,
      task.localId,
      task.model,
      task.state,
      JSON.stringify(task.input),
      JSON.stringify(details.plan),
      JSON.stringify(details.saveTo),
      task.origin,
      task.estimate ?? null,
      task.createdAt,
      task.updatedAt,
      this.#owner,
      this.#now() + LEASE_MS
    );
  }

  /** Changes a task if it is in one of these states and, unless `anyOwner`, leased by this window. False if not. */
  update(localId: string, from: readonly TaskState[], patch: TaskPatch, anyOwner = false): boolean {
    const names = (Object.keys(patch) as (keyof TaskPatch)[]).filter(name => patch[name] !== undefined);
    const sets = names.map(name => `${TASK_COLUMNS[name]} = ?`);
    const owned = anyOwner ? '' : ' AND lease_owner = ?';
    return (
      this.#run(
        `UPDATE tasks SET ${[...sets, 'updated_at = ?', `revision = ${NEXT_REVISION}`].join(', ')}
         WHERE local_id = ? AND state IN (${list(from)})${owned}`,
        ...names.map(name => toSql(patch[name])),
        this.#now(),
        localId,
        ...(anyOwner ? [] : [this.#owner])
      ) > 0
    );
  }

  /** KIE has accepted: true whatever other windows thought meanwhile. Stops at once if that was asked for. */
  accept(localId: string, taskId: string): boolean {
    const changes = this.#run(
      `UPDATE tasks SET task_id = ?, error = NULL, progress = NULL,
         state = CASE WHEN stop_asked = 1 THEN 'stopped' WHEN state IN ('submitting', 'unknown') THEN 'queued' ELSE state END,
         updated_at = ?, revision = ${NEXT_REVISION} WHERE local_id = ?`,
      taskId,
      this.#now(),
      localId
    );
    return changes > 0;
  }

  details(localId: string): TaskDetails | undefined {
    const row = this.#statement('SELECT save_to, plan, attempts, stop_asked FROM tasks WHERE local_id = ?').get(
      localId
    );
    return row === undefined ? undefined : detailsFromRow(row);
  }

  /** Forgets an ended task. Its saved files keep their link in `files`. */
  remove(localId: string): boolean {
    return this.transaction(() => {
      const ended = this.#statement(
        `SELECT 1 FROM tasks WHERE local_id = ? AND state NOT IN (${list(ACTIVE_STATES)})`
      ).get(localId);
      if (ended === undefined) return false;
      this.#run(`INSERT OR REPLACE INTO removed (local_id, revision) VALUES (?, ${NEXT_REVISION})`, localId);
      this.#run('DELETE FROM tasks WHERE local_id = ?', localId);
      return true;
    });
  }

  // Results

  /** Sets what is to be collected and the state `collecting`, at once. Kept when they are known already. */
  beginCollecting(localId: string, items: readonly ResultItem[], patch: TaskPatch): boolean {
    return this.transaction(() => {
      if (!this.update(localId, ['queued', 'running', 'collecting'], { ...patch, state: 'collecting' })) return false;
      for (const [index, item] of items.entries()) {
        this.#run(
          `INSERT INTO results (local_id, idx, kind, url, text, role, state) VALUES (?, ?, ?, ?, ?, ?, 'pending')
           ON CONFLICT DO UPDATE SET url = excluded.url WHERE state <> 'saved'`,
          localId,
          index,
          item.kind,
          item.url ?? null,
          item.text ?? null,
          item.role ?? null
        );
        if (item.url !== undefined) {
          this.#run(
            'INSERT OR IGNORE INTO issued (url, local_id, seen_at) VALUES (?, ?, ?)',
            item.url,
            localId,
            this.#now()
          );
        }
      }
      return true;
    });
  }

  results(localId: string): StoredResult[] {
    return this.#statement('SELECT * FROM results WHERE local_id = ? ORDER BY idx')
      .all(localId)
      .map(storedResultFromRow);
  }

  /** False, and nothing is changed, when another window holds the task. */
  updateResult(localId: string, index: number, patch: ResultPatch): boolean {
    const names = (Object.keys(patch) as (keyof ResultPatch)[]).filter(name => patch[name] !== undefined);
    return this.transaction(() => {
      const held = this.#run(
        `UPDATE tasks SET updated_at = ?, revision = ${NEXT_REVISION} WHERE local_id = ? AND lease_owner = ?`,
        this.#now(),
        localId,
        this.#owner
      );
      if (held === 0) return false;
      this.#run(
        `UPDATE results SET ${names.map(name => `${name} = ?`).join(', ')} WHERE local_id = ? AND idx = ?`,
        ...names.map(name => toSql(patch[name])),
        localId,
        index
      );
      return true;
    });
  }

  // Leases

  /** Active tasks that no living window looks after. */
  abandoned(): string[] {
    return this.#statement(`SELECT local_id FROM tasks WHERE state IN (${list(ACTIVE_STATES)}) AND lease_until <= ?`)
      .all(this.#now())
      .map(row => String(row['local_id']));
  }

  /** Tasks of the last 24 hours, as long as results live, that only passing trouble kept from being saved. */
  worthAnotherTry(): string[] {
    return this.#statement(
      `SELECT local_id FROM tasks WHERE state = 'uncollected' AND json_extract(error, '$.transient') = 1
         AND COALESCE(submitted_at, created_at) > ?`
    )
      .all(this.#now() - 24 * 3_600_000)
      .map(row => String(row['local_id']));
  }

  /** Takes a task that is free or ours. One statement, so only one window can succeed. */
  takeLease(localId: string): boolean {
    return (
      this.#run(
        'UPDATE tasks SET lease_owner = ?, lease_until = ? WHERE local_id = ? AND (lease_owner = ? OR lease_until <= ?)',
        this.#owner,
        this.#now() + LEASE_MS,
        localId,
        this.#owner,
        this.#now()
      ) > 0
    );
  }

  renewLeases(): void {
    this.#run(
      'UPDATE tasks SET lease_until = ? WHERE lease_owner = ? AND lease_until > 0',
      this.#now() + LEASE_MS,
      this.#owner
    );
  }

  releaseLease(localId: string): void {
    this.#run(
      'UPDATE tasks SET lease_owner = NULL, lease_until = 0 WHERE local_id = ? AND lease_owner = ?',
      localId,
      this.#owner
    );
  }

  /** Gives back every lease but those of tasks whose createTask is on its way. */
  releaseLeases(): void {
    this.#run(
      "UPDATE tasks SET lease_owner = NULL, lease_until = 0 WHERE lease_owner = ? AND state <> 'submitting'",
      this.#owner
    );
  }

  // Addresses and files

  addUpload(source: string, url: string, expiresAt: number): void {
    this.#run('INSERT OR REPLACE INTO uploads (url, source, expires_at) VALUES (?, ?, ?)', url, source, expiresAt);
  }

  /** Whether KIE gave this address, upload or result, and it still lives. */
  isIssued(url: string): boolean {
    const found = this.#statement(
      'SELECT 1 FROM uploads WHERE url = ?1 AND expires_at > ?2 UNION SELECT 1 FROM issued WHERE url = ?1 AND seen_at > ?3'
    ).get(url, this.#now(), this.#now() - RESULT_LIFE_MS);
    return found !== undefined;
  }

  addFile(path: string, task: Task): void {
    this.#run(
      'INSERT OR REPLACE INTO files (path, local_id, task_id, model, input, saved_at) VALUES (?, ?, ?, ?, ?, ?)',
      path,
      task.localId,
      task.taskId ?? null,
      task.model,
      JSON.stringify(task.input),
      this.#now()
    );
  }

  file(path: string): Record<string, unknown> | undefined {
    return this.#statement('SELECT * FROM files WHERE path = ?').get(path);
  }

  /** Times from submission to success of the last 20 tasks of a model, in milliseconds. */
  durations(model: string): number[] {
    return this.#statement(
      'SELECT took_ms FROM tasks WHERE model = ? AND took_ms IS NOT NULL ORDER BY submitted_at DESC LIMIT 20'
    )
      .all(model)
      .map(row => Number(row['took_ms']));
  }

  // Reading

  /** Every task, newest first. */
  tasks(): Task[] {
    this.#refresh();
    return [...this.#cache.values()].sort((a, b) => b.createdAt - a.createdAt);
  }

  task(localId: string): Task | undefined {
    this.#refresh();
    return this.#cache.get(localId);
  }

  /** What changed since the last call, by whatever window. `removed` when tasks went. */
  takeChanges(): { readonly changed: readonly Task[]; readonly removed: boolean } {
    this.#refresh();
    const changed = [...this.#unseen].flatMap(id => this.#cache.get(id) ?? []);
    const removed = this.#removedUnseen;
    this.#unseen.clear();
    this.#removedUnseen = false;
    return { changed, removed };
  }

  /** Whether another window has written since the last call. Cheap. */
  changedElsewhere(): boolean {
    const version = Number(this.#statement('PRAGMA data_version').get()?.['data_version']);
    const changed = version !== this.#dataVersion;
    this.#dataVersion = version;
    return changed;
  }

  #refresh(): void {
    // One snapshot for both readings, so that no change falls between them.
    this.#db.exec('BEGIN');
    try {
      this.#readChanges();
    } finally {
      this.#db.exec('COMMIT');
    }
  }

  #readChanges(): void {
    const since = this.#revision;
    for (const row of this.#statement('SELECT * FROM tasks WHERE revision > ? ORDER BY revision').all(since)) {
      const results = this.#statement('SELECT * FROM results WHERE local_id = ? ORDER BY idx');
      const task = taskFromRow(row, results.all(String(row['local_id'])).map(resultFromRow));
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      this.#cache.set(task.localId, task);
      this.#unseen.add(task.localId);
    }
    for (const row of this.#statement('SELECT * FROM removed WHERE revision > ?').all(since)) {
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      if (this.#cache.delete(String(row['local_id']))) this.#removedUnseen = true;
    }
  }

  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.#db.exec('COMMIT');
      return value;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }
}
