import path from 'node:path';
import type { Database } from './database/database.ts';
import { NEXT_REVISION } from './database/sql.ts';

/** A file or folder that got another absolute path. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** SQL condition for the moved file, and for the files below a moved folder. `?1`: path, `?2`: path with a separator. */
const IS_MOVED = '(path = ?1 OR substr(path, 1, length(?2)) = ?2)';

/**
 * Changes the paths of saved results and of their origins after a move, in all tasks. A result whose file was replaced
 * by the move has no file any longer.
 *
 * @returns whether a result has another path now.
 */
export function moveFiles(db: Database, { from, to }: Move): boolean {
  if (from === to) return false;
  const below = from.endsWith(path.sep) ? from : `${from}${path.sep}`;
  return db.transaction(() => {
    const replaced = "state = 'saved' AND path = ?1";
    touch(db, replaced, to);
    db.run(`UPDATE results SET path = NULL WHERE ${replaced}`, to);
    db.run('DELETE FROM files WHERE path = ?', to);
    db.run(`UPDATE OR REPLACE files SET path = ?3 || substr(path, length(?1) + 1) WHERE ${IS_MOVED}`, from, below, to);
    const moved = `state = 'saved' AND ${IS_MOVED}`;
    const found = touch(db, moved, from, below);
    if (found) db.run(`UPDATE results SET path = ?3 || substr(path, length(?1) + 1) WHERE ${moved}`, from, below, to);
    return found;
  });
}

/** Marks the tasks of these results as changed, for all windows. */
function touch(db: Database, results: string, ...values: readonly string[]): boolean {
  const sql = `UPDATE tasks SET revision = ${NEXT_REVISION}
    WHERE local_id IN (SELECT local_id FROM results WHERE ${results})`;
  return db.run(sql, ...values) > 0;
}
