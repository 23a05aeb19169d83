import type { DatabaseSync } from 'node:sqlite';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';
import { LedgerFile } from './database.ts';
import type { Row } from './columns.ts';
import { resultFromRow, taskFromRow } from './rows.ts';

/** What is known of tasks, read once and then only where it changed. */
export class LedgerReading extends LedgerFile {
  readonly #cache = new Map<string, Task>();
  /** Their ids, newest first, and they themselves; undefined when to be made anew. */
  #order: readonly string[] | undefined;
  #list: readonly Task[] | undefined;
  readonly #unseen = new Set<string>();
  #removedUnseen = false;
  #revision = -1;
  #dataVersion = -1;

  override replace(db: DatabaseSync): DatabaseSync {
    const former = super.replace(db);
    // The revisions of another file say nothing about what is known here.
    this.#cache.clear();
    this.#order = undefined;
    this.#list = undefined;
    this.#revision = -1;
    this.#dataVersion = -1;
    this.#removedUnseen = true;
    return former;
  }

  /** Every task, newest first. */
  tasks(): readonly Task[] {
    this.#refresh();
    this.#list ??= this.#inOrder();
    return this.#list;
  }

  #inOrder(): readonly Task[] {
    // Of the same moment, the same order in every window.
    this.#order ??= [...this.#cache.values()]
      .sort((a, b) => b.createdAt - a.createdAt || (a.localId < b.localId ? 1 : -1))
      .map(task => task.localId);
    const tasks: Task[] = [];
    for (const id of this.#order) {
      const task = this.#cache.get(id);
      if (task !== undefined) tasks.push(task);
    }
    return tasks;
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
    const version = Number(this.statement('PRAGMA data_version').get()?.['data_version']);
    const changed = version !== this.#dataVersion;
    this.#dataVersion = version;
    return changed;
  }

  #refresh(): void {
    // One snapshot for both readings, so that no change falls between them.
    this.db.exec('BEGIN');
    try {
      this.#readChanges();
    } finally {
      this.db.exec('COMMIT');
    }
  }

  #readChanges(): void {
    const since = this.#revision;
    const all = since < 0 ? this.#allResults() : undefined;
    for (const row of this.statement('SELECT * FROM tasks WHERE revision > ? ORDER BY revision').iterate(since)) {
      const localId = String(row['local_id']);
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      const task = this.#readable(row, all === undefined ? this.#resultsOf(localId) : (all.get(localId) ?? []));
      if (task === undefined) continue;
      this.#list = undefined;
      if (!this.#cache.has(task.localId)) this.#order = undefined;
      this.#cache.set(task.localId, task);
      this.#unseen.add(task.localId);
    }
    for (const row of this.statement('SELECT * FROM removed WHERE revision > ?').all(since)) {
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      if (!this.#cache.delete(String(row['local_id']))) continue;
      this.#removedUnseen = true;
      this.#order = undefined;
      this.#list = undefined;
    }
  }

  /** One damaged row must not hide all others: it is named in the log and left out. */
  #readable(row: Row, results: readonly TaskResult[]): Task | undefined {
    try {
      return taskFromRow(row, results);
    } catch (error) {
      const localId = String(row['local_id']);
      const taskId = typeof row['task_id'] === 'string' ? row['task_id'] : 'none';
      this.log.error(`Task ${localId} (id at KIE: ${taskId}) cannot be read from the ledger: ${messageOf(error)}`);
      return undefined;
    }
  }

  #resultsOf(localId: string): TaskResult[] {
    return this.statement('SELECT * FROM results WHERE local_id = ? ORDER BY idx').all(localId).map(resultFromRow);
  }

  /** In one go: a query for each of a long history would take seconds. */
  #allResults(): ReadonlyMap<string, TaskResult[]> {
    const found = new Map<string, TaskResult[]>();
    for (const row of this.statement('SELECT * FROM results ORDER BY local_id, idx').iterate()) {
      const localId = String(row['local_id']);
      const known = found.get(localId);
      if (known === undefined) found.set(localId, [resultFromRow(row)]);
      else known.push(resultFromRow(row));
    }
    return found;
  }
}
