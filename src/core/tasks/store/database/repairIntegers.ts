import type { DatabaseSync } from 'node:sqlite';

/** SQL condition: node:sqlite throws when it reads an integer beyond the safe ones of JavaScript. */
const isTooLarge = (column: string): string =>
  `(${column} > ${Number.MAX_SAFE_INTEGER} OR ${column} < ${Number.MIN_SAFE_INTEGER})`;

/** Whether an error of node:sqlite means that a value is too large for a number. */
export const isOutOfRange = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';

/**
 * Replaces integers that are too large, which only damage can cause, by NULL or 0. Outside the table of tasks, deletes
 * a row whose key would then be a duplicate.
 *
 * @returns the number of changed rows
 */
export function repairIntegers(db: DatabaseSync): number {
  const columns = db
    .prepare(
      `SELECT tables.name AS tableName, info.name AS name, info."notnull" OR info.pk AS required
       FROM sqlite_schema tables, pragma_table_info(tables.name) info
       WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' AND info.type = 'INTEGER'`
    )
    .all();
  let changes = 0;
  const run = (sql: string): void => void (changes += Number(db.prepare(sql).run().changes));
  for (const { tableName, name, required } of columns) {
    const table = String(tableName);
    const column = String(name);
    run(`UPDATE OR IGNORE ${table} SET ${column} = ${required === 1 ? 0 : 'NULL'} WHERE ${isTooLarge(column)}`);
    if (required === 1 && table !== 'tasks') run(`DELETE FROM ${table} WHERE ${isTooLarge(column)}`);
  }
  return changes;
}
