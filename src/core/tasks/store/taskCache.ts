import type { Task, TaskResult } from '../../../shared/task.ts';
import { LedgerFile } from './database.ts';
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
      const task = taskFromRow(row, all === undefined ? this.#resultsOf(localId) : (all.get(localId) ?? []));
      this.#revision = Math.max(this.#revision, Number(row['revision']));
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
