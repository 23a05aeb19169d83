import * as l10n from '@vscode/l10n';
import type { Ledger } from './store/ledger.ts';

/** Milliseconds after which a task that no window has attended is not sent without the user's approval. */
const MAX_ABSENCE_MS = 3_600_000;

/**
 * Holds unsent tasks that no window has attended for more than an hour: the user may have forgotten them, and their
 * price, files or account may have changed. Pauses their batches. Tasks that another window attends continue.
 *
 * @returns the IDs of the paused batches.
 */
export function holdOldTasks(ledger: Ledger, now: number): readonly string[] {
  const message = l10n.t(
    'This task was started earlier and not sent: no VS Code window was open for more than an hour. Nothing was charged. Approve it to send it now, or cancel it.'
  );
  const reason = l10n.t(
    'No VS Code window was open for more than an hour. Waiting tasks were not charged. Resume the batch, or stop it.'
  );
  return ledger.unattended.hold(now - MAX_ABSENCE_MS, { kind: 'age', message }, { message: reason, remedy: 'none' });
}
