import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import type { Logger } from '../base/ports.ts';
import { fileKey, isSameFile } from './store/database/fileIdentity.ts';
import type { SubmissionJournal } from './store/journal/journal.ts';
import type { Ledger } from './store/ledger.ts';

interface Store {
  readonly ledger: Ledger;
  readonly journal: SubmissionJournal;
  /** Path of the ledger. */
  readonly file: string;
  readonly log: Logger;
}

/**
 * Holds all unsent tasks when the ledger is a copy of another file, or when its journal was lost or replaced: together
 * they no longer prove that a task was not sent. Call it after reading the journal.
 *
 * @param isSalvaged - the rows are from a damaged file
 * @returns the IDs of the paused batches
 */
export function holdCopiedTasks(store: Store, isSalvaged: boolean): readonly string[] {
  const { ledger, journal, file } = store;
  // One transaction, so that only one of several windows holds the tasks and gives the journal its ID.
  return ledger.database.transaction(() => {
    const known = ledger.identity.read();
    const isCopy = isCopied(ledger, file);
    if (known !== undefined && !isCopy && journal.ids.has(known.journal)) return [];
    journal.read();
    const isProven = known === undefined ? !isSalvaged : !isCopy && journal.ids.has(known.journal);
    const paused = isProven ? [] : holdUnsentTasks(store, 'all');
    recordIdentity(store);
    return paused;
  });
}

/** Whether the ledger was copied here from another file. */
export function isCopied({ identity }: Ledger, file: string): boolean {
  const known = identity.read();
  return known !== undefined && !isSameFile(known.file, fileKey(file));
}

/** Records to which file and journal the ledger belongs. Gives a journal without an ID a new one. */
export function recordIdentity({ ledger, journal, file }: Store): void {
  const known = ledger.identity.read()?.journal;
  const id = known !== undefined && journal.ids.has(known) ? known : ([...journal.ids].at(-1) ?? randomUUID());
  if (!journal.ids.has(id)) journal.addId(id);
  ledger.identity.write({ file: fileKey(file), journal: id });
}

/**
 * Holds all unsent tasks, or those that no window runs.
 * @returns the IDs of the paused batches
 */
export function holdUnsentTasks({ ledger, log }: Store, scope: 'all' | 'unattended'): readonly string[] {
  log.warn('The task ledger is a copy, or its journal of submissions was lost. Unsent tasks wait for approval.');
  const message = l10n.t(
    'Files of the task list were replaced or lost, so this task may have been sent already. Check kie.ai/logs, then approve or cancel it.'
  );
  const reason = l10n.t(
    'Files of the task list were replaced or lost, so waiting tasks may have been sent already. Check kie.ai/logs, then resume the batch, or stop it.'
  );
  return ledger.unattended.holdAll({ kind: 'age', message }, { message: reason, remedy: 'check-logs' }, scope);
}
