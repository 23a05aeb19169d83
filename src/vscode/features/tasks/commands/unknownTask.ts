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
  const expected = cost === '' ? '' : vscode.l10n.t('Expected: {0}.', cost);
  const balance = balanceText(task, engine.account.lastCredits);
  // A task with an ID was certainly accepted, but KIE did not find it in the last query.
  const accepted = task.taskId !== undefined;
  const lookAgain = {
    label: `$(sync) ${vscode.l10n.t('Look Again')}`,
    description: task.taskId ?? '',
    detail: vscode.l10n.t('Asks KIE for this task and saves its result. Costs nothing.'),
    command: 'kie.task.resume'
  };
  const enterId = {
    label: `$(link) ${vscode.l10n.t('Enter Task ID…')}`,
    detail: vscode.l10n.t('It was accepted: follow it here and save its result. Costs nothing.'),
    command: 'kie.task.adopt'
  };
  const recorded = engine.tasks.hasRecord(task.localId);
  const logs = recorded
    ? vscode.l10n.t('A task of that time was accepted; its ID stands there.')
    : vscode.l10n.t('A task of that time was accepted.');
  const likelyNot = isLikelyNotAccepted(task);
  const runAgain = {
    label: `$(debug-restart) ${vscode.l10n.t('Run Again…')}`,
    detail: [
      accepted
        ? vscode.l10n.t('It has an ID: running it again buys it a second time.')
        : likelyNot
          ? vscode.l10n.t('It was most likely not accepted: KIE answered with an error and the balance did not change.')
          : vscode.l10n.t('It was not accepted: send it once more. Costs twice if it was.'),
      expected
    ]
      .join(' ')
      .trim(),
    command: 'kie.task.runAgain'
  };
  const items = [
    ...(accepted ? [lookAgain] : []),
    ...(likelyNot ? [runAgain] : []),
    {
      label: `$(link-external) ${vscode.l10n.t('Look into the Logs of KIE')}`,
      description: sentAt(task),
      detail: balance === '' ? logs : balance,
      command: 'kie.openLogs'
    },
    ...(recorded ? [enterId] : []),
    ...(likelyNot ? [] : [runAgain]),
    {
      label: `$(trash) ${vscode.l10n.t('Remove from List')}`,
      detail: vscode.l10n.t('Forget it here. What KIE may have made of it stays at KIE.'),
      command: 'kie.task.remove'
    }
  ];
  const chosen = await showPick(items, {
    title: accepted ? vscode.l10n.t('{0}: where is it?', name) : vscode.l10n.t('{0}: accepted or not?', name),
    placeHolder: accepted
      ? vscode.l10n.t('KIE did not know this task when it was asked')
      : likelyNot
        ? vscode.l10n.t('KIE answered with an error, so it is not sent again by itself')
        : vscode.l10n.t('The answer of KIE was lost, so it is not sent again by itself'),
    ignoreFocusOut: true
  });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, task.localId);
}

function sentAt(task: Task): string {
  const at = new Date(task.submittedAt ?? task.createdAt).toLocaleTimeString(vscode.env.language);
  return vscode.l10n.t('sent at {0}', at);
}
