import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { messageOf } from '../../../../shared/messageOf.ts';
import type { Logger } from '../../../base/ports.ts';
import { NEXT_REVISION } from './sql.ts';

/** Parents before children. */
const TABLES = ['batches', 'tasks', 'states', 'results', 'removed', 'uploads', 'uploaded', 'issued', 'files', 'spent'];

/** Determines which row is kept when both files have it. In other tables, the row of the target is kept. */
const CONFLICTS: Readonly<Record<string, { readonly key: string; readonly wins: string }>> = {
  tasks: { key: 'local_id', wins: 'excluded.updated_at > tasks.updated_at' },
  results: { key: 'local_id, idx', wins: "excluded.state = 'saved'" }
};

/**
 * Copies every readable row of a ledger to another one, and logs the others. The source may be damaged: its rows are
 * found through the table and each of its indexes, from both ends, and read one by one. The target has the newest
 * version, the source any version.
 *
 * @returns the number of copied tasks.
 * @throws the error of SQLite when the target cannot be written
 */
export function copyRows(from: DatabaseSync, to: DatabaseSync, log: Logger): number {
  to.exec('PRAGMA foreign_keys = OFF');
  to.exec('BEGIN IMMEDIATE');
  try {
    const counts = new Map(TABLES.map(table => [table, copyTable(from, to, table, log)]));
    to.exec('DELETE FROM results WHERE local_id NOT IN (SELECT local_id FROM tasks)');
    to.exec('DELETE FROM states WHERE local_id NOT IN (SELECT local_id FROM tasks)');
    to.exec("UPDATE results SET item_key = '#' || idx WHERE item_key IS NULL");
    to.exec('COMMIT');
    return counts.get('tasks') ?? 0;
  } catch (error) {
    if (to.isTransaction) to.exec('ROLLBACK');
    throw error;
  } finally {
    to.exec('PRAGMA foreign_keys = ON');
  }
}

function copyTable(from: DatabaseSync, to: DatabaseSync, table: string, log: Logger): number {
  const targets = new Set(columnsOf(to, table));
  const columns = columnsOf(from, table).filter(column => targets.has(column));
  if (columns.length === 0) return 0;
  // Inserting a task adds its state to its history, which the source already contains.
  if (table === 'states') to.exec('DELETE FROM states');
  const read = from.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE rowid = ?`);
  read.setReadBigInts(true); // a damaged integer may be too large for a number
  const write = to.prepare(insertion(table, columns));
  let count = 0;
  for (const rowid of rowidsOf(from, table)) {
    try {
      const row = read.get(rowid);
      if (row !== undefined) count += Number(write.run(...columns.map(column => row[column] as SQLInputValue)).changes);
    } catch (error) {
      log.error(`Row ${rowid} of ${table} could not be saved from the damaged ledger: ${messageOf(error)}`);
    }
  }
  return count;
}

function insertion(table: string, columns: readonly string[]): string {
  const values = columns.map(column => (column === 'revision' ? `MAX(?, ${NEXT_REVISION})` : '?')).join(', ');
  const conflict = CONFLICTS[table];
  const rest =
    conflict === undefined
      ? 'ON CONFLICT DO NOTHING'
      : `ON CONFLICT (${conflict.key}) DO UPDATE SET ${columns.map(name => `${name} = excluded.${name}`).join(', ')}
         WHERE ${conflict.wins}`;
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values}) ${rest}`;
}

function columnsOf(db: DatabaseSync, table: string): readonly string[] {
  try {
    return db
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map(row => String(row['name']));
  } catch {
    return []; // The schema itself is damaged.
  }
}

/** Returns every row ID that is readable through the table or an index, in order. */
function rowidsOf(db: DatabaseSync, table: string): readonly number[] {
  const found = new Set<number>();
  const orders = ['ORDER BY rowid', 'ORDER BY rowid DESC', ...indexOrders(db, table)];
  for (const order of orders) {
    try {
      for (const row of db.prepare(`SELECT rowid AS id FROM ${table} ${order}`).iterate()) found.add(Number(row['id']));
      break;
    } catch {
      // Damaged from here on; the next index may contain the remaining rows.
    }
  }
  return [...found].sort((a, b) => a - b);
}

function indexOrders(db: DatabaseSync, table: string): readonly string[] {
  try {
    const sql = `SELECT list.name AS name, info.name AS first FROM pragma_index_list(?) list, pragma_index_info(list.name) info
      WHERE info.seqno = 0 AND list.partial = 0`;
    return db
      .prepare(sql)
      .all(table)
      .flatMap(({ name, first }) =>
        ['', ' DESC'].map(order => `INDEXED BY "${String(name)}" ORDER BY ${String(first)}${order}`)
      );
  } catch {
    return [];
  }
}
