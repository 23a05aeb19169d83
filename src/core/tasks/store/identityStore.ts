import type { Database } from './database/database.ts';

/** The file of a ledger and its journal of submissions. */
interface StoreIdentity {
  /** Key of the file, from `fileKey`. */
  readonly file: string;
  /** ID of the journal. */
  readonly journal: string;
}

/** The file and journal that a ledger belongs to. A copy of the file still contains those of the original. */
export class IdentityStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Returns undefined for a new ledger and for one of an earlier version. */
  read(): StoreIdentity | undefined {
    const row = this.#db.get('SELECT file, journal FROM identity');
    return row === undefined ? undefined : { file: String(row['file']), journal: String(row['journal']) };
  }

  write({ file, journal }: StoreIdentity): void {
    this.#db.run('INSERT OR REPLACE INTO identity (id, file, journal) VALUES (1, ?, ?)', file, journal);
  }
}
