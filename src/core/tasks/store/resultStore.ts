import * as l10n from '@vscode/l10n';
import { ANSWER } from '../../../shared/task.ts';
import type { TaskState } from '../../../shared/task.ts';
import type { SaveTarget } from '../types.ts';
import type { ResultItem } from '../../kie/taskRecord.ts';
import { writeFields } from './columns.ts';
import type { Database } from './database/database.ts';
import { ALL_RESULT_COLUMNS, RESULT_COLUMNS } from './resultColumns.ts';
import type { ResultPatch, StoredResult } from './resultColumns.ts';
import { hasResultAt, isPathTaken, ownPath } from './resultPaths.ts';
import { matchResults, MAX_RESULTS } from './matchResults.ts';
import { storedResultFromRow } from './rows.ts';
import { NEXT_REVISION } from './database/sql.ts';
import type { TaskPatch } from './taskColumns.ts';
import type { TaskStore } from './taskStore.ts';

/** How to save results again. */
export interface CollectPatch {
  readonly saveTo?: SaveTarget;
  /** Saves kept content as it is. */
  readonly accepted?: boolean;
}

/** Note of a task whose response has more results than are saved. */
const tooManyNote = (count: number): string | null =>
  count > MAX_RESULTS
    ? l10n.t(
        'KIE returned {0} results. Only the first {1} are saved; kie.ai/logs shows the others.',
        count,
        MAX_RESULTS
      )
    : null;

/** Results of tasks. Methods that change a row return false when the task is not in an expected state. */
export class ResultStore {
  readonly #db: Database;
  readonly #tasks: TaskStore;

  constructor(db: Database, tasks: TaskStore) {
    this.#db = db;
    this.#tasks = tasks;
  }

  /** Returns the results of a task in order. */
  of(localId: string): StoredResult[] {
    return this.#db.all('SELECT * FROM results WHERE local_id = ? ORDER BY idx', localId).map(storedResultFromRow);
  }

  get(localId: string, index: number): StoredResult | undefined {
    const row = this.#db.get('SELECT * FROM results WHERE local_id = ? AND idx = ?', localId, index);
    return row === undefined ? undefined : storedResultFromRow(row);
  }

