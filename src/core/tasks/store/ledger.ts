import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from '../../base/ports.ts';
import { BatchStore } from './batchStore.ts';
import { Database } from './database/database.ts';
import { FileStore } from './fileStore.ts';
import { IdentityStore } from './identityStore.ts';
import { LeaseStore } from './leaseStore.ts';
import { RecoveryStore } from './recoveryStore.ts';
import { ResultStore } from './resultStore.ts';
import { SpendingStore } from './spendingStore.ts';
import { TaskStore } from './taskStore.ts';
import { UnattendedTasks } from './unattendedTasks.ts';
import { UploadStore } from './uploadStore.ts';

/** All tasks and related data, in one SQLite file shared by several windows. Each window has its own ledger object. */
export interface Ledger {
  readonly database: Database;
  readonly tasks: TaskStore;
  readonly results: ResultStore;
  readonly leases: LeaseStore;
  readonly uploads: UploadStore;
  readonly files: FileStore;
  readonly batches: BatchStore;
  readonly spending: SpendingStore;
  readonly identity: IdentityStore;
  /** Restores rows from the journal of submissions. */
  readonly recovery: RecoveryStore;
  /** Tasks that were not sent while no window was open. */
  readonly unattended: UnattendedTasks;
}

/**
 * Combines the stores over one open database.
 *
 * @param db - a database of the newest version, from `openDatabase`
 * @param owner - identifies this window in leases
 * @param now - returns milliseconds since 1970
 */
export function createLedger(db: DatabaseSync, owner: string, now: () => number, log?: Pick<Logger, 'error'>): Ledger {
  const database = new Database(db, owner, now, log);
  const spending = new SpendingStore(database);
  const tasks = new TaskStore(database, spending);
  const batches = new BatchStore(database, tasks);
  return {
    database,
    tasks,
    batches,
    spending,
    results: new ResultStore(database, tasks),
    leases: new LeaseStore(database),
    uploads: new UploadStore(database),
    files: new FileStore(database),
    identity: new IdentityStore(database),
    recovery: new RecoveryStore(database, tasks),
    unattended: new UnattendedTasks(database, batches)
  };
}
