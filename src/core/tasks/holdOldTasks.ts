import * as l10n from '@vscode/l10n';
import type { Ledger } from './store/ledger.ts';

/** A task that no window looked after for so long is not sent without the user's approval, in milliseconds. */
const MAX_ABSENCE_MS = 3_600_000;

/**
 * Holds what was not sent yet and was left alone for more than an hour: the user may have forgotten it, and its price, its
 * files or the account may have changed. A batch pauses as a whole. What some window looked after meanwhile goes on.
 *
 * @returns the batches that were paused.
 */
export function holdOldTasks(ledger: Ledger, now: number): readonly string[] {
  const message = l10n.t(
    'This task was started earlier and not sent: no VS Code window was open for more than an hour. Nothing was charged. Send it now, or stop it.'
  );
  const reason = l10n.t(
    'No VS Code window was open for more than an hour. Nothing that waits was charged. Resume the batch, or stop it.'
  );
  return ledger.unattended.hold(now - MAX_ABSENCE_MS, { kind: 'age', message }, { message: reason, remedy: 'none' });
}