  /** Returns the paths of kept content and of part files that results still need. */
  keptFiles(): ReadonlySet<string> {
    const rows = this.#db.all(
      `SELECT held AS file FROM results WHERE held IS NOT NULL AND state <> 'saved'
       UNION SELECT part FROM results WHERE part IS NOT NULL`
    );
    return new Set(rows.map(row => String(row['file'])));
  }

  /** Adds the results of a task that KIE has finished, and sets its state to `collecting`. Known results remain. */
  beginCollecting(localId: string, items: readonly ResultItem[], patch: TaskPatch): boolean {
    return this.#db.transaction(() => {
      const begun = { note: tooManyNote(items.length), ...patch, state: 'collecting' } as const;
      if (!this.#tasks.update(localId, ['queued', 'running', 'collecting'], begun)) return false;
      // The results that were missing in an earlier response are available now.
      const answers = "DELETE FROM results WHERE local_id = ? AND role = ? AND url IS NULL AND state <> 'saved'";
      this.#db.run(answers, localId, ANSWER);
      this.#add(localId, items);
      return true;
    });
  }

  /** Adds the results of the response to a submission, regardless of the state that other windows assumed. */
  accept(localId: string, items: readonly ResultItem[], patch: TaskPatch): boolean {
    return this.#db.transaction(() => {
      const begun = { note: tooManyNote(items.length), ...patch, state: 'collecting' } as const;
      if (!this.#tasks.update(localId, ['submitting', 'unknown'], begun, true)) return false;
      this.#add(localId, items);
      return true;
    });
  }

  /** Adds results that are available before the end. Returns false also when another window runs the task. */
  addEarly(localId: string, items: readonly ResultItem[]): boolean {
    return this.#db.transaction(() => {
      if (!this.#tasks.update(localId, ['queued', 'running'], {})) return false;
      this.#add(localId, items);
      return true;
    });
  }

  #add(localId: string, items: readonly ResultItem[]): void {
    const known = this.#db
      .all('SELECT item_key, url FROM results WHERE local_id = ? ORDER BY idx', localId)
      .map(row => ({ itemKey: String(row['item_key']), url: row['url'] }));
    for (const { itemKey, item } of matchResults(known, items)) {
      const { names, values } = writeFields(ALL_RESULT_COLUMNS, { ...item, localId, itemKey, state: 'pending' });
      this.#db.run(
        `INSERT INTO results (${names.join(', ')}, idx)
         VALUES (${names.map(() => '?').join(', ')}, (SELECT COALESCE(MAX(idx) + 1, 0) FROM results WHERE local_id = ?))
         ON CONFLICT (local_id, item_key) DO UPDATE SET url = excluded.url, text = excluded.text WHERE state <> 'saved'`,
        ...values,
        localId
      );
      if (item.url === undefined) continue;
      const sql = 'INSERT OR IGNORE INTO issued (url, local_id, seen_at) VALUES (?, ?, ?)';
      this.#db.run(sql, item.url, localId, this.#db.now());
    }
  }

  /** Starts saving results of an ended task again, under any lease. `from` lists the expected states of the task. */
  collectAgain(localId: string, from: readonly TaskState[], indexes: readonly number[], patch: CollectPatch): boolean {
    const target = patch.saveTo === undefined ? {} : { saveTo: patch.saveTo };
    const state = { state: 'collecting', error: null, stopAsked: false, ...target } as const;
    return this.#db.transaction(() => {
      if (!this.#tasks.update(localId, from, state, true)) return false;
      for (const index of indexes) {
        this.#db.run(
          `UPDATE results SET replaces = CASE WHEN state = 'saved' THEN path ELSE replaces END, state = 'pending',
             path = NULL, error = NULL, accepted = ? WHERE local_id = ? AND idx = ?`,
          Number(patch.accepted === true),
          localId,
          index
        );
      }
      return true;
    });
  }

  /**
   * Records the path at which a result is about to be published. Never one that another result needs, even before it is
   * published: after a crash, the file of one could pass for the file of the other.
   * @param file - an absolute path at which there is no file, and the size of the content in bytes
   * @returns `lost`, without any change, when another window runs the task
   */
  reserve(localId: string, index: number, file: { path: string; bytes: number }): 'reserved' | 'taken' | 'lost' {
    return this.#db.transaction(() => {
      if (!this.update(localId, index, file)) return 'lost';
      if (!isPathTaken(this.#db, file.path, { localId, index })) return 'reserved';
      this.update(localId, index, { path: null });
      return 'taken';
    });
  }

  /**
   * Records that a result was saved.
   * @param file - its absolute path, and the size of the content in bytes
   * @returns false, without any change, when another window runs the task
   */
  saved(localId: string, index: number, file: { path: string; bytes: number }): boolean {
    return this.#db.transaction(() => {
      const isRecorded = this.update(localId, index, { ...file, state: 'saved', error: null, replaces: null });
      if (isRecorded) ownPath(this.#db, file.path, { localId, index });
      return isRecorded;
    });
  }

  /** Whether a result of any task is, or will be, at a path. */
  hasAt(path: string): boolean {
    return hasResultAt(this.#db, path);
  }

  /** Changes a result. Returns false, without any change, when another window runs the task. */
  update(localId: string, index: number, patch: ResultPatch): boolean {
    const { names, values } = writeFields(RESULT_COLUMNS, patch);
    return this.#db.transaction(() => {
      const leased = this.#db.run(
        `UPDATE tasks SET updated_at = ?, revision = ${NEXT_REVISION} WHERE local_id = ? AND lease_owner = ?`,
        this.#db.now(),
        localId,
        this.#db.owner
      );
      if (leased === 0) return false;
      const sets = names.map(name => `${name} = ?`).join(', ');
      this.#db.run(`UPDATE results SET ${sets} WHERE local_id = ? AND idx = ?`, ...values, localId, index);
      return true;
    });
  }
}
