import type { Database } from './database/database.ts';
import { NEXT_REVISION } from './database/sql.ts';

/** A result of a task. */
interface ResultKey {
  readonly localId: string;
  readonly index: number;
}

/** SQL that selects the results that are, or will be, at the path `?1`, which may be written in another case. */
export const atPath = (columns: string, condition = '1'): string =>
  `SELECT ${columns} FROM results WHERE path = ?1 COLLATE NOCASE AND ${condition}
   UNION ALL SELECT ${columns} FROM results WHERE replaces = ?1 COLLATE NOCASE AND ${condition}`;

/**
 * Whether another result needs a path. A saved result whose file is gone does not: it loses the path when another one is
 * saved there; see {@link ownPath}.
 */
export function isPathTaken(db: Database, path: string, { localId, index }: ResultKey): boolean {
  const condition = "NOT (local_id = ?2 AND idx = ?3) AND NOT (state = 'saved' AND path = ?1 AND replaces IS NULL)";
  return db.get(atPath('1', condition), path, localId, index) !== undefined;
}

/** Takes a path from all other results after a result was saved there, which proves that their file was gone. */
export function ownPath(db: Database, path: string, { localId, index }: ResultKey): void {
  const condition = '(path = ?1 OR replaces = ?1) AND NOT (local_id = ?2 AND idx = ?3)';
  for (const { local_id: id, idx } of db.all(atPath('local_id, idx', condition), path, localId, index)) {
    for (const column of ['path', 'replaces']) {
      const sql = `UPDATE results SET ${column} = NULL WHERE local_id = ? AND idx = ? AND ${column} = ?`;
      db.run(sql, String(id), Number(idx), path);
    }
    db.run(`UPDATE tasks SET revision = ${NEXT_REVISION} WHERE local_id = ?`, String(id));
  }
}

/** Whether a result is, or will be, at a path. */
export const hasResultAt = (db: Database, path: string): boolean => db.get(atPath('1'), path) !== undefined;

/** Takes those paths from the results of a restored task at which files of other tasks have been saved since. */
export function dropForeignPaths(db: Database, localId: string): void {
  // A saved file exists beside one whose name differs in case; an unsaved one could not tell them apart on some disks.
  const equal = (column: string): string =>
    `(other.path = results.${column}
      OR (results.state <> 'saved' AND other.path = results.${column} COLLATE NOCASE))`;
  for (const column of ['path', 'replaces']) {
    db.run(
      `UPDATE results SET ${column} = NULL WHERE local_id = ?1 AND (
         EXISTS (SELECT 1 FROM files WHERE files.path = results.${column} AND files.local_id <> ?1)
         OR EXISTS (SELECT 1 FROM results AS other WHERE other.local_id <> ?1 AND ${equal(column)}))`,
      localId
    );
  }
}
