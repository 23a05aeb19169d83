import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import type { BatchInfo } from '../../../../core/tasks/types.ts';
import { failureTexts, lastTries, progressText } from '../../../common/text/batchText.ts';
import { remedyAction } from '../../../common/endActions.ts';
import { firstOf } from '../../../common/text/format.ts';
import { showError, showInformation } from '../../../common/notify.ts';
import { executeReported } from '../../../common/reportErrors.ts';
import { joinSentences } from '../../../../shared/format/listFormat.ts';

/** Shows a summary of a finished batch: completed tasks, failures with reasons, and an action to rerun the failures or to show the files. */
export async function showBatchEnd(engine: Engine, batch: BatchInfo, failuresOnly: boolean): Promise<void> {
  const { failed = 0, unknown = 0, uncollected = 0 } = batch.counts;
  const troubles = failed + unknown + uncollected;
  const text = vscode.l10n.t('{0}: {1}.', batch.name, progressText(batch));
  const show = vscode.l10n.t('Show Tasks');
  if (troubles === 0) {
    // No notification for a batch that the user stopped.
    if (failuresOnly || batch.state === 'stopped') return;
    const folder = vscode.l10n.t('Open Folder');
    const chosen = await showInformation(text, folder, show);
    if (chosen === folder) await executeReported('kie.batch.openFolder', batch.id);
    else if (chosen === show) await executeReported('kie.showTasks');
    return;
  }
  const tasks = lastTries(engine.tasks.list().filter(task => task.batch?.id === batch.id));
  const retry = vscode.l10n.t('Retry Failed…');
  const message = joinSentences([text, ...firstOf(failureTexts(tasks), 2)]);
  const chosen = await showError(message, ...(failed > 0 ? [retry] : []), show);
  if (chosen === retry) await executeReported('kie.batch.retryFailed', batch.id);
  else if (chosen === show) await executeReported('kie.showTasks');
}

/** Shows why a batch is paused and offers an action that resolves the problem. */
export async function showBatchPause(batch: BatchInfo): Promise<void> {
  if (batch.reason === undefined) return;
  const { message, remedy } = batch.reason;
  const resume = vscode.l10n.t('Resume');
  const mend = remedyAction(remedy);
  const text = vscode.l10n.t('{0} is paused: {1}', batch.name, message);
  const chosen = await showError(text, ...(mend === undefined ? [] : [mend.title]), resume);
  if (chosen === resume) await executeReported('kie.batch.resume', batch.id);
  else if (chosen !== undefined && mend !== undefined) await executeReported(mend.command);
}
