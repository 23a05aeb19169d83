import * as vscode from 'vscode';
import type { Task } from '../../../shared/task.ts';
import { showWarning } from '../../common/notify.ts';
import { executeReported } from '../../common/reportErrors.ts';

/** Says why tasks wait for the user, with one click for each answer where it is a single task. */
export async function askAboutHeld(held: readonly Task[]): Promise<void> {
  const [task] = held;
  if (task?.hold === undefined) return;
  const show = vscode.l10n.t('Show Tasks');
  if (held.length > 1) {
    const text = vscode.l10n.t('{0} tasks wait for your approval. {1}', held.length, task.hold.message);
    if ((await showWarning(text, show)) === show) await executeReported('kie.showTasks');
    return;
  }
  const send = vscode.l10n.t('Approve and Send');
  const stop = vscode.l10n.t('Stop');
  const chosen = await showWarning(task.hold.message, send, stop, show);
  if (chosen === send) await executeReported('kie.task.approve', task.localId);
  else if (chosen === stop) await executeReported('kie.task.stop', task.localId);
  else if (chosen === show) await executeReported('kie.showTasks');
}
