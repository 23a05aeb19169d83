import type { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';
import { NEW_LEDGER } from './schema.ts';
import { rollBack } from './sql.ts';

/**
 * Upgrades the database to the newest version, one transaction per step. An empty database becomes a new ledger in one
 * step.
 *
 * @param steps - all steps by default; others for tests
 * @throws {Error} when a newer KIE Studio wrote the database
 */
export function migrate(db: DatabaseSync, steps: readonly string[] = MIGRATIONS): void {
  // Two windows may start at the same time, so each step reads the version again under the write lock.
  while (!isCurrent(db, steps));
}

/** Runs the next step. Returns whether there was none. */
function isCurrent(db: DatabaseSync, steps: readonly string[]): boolean {
  db.exec('BEGIN IMMEDIATE');
  try {
    const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (version > steps.length) {
      throw new Error(`The task ledger has version ${version}, this KIE Studio knows ${steps.length}: update it.`);
    }
    const isNew = version === 0 && steps === MIGRATIONS;
    const step = isNew ? NEW_LEDGER : steps[version];
    const next = isNew ? steps.length : version + 1;
    if (step !== undefined) db.exec(`${step};\nPRAGMA user_version = ${next}`);
    db.exec('COMMIT');
    return step === undefined;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}
