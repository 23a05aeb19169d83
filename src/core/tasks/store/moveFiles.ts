import path from 'node:path';
import type { Database } from './database/database.ts';
import { NEXT_REVISION } from './database/sql.ts';

/** A file or folder that got another absolute path. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

// ?1 and ?3: the paths before and after, ?2 and ?4: both with a separator at the end, ?5: whether `to` was replaced.
const isMoved = (column: string): string => `(${column} = ?1 OR substr(${column}, 1, length(?2)) = ?2)`;
const isReplaced = (column: string): string =>
  `(?5 AND (${column} = ?3 OR substr(${column}, 1, length(?4)) = ?4) AND NOT ${isMoved(column)})`;
const moved = (column: string): string => `?3 || substr(${column}, length(?1) + 1)`;

/**
 * Changes the paths of results and of their origins after a move, in all tasks. VS Code deletes the file or folder that
 * is replaced and never merges folders: a result that was there has no file any longer.
 *
 * @param platform - determines whether names that differ only in case are one file.
 * @returns whether a result has another path now, or none.
 */
export function moveFiles(db: Database, move: Move, platform = process.platform): boolean {
  const [from, to] = [path.resolve(move.from), path.resolve(move.to)];
  if (from === to) return false;
  const ignoresCase = platform === 'win32' || platform === 'darwin';
  const isReplacing = !ignoresCase || from.toLowerCase() !== to.toLowerCase();
  const paths = [from, withSeparator(from), to] as const;
  const values = [...paths, withSeparator(to), Number(isReplacing)];
  return db.transaction(() => {
    db.run(`DELETE FROM files WHERE ${isReplaced('path')}`, ...values);
    db.run(`UPDATE OR REPLACE files SET path = ${moved('path')} WHERE ${isMoved('path')}`, ...paths);
    // The path of an unsaved result is where it is being saved.
    const isChanged = changeResults(db, 'path', "state = 'saved' AND", values);
    return changeResults(db, 'replaces', '', values) || isChanged;
  });
}

const withSeparator = (folder: string): string => (folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);

/** Changes a column of the results concerned, and marks their tasks as changed, for all windows. */
function changeResults(db: Database, column: string, condition: string, values: readonly (string | number)[]): boolean {
  const where = `${condition} (${isMoved(column)} OR ${isReplaced(column)})`;
  const ids = `SELECT local_id FROM results WHERE ${where}`;
  const found = db.run(`UPDATE tasks SET revision = ${NEXT_REVISION} WHERE local_id IN (${ids})`, ...values) > 0;
  const value = `CASE WHEN ${isMoved(column)} THEN ${moved(column)} END`;
  if (found) db.run(`UPDATE results SET ${column} = ${value} WHERE ${where}`, ...values);
  return found;
}
