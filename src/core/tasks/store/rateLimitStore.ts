import { rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { RateLimit, RateLimitWindow } from '../../http/rateLimit/rateLimit.ts';
import type { Logger } from '../../base/ports.ts';
import { withFileLock } from './database/fileLock.ts';
import { FileRateLimitWindow } from './fileRateLimitWindow.ts';
import { isDamage, loadSqlite, useWal } from './database/openDatabase.ts';

/** Rate limits shared by all VS Code windows, in a small file next to the ledger. */
export class RateLimitStore {
  readonly #db: DatabaseSync;

  private constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /**
   * Opens the file. Replaces a damaged one with an empty one, since it only holds the calls of a few seconds.
   * @throws the error of SQLite, except for a damaged file
   */
  static open(file: string, log: Logger): RateLimitStore {
    try {
      return new RateLimitStore(openFile(file));
    } catch (error) {
      if (!isDamage(error)) throw error;
      log.warn(`The shared rate limits were not readable (${String(error)}) and are reset.`);
      return withFileLock(`${file}.repair`, () => new RateLimitStore(openOrReplace(file)));
    }
  }

  /** Returns the limit that all windows share under this name. */
  window(name: string, places: RateLimit): RateLimitWindow {
    return new FileRateLimitWindow(this.#db, name, places);
  }

  close(): void {
    this.#db.close();
  }
}

/** Another window may have replaced the damaged file already. */
function openOrReplace(file: string): DatabaseSync {
  try {
    return openFile(file);
  } catch (error) {
    if (!isDamage(error)) throw error;
    for (const suffix of ['-wal', '-shm', '']) rmSync(file + suffix, { force: true });
    return openFile(file);
  }
}

/**
 * A separate file, so that a call needs no sync to the disk and does not make other windows read the ledger. A power
 * failure loses the calls of a few seconds. The write-ahead log is kept short.
 */
function openFile(file: string): DatabaseSync {
  const { DatabaseSync: Database } = loadSqlite();
  const db = new Database(file);
  try {
    db.exec('PRAGMA busy_timeout = 3000');
    useWal(db);
    db.exec(`PRAGMA synchronous = OFF;
      PRAGMA wal_autocheckpoint = 16; PRAGMA journal_size_limit = 65536;
      CREATE TABLE IF NOT EXISTS windows (name TEXT PRIMARY KEY, starts TEXT NOT NULL, paused_until INTEGER NOT NULL)
        STRICT`);
    db.exec('PRAGMA busy_timeout = 200');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
