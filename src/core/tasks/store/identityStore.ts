import type { Database } from './database/database.ts';

/** The file of a ledger and its journal of submissions. */
interface StoreIdentity {
  /** Key of the file, from `fileKey`. */
  readonly file: string;
  /** ID of the journal. */
  readonly journal: string;
}

/** Records to which file and journal a ledger belongs. A copy of the file has the identity of the original. */
export class IdentityStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Undefined for a ledger that is new, or that an earlier version wrote. */
  read(): StoreIdentity | undefined {
    const row = this.#db.get('SELECT file, journal FROM identity');
    return row === undefined ? undefined : { file: String(row['file']), journal: String(row['journal']) };
  }

  write({ file, journal }: StoreIdentity): void {
    this.#db.run('INSERT OR REPLACE INTO identity (id, file, journal) VALUES (1, ?, ?)', file, journal);
  }
}
