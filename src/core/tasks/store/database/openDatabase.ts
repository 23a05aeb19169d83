import { existsSync, renameSync } from 'node:fs';
import type * as sqlite from 'node:sqlite';
import type { Logger } from '../../../base/ports.ts';
import { copyRows } from './copyRows.ts';
import { withFileLock, pause } from './fileLock.ts';
import { migrate } from './migrate.ts';
import { storageError } from './storageError.ts';

export interface OpenedDatabase {
  readonly db: sqlite.DatabaseSync;
  /** Path to which a damaged ledger was renamed. */
  readonly setAside?: string;
  /** Number of its tasks that were copied to the new ledger. */
  readonly salvaged?: number;
}

/**
 * Opens the ledger file in WAL mode. Renames a damaged file by date and copies its readable content to a new one.
 *
 * @throws {StorageError} when the folder is not writable or the disk is full.
 */
export function openDatabase(file: string, log: Logger, now: number): OpenedDatabase {
  try {
    return { db: openChecked(file) };
  } catch (error) {
    if (!isDamage(error)) throw storageError(error, file) ?? error;
    // Windows that open at the same time all detect the damage: the second must not rename the first one's new file.
    return withFileLock(`${file}.repair`, () => openAgain(file, log, now));
  }
}

function openAgain(file: string, log: Logger, now: number): OpenedDatabase {
  try {
    return { db: openChecked(file) };
  } catch (error) {
    if (!isDamage(error)) throw storageError(error, file) ?? error;
    const setAside = `${file}.damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
    // The database is renamed last: no window may create a new one next to an old write-ahead log.
    for (const suffix of ['-wal', '-shm', '']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, setAside + suffix);
    }
    const db = openChecked(file);
    const salvaged = salvage(setAside, db, log);
    log.error(
      `The task ledger was damaged (${String(error)}). It was kept as ${setAside}; ${salvaged} tasks of it are in a new one.`
    );
    return { db, setAside, salvaged };
  }
}

/** Returns the number of tasks of a damaged file that were copied to the new one. */
function salvage(damaged: string, db: sqlite.DatabaseSync, log: Logger): number {
  const { DatabaseSync: Database } = loadSqlite();
  let from: sqlite.DatabaseSync | undefined;
  try {
    // Read-only, so that the file remains unchanged.
    from = new Database(damaged, { readOnly: true });
    return copyRows(from, db, log);
  } catch (error) {
    log.error(`Nothing can be read from ${damaged}: ${String(error)}`);
    return 0;
  } finally {
    from?.close();
  }
}

function openChecked(file: string): sqlite.DatabaseSync {
  const { DatabaseSync: Database } = loadSqlite();
  const db = new Database(file);
  try {
    db.exec('PRAGMA busy_timeout = 3000');
    useWal(db);
    // A lost row may be a lost purchase, so each commit is synced to the disk.
    db.exec('PRAGMA synchronous = FULL');
    db.exec('PRAGMA foreign_keys = ON');
    const verdict = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { errcode: CORRUPT });
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Sets the file to WAL mode. When two windows do so for a new file at the same time, SQLite returns "locked" at once,
 * regardless of the busy timeout (sqlite.org/wal.html, "Sometimes Queries Return SQLITE_BUSY In WAL Mode"). Retries
 * after short pauses.
 * @throws the error of SQLite when the file stays locked
 */
export function useWal(db: sqlite.DatabaseSync): void {
  for (let attempt = 1; ; attempt++) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (codeOf(error) !== BUSY || attempt === WAL_ATTEMPTS) throw error;
      pause(WAL_WAIT_MS);
    }
  }
}

const WAL_ATTEMPTS = 100;
const WAL_WAIT_MS = 20;

/** SQLITE_BUSY, sqlite.org/rescode.html */
const BUSY = 5;

/** SQLITE_CORRUPT and SQLITE_NOTADB, sqlite.org/rescode.html */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;

/** Whether an error shows that the file is not a database, or a damaged one. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code === CORRUPT || code === NOT_A_DATABASE;
}

/** Loads node:sqlite on first use. Suppresses its experimental warning, because users cannot act on it. */
export function loadSqlite(): typeof sqlite {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below, called with `process`
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('SQLite')) Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
