import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Clock, Logger } from '../base/ports.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { messageOf } from '../../shared/messageOf.ts';
import { holdUnsentTasks, holdCopiedTasks, isCopied, recordIdentity } from '../tasks/holdCopiedTasks.ts';
import { holdOldTasks } from '../tasks/holdOldTasks.ts';
import { keptEntries, reconcile } from '../tasks/reconcile.ts';
import { copyRows } from '../tasks/store/database/copyRows.ts';
import type { FileIdentity } from '../tasks/store/database/fileIdentity.ts';
import { changeOf, identityOf } from '../tasks/store/database/fileIdentity.ts';
import { withFileLock } from '../tasks/store/database/fileLock.ts';
import { SubmissionJournal } from '../tasks/store/journal/journal.ts';
import type { OpenedDatabase } from '../tasks/store/database/openDatabase.ts';
import { openDatabase } from '../tasks/store/database/openDatabase.ts';
import { createLedger } from '../tasks/store/ledger.ts';
import type { Ledger } from '../tasks/store/ledger.ts';
import { storageError } from '../tasks/store/database/storageError.ts';

export interface LedgerPorts {
  readonly storageDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  entry(model: string): ModelEntry | undefined;
}

/** The ledger and the journal after reconciliation. */
export interface OpenedLedger {
  readonly ledger: Ledger;
  readonly journal: SubmissionJournal;
  readonly opened: OpenedDatabase;
  /** Batches that were paused because no window was open for long. */
  readonly paused: readonly string[];
  /** IDs of submitted tasks about which everything else is lost. */
  readonly lostIds: readonly string[];
  /** Checks the files; call it regularly. Returns whether the ledger was replaced. */
  check(): boolean;
}

/**
 * Creates the folder if it is missing.
 *
 * @throws {StorageError} when it cannot be used.
 */
export async function makeStorage(storageDir: string): Promise<void> {
  try {
    await fs.mkdir(storageDir, { recursive: true });
  } catch (error) {
    throw storageError(error, path.join(storageDir, NAME)) ?? error;
  }
}

/** @throws {StorageError} when the folder cannot be used. */
export function openLedger(ports: LedgerPorts): OpenedLedger {
  const { storageDir, clock, log } = ports;
  const file = path.join(storageDir, NAME);
  const opened = openDatabase(file, log, clock.now());
  const ledger = createLedger(opened.db, randomUUID(), () => clock.now(), log);
  try {
    const journal = new SubmissionJournal(storageDir, log);
    const context = { ...ports, ledger, journal, file };
    const lostIds = reconcile(context);
    const copied = holdCopiedTasks(context, opened.setAside !== undefined);
    const paused = [...copied, ...holdOldTasks(ledger, clock.now())];
    let identity = identityOf(file);
    const compact = (): void => {
      if (journal.isLarge) journal.compact(known => keptEntries(known, ledger.recovery, clock.now()));
    };
    compact();
    const check = (): boolean => {
      compact();
      const now = identityOf(file);
      if (changeOf(identity, now) === 'none') return false;
      log.error(`The task ledger ${file} was deleted or replaced while KIE Studio was running. It is restored.`);
      mkdirSync(storageDir, { recursive: true });
      withFileLock(`${file}.moved`, () => {
        const isCopy = reopen(ledger, file, { before: identity, now, log, at: clock.now() });
        reconcile(context);
        if (isCopy) holdUnsentTasks(context, 'unattended');
        recordIdentity(context);
      });
      identity = identityOf(file);
      return true;
    };
    return { ledger, journal, opened, paused, lostIds, check };
  } catch (error) {
    ledger.database.close();
    throw storageError(error, file) ?? error;
  }
}

interface Reopening {
  readonly before: FileIdentity;
  readonly now: FileIdentity;
  readonly at: number;
  readonly log: Logger;
}

/**
 * Moves the content of the open file to the one that other windows will open, and keeps the content that is there.
 * @returns whether the other file is a copy of another ledger
 */
function reopen(ledger: Ledger, file: string, { before, now, at, log }: Reopening): boolean {
  if (changeOf(before, now) === 'log') {
    // Only the log is missing: write its content to the database before another window opens it.
    ledger.database.checkpoint();
    ledger.database.close();
    ledger.database.replace(openDatabase(file, log, at).db);
    return false;
  }
  const { db } = openDatabase(file, log, at);
  const previous = ledger.database.replace(db);
  try {
    const isCopy = isCopied(ledger, file);
    copyRows(previous, db, log);
    return isCopy;
  } finally {
    closeQuietly(previous, log);
  }
}

function closeQuietly(db: OpenedDatabase['db'], log: Logger): void {
  try {
    db.close();
  } catch (error) {
    log.warn(`The previous ledger could not be closed: ${messageOf(error)}`);
  }
}

const NAME = 'ledger.db';
