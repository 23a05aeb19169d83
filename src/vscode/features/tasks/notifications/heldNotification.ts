import * as vscode from 'vscode';
import { plural } from '../../../../shared/format/plural.ts';
import type { HeldTask } from '../../../../shared/tasks/heldTask.ts';
import { showWarning } from '../../../common/notify.ts';
import { executeReported } from '../../../common/reportErrors.ts';

/** Shows why tasks wait for approval: those of one batch, or tasks without a batch. One button per answer. */
export async function askAboutHeld(held: readonly HeldTask[], nameOf: (task: HeldTask) => string): Promise<void> {
  const [task] = held;
  if (task === undefined) return;
  const message = vscode.l10n.t('{0}: {1}', nameOf(task), task.hold.message);
  const show = vscode.l10n.t('Show Tasks');
  if (held.length > 1) {
    const approve = vscode.l10n.t('Approve All…');
    const text = plural(vscode.l10n.t('{0} tasks need your approval. {1}'), held.length, message);
    const chosen = await showWarning(text, approve, show);
    if (chosen === show) await executeReported('kie.showTasks');
    // More tasks of the batch may be held by now. The confirmation counts them.
    if (chosen === approve)
      await executeReported('kie.approveAll', task.batch?.id ?? held.map(({ localId }) => localId));
    return;
  }
  const send = vscode.l10n.t('Approve and Send');
  const cancel = vscode.l10n.t('Cancel Task');
  const chosen = await showWarning(message, send, cancel, show);
  if (chosen === send) await executeReported('kie.task.approve', task.localId);
  else if (chosen === cancel) await executeReported('kie.task.cancel', task.localId);
  else if (chosen === show) await executeReported('kie.showTasks');
}
