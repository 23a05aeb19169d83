import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Logger } from '../../base/ports.ts';
import { storageError } from './storageError.ts';
import type { TaskState } from '../../../shared/task.ts';

export const list = (states: readonly TaskState[]): string => states.map(state => `'${state}'`).join(', ');

/** Grows with every change, removals too, so that no window can miss one. */
export const NEXT_REVISION =
  '(SELECT COALESCE(MAX(revision), 0) + 1 FROM (SELECT MAX(revision) AS revision FROM tasks UNION ALL SELECT MAX(revision) FROM removed))';

const SILENT = { error: () => undefined };

/** Undoes a transaction, unless SQLite has done so itself, which would hide why (sqlite.org/lang_transaction.html). */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch (error) {
    if (!String(error).includes('no transaction is active')) throw error;
  }
}

/** The database of the ledger as one window uses it: `owner` names the window in leases. */
export class LedgerFile {
  protected db: DatabaseSync;
  protected readonly owner: string;
  /** Milliseconds since 1970. */
  protected readonly now: () => number;
  protected readonly log: Pick<Logger, 'error'>;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync, owner: string, now: () => number, log: Pick<Logger, 'error'> = SILENT) {
    this.db = db;
    this.owner = owner;
    this.now = now;
    this.log = log;
  }

  close(): void {
    this.db.close();
  }

  /** Works with another database from now on, as after the file was deleted. The caller closes the former one. */
  replace(db: DatabaseSync): DatabaseSync {
    const former = this.db;
    this.db = db;
    this.#statements.clear();
    return former;
  }

  /** Brings the write-ahead log into the file. */
  checkpoint(): void {
    this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  transaction<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.db.exec('COMMIT');
      return value;
    } catch (error) {
      rollBack(this.db);
      throw this.#explained(error);
    }
  }

  protected statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  /** How many rows changed. */
  protected run(sql: string, ...values: SQLInputValue[]): number {
    try {
      return Number(this.statement(sql).run(...values).changes);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** The sentence for a folder that became read-only or a disk that is full, instead of SQLite's own. */
  #explained(error: unknown): unknown {
    if (!this.db.isOpen) return error;
    return storageError(error, this.db.location() ?? '') ?? error;
  }
}
