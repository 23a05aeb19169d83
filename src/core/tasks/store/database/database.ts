import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Disposable, Logger } from '../../../base/ports.ts';
import type { Row } from '../columns.ts';
import { isOutOfRange, repairIntegers } from './repairIntegers.ts';
import { rollBack } from './sql.ts';
import { Statements } from './statements.ts';
import { storageError } from './storageError.ts';

const SILENT = { error: () => undefined };

/**
 * The ledger file as used by one VS Code window. All statements of the stores run here, so that every committed change
 * is reported.
 */
export class Database {
  /** Identifies the window in leases. */
  readonly owner: string;
  readonly log: Pick<Logger, 'error'>;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #db: DatabaseSync;
  #statements: Statements;
  #generation = 0;
  #dataVersion = -1;
  #inTransaction = false;
  #hasChanged = false;

  constructor(db: DatabaseSync, owner: string, now: () => number, log: Pick<Logger, 'error'> = SILENT) {
    this.#db = db;
    this.#statements = new Statements(db);
    this.owner = owner;
    this.#now = now;
    this.log = log;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#now();
  }

  /** Incremented by {@link replace} and by a repair: earlier revisions are not comparable then. */
  get generation(): number {
    return this.#generation;
  }

  /** Calls the listener after every commit of this window that changed a row. The listener must not throw. */
  onChange(listener: () => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Whether another window has written since the last call. Cheap. */
  changedElsewhere(): boolean {
    const version = Number(this.get('PRAGMA data_version')?.['data_version']);
    const changed = version !== this.#dataVersion;
    this.#dataVersion = version;
    return changed;
  }

  /** Returns the first row of a query. */
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.repairing(() => this.#statements.query(sql).get(...values));
  }

  /** Returns all rows of a query. */
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.repairing(() => this.#statements.query(sql).all(...values));
  }

  /** Repairs integers that are too large to read and reads again: one damaged row must not hide the others. */
  repairing<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
      const rows = repairIntegers(this.#db);
      this.#generation++; // the repair may have changed revisions
      this.log.error(`${rows} rows of the task ledger had damaged numbers and are repaired.`);
      return read();
    }
  }

  /** Iterates the rows of a query, for long tables. Use it inside {@link repairing}. */
  iterate(sql: string, ...values: readonly SQLInputValue[]): Iterable<Row> {
    return this.#statements.query(sql).iterate(...values);
  }

  /**
   * Executes a statement that writes.
   *
   * @returns the number of changed rows.
   * @throws {StorageError} when the disk is full or the folder is read-only.
   */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    const changes = this.#write(() => Number(this.#statements.prepare(sql).run(...values).changes));
    if (changes > 0) this.#announce();
    return changes;
  }

  /**
   * Executes a statement that writes and ends with RETURNING.
   *
   * @throws {StorageError} like {@link run}.
   */
  returning(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    const rows = this.#write(() => this.#statements.prepare(sql).all(...values));
    if (rows.length > 0) this.#announce();
    return rows;
  }

  /**
   * Executes all writes of `work` or none. Nested transactions become part of the outer one.
   *
   * @throws {StorageError} like {@link run}, and the errors of `work`.
   */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work();
    this.#write(() => this.#db.exec('BEGIN IMMEDIATE'));
    this.#inTransaction = true;
    try {
      const value = work();
      this.#write(() => this.#db.exec('COMMIT'));
      return value;
    } catch (error) {
      this.#hasChanged = false;
      rollBack(this.#db);
      throw error;
    } finally {
      this.#inTransaction = false;
      if (this.#hasChanged) this.#announce();
    }
  }

  /** Runs several reads on the same snapshot of the file. */
  snapshot(read: () => void): void {
    if (this.#inTransaction) {
      read();
      return;
    }
    this.#db.exec('BEGIN');
    try {
      read();
    } finally {
      this.#db.exec('COMMIT');
    }
  }

  /** Moves the write-ahead log into the file. */
  checkpoint(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /**
   * Switches to another database, for example after the file was deleted. Returns the previous one for the caller to
   * close.
   */
  replace(db: DatabaseSync): DatabaseSync {
    const previous = this.#db;
    this.#db = db;
    this.#statements = new Statements(db);
    this.#generation++;
    this.#dataVersion = -1;
    this.#announce();
    return previous;
  }

  close(): void {
    this.#db.close();
  }

  #announce(): void {
    this.#hasChanged = this.#inTransaction;
    if (this.#inTransaction) return;
    for (const listener of this.#listeners) listener();
  }

  /** @throws {StorageError} instead of SQLite's own error for a read-only folder or a full disk. */
  #write<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw (this.#db.isOpen ? storageError(error, this.#db.location() ?? '') : undefined) ?? error;
    }
  }
}
