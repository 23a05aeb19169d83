import type { Task } from '../../shared/task.ts';
import { LedgerFile } from './ledgerFile.ts';
import { resultFromRow, taskFromRow } from './rows.ts';

/** What is known of tasks, read once and then only where it changed. */
export class LedgerReading extends LedgerFile {
  readonly #cache = new Map<string, Task>();
  readonly #unseen = new Set<string>();
  #removedUnseen = false;
  #revision = -1;
  #dataVersion = -1;

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
    for (const row of this.statement('SELECT * FROM tasks WHERE revision > ? ORDER BY revision').all(since)) {
      const results = this.statement('SELECT * FROM results WHERE local_id = ? ORDER BY idx');
      const task = taskFromRow(row, results.all(String(row['local_id'])).map(resultFromRow));
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      this.#cache.set(task.localId, task);
      this.#unseen.add(task.localId);
    }
    for (const row of this.statement('SELECT * FROM removed WHERE revision > ?').all(since)) {
      this.#revision = Math.max(this.#revision, Number(row['revision']));
      if (this.#cache.delete(String(row['local_id']))) this.#removedUnseen = true;
    }
  }
}
