import { messageOf } from '../../../shared/messageOf.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';
import type { Row } from './columns.ts';
import type { Database } from './database/database.ts';
import { resultFromRow, taskFromRow } from './rows.ts';

/** Tasks in memory: all are read once, later only the changed ones. */
export class TaskCache {
  readonly #db: Database;
  readonly #tasks = new Map<string, Task>();
  /** IDs, newest first, and the tasks in that order; undefined when stale. */
  #order: readonly string[] | undefined;
  #list: readonly Task[] | undefined;
  readonly #unseen = new Set<string>();
  #hasUnseenRemoval = false;
  #revision = -1;
  #generation: number;

  constructor(db: Database) {
    this.#db = db;
    this.#generation = db.generation;
  }

  /** Returns all tasks, newest first. */
  all(): readonly Task[] {
    this.#refresh();
    this.#list ??= this.#inOrder();
    return this.#list;
  }

  get(localId: string): Task | undefined {
    this.#refresh();
    return this.#tasks.get(localId);
  }

  /** Returns the changes of all windows since the last call. `removed` is set when tasks were removed. */
  takeChanges(): { readonly changed: readonly Task[]; readonly removed: boolean } {
    this.#refresh();
    const changed = [...this.#unseen].flatMap(id => this.#tasks.get(id) ?? []);
    const removed = this.#hasUnseenRemoval;
    this.#unseen.clear();
    this.#hasUnseenRemoval = false;
    return { changed, removed };
  }

  #inOrder(): readonly Task[] {
    // Tasks created in the same millisecond have the same order in every window.
    this.#order ??= [...this.#tasks.values()]
      .sort((a, b) => b.createdAt - a.createdAt || (a.localId < b.localId ? 1 : -1))
      .map(task => task.localId);
    const tasks: Task[] = [];
    for (const id of this.#order) {
      const task = this.#tasks.get(id);
      if (task !== undefined) tasks.push(task);
    }
    return tasks;
  }

  #refresh(): void {
    this.#db.repairing(() => this.#readChanges());
  }

  #readChanges(): void {
    if (this.#generation !== this.#db.generation) this.#reset();
    // One snapshot for tasks and removals, so that no change is missed between the two queries.
    this.#db.snapshot(() => {
      const since = this.#revision;
      this.#readTasks(since);
      this.#readRemovals(since);
    });
  }

  /** Revisions of another file are not comparable with those of the previous one. */
  #reset(): void {
    this.#generation = this.#db.generation;
    this.#tasks.clear();
    this.#order = undefined;
    this.#list = undefined;
    this.#revision = -1;
    this.#hasUnseenRemoval = true;
  }

  #readTasks(since: number): void {
    const all = since < 0 ? this.#allResults() : undefined;
    const sql = 'SELECT * FROM tasks WHERE revision > ? ORDER BY revision';
    for (const row of this.#db.iterate(sql, since)) {
      const localId = String(row['local_id']);
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      const task = this.#readable(row, all === undefined ? this.#resultsOf(localId) : (all.get(localId) ?? []));
      if (task === undefined) continue;
      this.#list = undefined;
      if (!this.#tasks.has(task.localId)) this.#order = undefined;
      this.#tasks.set(task.localId, task);
      this.#unseen.add(task.localId);
    }
  }

  #readRemovals(since: number): void {
    for (const row of this.#db.all('SELECT * FROM removed WHERE revision > ?', since)) {
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      if (!this.#tasks.delete(String(row['local_id']))) continue;
      this.#hasUnseenRemoval = true;
      this.#order = undefined;
      this.#list = undefined;
    }
  }

  /** One damaged row must not hide the others: it is logged and skipped. */
  #readable(row: Row, results: readonly TaskResult[]): Task | undefined {
    try {
      return taskFromRow(row, results);
    } catch (error) {
      const localId = String(row['local_id']);
      const taskId = typeof row['task_id'] === 'string' ? row['task_id'] : 'none';
      this.#db.log.error(`Task ${localId} (id at KIE: ${taskId}) cannot be read from the ledger: ${messageOf(error)}`);
      return undefined;
    }
  }

  #resultsOf(localId: string): TaskResult[] {
    return this.#db.all('SELECT * FROM results WHERE local_id = ? ORDER BY idx', localId).map(resultFromRow);
  }

  /** All results in one query: one query per task of a long history would take seconds. */
  #allResults(): ReadonlyMap<string, TaskResult[]> {
    const found = new Map<string, TaskResult[]>();
    for (const row of this.#db.iterate('SELECT * FROM results ORDER BY local_id, idx')) {
      const localId = String(row['local_id']);
      const known = found.get(localId);
      if (known === undefined) found.set(localId, [resultFromRow(row)]);
      else known.push(resultFromRow(row));
    }
    return found;
  }
}
