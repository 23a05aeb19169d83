import * as vscode from 'vscode';
import { isLikelyNotAccepted } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import type { Services } from '../../../services.ts';
import { balanceText, costText } from '../../../common/text/taskText.ts';
import { target } from '../../../common/taskTarget.ts';
import { showPick } from '../../../common/quickInput.ts';

/** Explains the known facts about a task that KIE may or may not have accepted, and offers actions. */
export async function explainUnknown(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const name = engine.models.entry(task.model)?.name ?? task.model;
  const cost = costText(task);
  const balance = balanceText(task, engine.account.lastCredits);
  // A task with an ID was certainly accepted, but KIE did not find it in the last query.
  const accepted = task.taskId !== undefined;
  const lookAgain = {
    label: `$(sync) ${vscode.l10n.t('Check Again')}`,
    description: task.taskId ?? '',
    detail: vscode.l10n.t('Check KIE for this task and download its result (free).'),
    command: 'kie.task.resume'
  };
  const enterId = {
    label: `$(link) ${vscode.l10n.t('Enter Task ID…')}`,
    detail: vscode.l10n.t("If it's in the logs: track it and download the result (free)."),
    command: 'kie.task.adopt'
  };
  const recorded = engine.tasks.hasRecord(task.localId);
  const logs = recorded
    ? vscode.l10n.t('If a task from that time is listed, KIE accepted it. Copy its ID.')
    : vscode.l10n.t('If a task from that time is listed, KIE accepted it.');
  const likelyNot = isLikelyNotAccepted(task);
  const runAgain = {
    label: `$(debug-restart) ${vscode.l10n.t('Run Again…')}`,
    description: cost === '' ? '' : vscode.l10n.t('Estimated: {0}.', cost),
    // A longer text does not fit into the list.
    detail: accepted
      ? vscode.l10n.t('KIE accepted this task. Running it again is charged again.')
      : likelyNot
        ? vscode.l10n.t('Most likely not accepted: KIE returned an error and the balance did not change.')
        : vscode.l10n.t("If it's not in the logs: run again (charged twice if it was accepted)."),
    command: 'kie.task.runAgain'
  };
  const items = [
    ...(accepted ? [lookAgain] : []),
    ...(likelyNot ? [runAgain] : []),
    {
      label: `$(link-external) ${vscode.l10n.t('Open KIE Logs')}`,
      description: sentAt(task),
      detail: balance === '' ? logs : balance,
      command: 'kie.openLogs'
    },
    ...(recorded ? [enterId] : []),
    ...(likelyNot ? [] : [runAgain]),
    {
      label: `$(trash) ${vscode.l10n.t('Remove from List')}`,
      detail: vscode.l10n.t('Remove from this list only.'),
      command: 'kie.task.remove'
    }
  ];
  const chosen = await showPick(items, {
    title: accepted
      ? vscode.l10n.t('{0}: Task Not Found', name)
      : vscode.l10n.t('{0}: Did KIE accept this task?', name),
    placeHolder: accepted
      ? vscode.l10n.t("KIE didn't find this task at the last check.")
      : likelyNot
        ? vscode.l10n.t("KIE returned an error. To avoid paying twice, it won't be resent automatically.")
        : vscode.l10n.t("KIE's response was lost. To avoid paying twice, it won't be resent automatically."),
    ignoreFocusOut: true
  });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, task.localId);
}

function sentAt(task: Task): string {
  const at = new Date(task.submittedAt ?? task.createdAt).toLocaleTimeString(vscode.env.language);
  return vscode.l10n.t('sent at {0}', at);
}
