import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { World } from './world.ts';

const ledgerOf = (world: World): string => path.join(world.dir, 'ledger.db');

/** Deletes the ledger like a disk cleaner. */
export function deleteLedger(world: World): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(ledgerOf(world) + suffix, { force: true });
}

/** Copies the current ledger like a backup; the returned function restores it. */
export function backUp(world: World, name = 'backup'): () => void {
  const copy = path.join(world.dir, `${name}.db`);
  rmSync(copy, { force: true });
  copyTo(ledgerOf(world), copy);
  return () => {
    deleteLedger(world);
    copyTo(copy, ledgerOf(world));
  };
}

function copyTo(from: string, to: string): void {
  const db = new DatabaseSync(from);
  db.exec(`VACUUM INTO '${to}'`);
  db.close();
}

/** Runs a statement on the ledger outside of all windows. */
export function changeLedger(world: World, sql: string): void {
  const db = new DatabaseSync(ledgerOf(world));
  db.exec('PRAGMA busy_timeout = 3000');
  db.exec(sql);
  db.close();
}
