import type { Task } from '../../../shared/task.ts';
import type { Fields } from './columns.ts';
import { readRow, requiredInteger, requiredJson, requiredText, text } from './columns.ts';
import type { Database } from './database/database.ts';
import { moveFiles } from './moveFiles.ts';
import type { Move } from './moveFiles.ts';

const FILE_COLUMNS = {
  localId: requiredText('local_id'),
  taskId: text('task_id'),
  model: requiredText('model'),
  input: requiredJson<Readonly<Record<string, unknown>>>('input'),
  /** Milliseconds since 1970. */
  savedAt: requiredInteger('saved_at')
};

/** Origin of a saved file. Remains when its task is removed from the list. */
export type Provenance = Fields<typeof FILE_COLUMNS>;

/** Saved files and the tasks that created them. */
export class FileStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Records the task of a file by its absolute path. */
  add(path: string, { localId, taskId, model, input }: Task): void {
    this.#db.run(
      'INSERT OR REPLACE INTO files (path, local_id, task_id, model, input, saved_at) VALUES (?, ?, ?, ?, ?, ?)',
      path,
      localId,
      taskId ?? null,
      model,
      JSON.stringify(input),
      this.#db.now()
    );
  }

  /** Finds the origin of a file by its absolute path. */
  find(path: string): Provenance | undefined {
    const row = this.#db.get('SELECT * FROM files WHERE path = ?', path);
    return row === undefined ? undefined : readRow(FILE_COLUMNS, row);
  }

  /** Follows a renamed or moved file or folder; see {@link moveFiles}. */
  move(move: Move): boolean {
    return moveFiles(this.#db, move);
  }
}
