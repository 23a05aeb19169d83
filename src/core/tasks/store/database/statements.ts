import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The prepared statements of a database, by their text. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  /** @throws {Error} for a statement that writes, which would not be reported. */
  query(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    if (!/^\s*(?:SELECT|PRAGMA)\b/.test(sql)) throw new Error(`This statement writes: ${sql}`);
    return this.prepare(sql);
  }
}
