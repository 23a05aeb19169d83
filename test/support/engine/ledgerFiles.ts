import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EngineFixture } from './engineFixture.ts';

const ledgerOf = (fixture: EngineFixture): string => path.join(fixture.dir, 'ledger.db');

/** Deletes the ledger like a disk cleaner. */
export function deleteLedger(fixture: EngineFixture): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(ledgerOf(fixture) + suffix, { force: true });
}

/** Copies the current ledger like a backup; the returned function restores it. */
export function backUpLedger(fixture: EngineFixture, name = 'backup'): () => void {
  const copy = path.join(fixture.dir, `${name}.db`);
  rmSync(copy, { force: true });
  copyTo(ledgerOf(fixture), copy);
  return () => {
    deleteLedger(fixture);
    copyTo(copy, ledgerOf(fixture));
  };
}

function copyTo(from: string, to: string): void {
  const db = new DatabaseSync(from);
  db.exec(`VACUUM INTO '${to}'`);
  db.close();
}

/** Runs a statement on the ledger outside of all windows. */
export function changeLedger(fixture: EngineFixture, sql: string): void {
  const db = new DatabaseSync(ledgerOf(fixture));
  db.exec('PRAGMA busy_timeout = 3000');
  db.exec(sql);
  db.close();
}
