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
 * Makes sure that no other result refers to a path at which there is no file. A saved result whose file is gone loses
 * the path: the next file there belongs to another result.
 * @returns whether no other result needs the path
 */
export function freePath(db: Database, path: string, { localId, index }: ResultKey): boolean {
  const columns = "local_id, idx, state = 'saved' AND path = ?1 AND replaces IS NULL AS is_gone";
  const others = db.all(atPath(columns, 'NOT (local_id = ?2 AND idx = ?3)'), path, localId, index);
  if (others.some(row => row['is_gone'] !== 1)) return false;
  for (const { local_id: id, idx } of others) {
    db.run('UPDATE results SET path = NULL WHERE local_id = ? AND idx = ?', String(id), Number(idx));
    db.run(`UPDATE tasks SET revision = ${NEXT_REVISION} WHERE local_id = ?`, String(id));
  }
  return true;
}

/** Whether a result is, or will be, at a path. */
export const hasResultAt = (db: Database, path: string): boolean => db.get(atPath('1'), path) !== undefined;

/** Takes those paths from the results of a restored task at which files of other tasks have been saved since. */
export function dropForeignPaths(db: Database, localId: string): void {
  for (const column of ['path', 'replaces']) {
    db.run(
      `UPDATE results SET ${column} = NULL WHERE local_id = ?1 AND (
         EXISTS (SELECT 1 FROM files WHERE files.path = results.${column} AND files.local_id <> ?1)
         OR EXISTS (SELECT 1 FROM results AS other
                    WHERE other.path = results.${column} COLLATE NOCASE AND other.local_id <> ?1))`,
      localId
    );
  }
}
