import * as vscode from 'vscode';
import { exactTimeText } from '../../../../shared/format/dateText.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import { isLikelyNotAccepted } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import type { Services } from '../../../services.ts';
import { balanceText, costText } from '../../../common/text/taskText.ts';
import { target } from '../../../common/taskTarget.ts';
import type { PickItem } from '../../../common/quickInput.ts';
import { showPick } from '../../../common/quickInput.ts';

interface Action extends PickItem {
  readonly command: string;
}

/**
 * The known facts about a task whose status is unknown.
 *
 * `missing`: it has an ID, so KIE accepted it, but the last query did not find it.
 */
type Situation = 'missing' | 'likelyNotAccepted' | 'unclear';

const situationOf = (task: Task): Situation =>
  task.taskId !== undefined ? 'missing' : isLikelyNotAccepted(task) ? 'likelyNotAccepted' : 'unclear';

/** Explains the known facts about a task that KIE may or may not have accepted, and offers actions. */
export async function explainUnknown(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { engine, task } = await target(services, node);
  const situation = situationOf(task);
  const name = engine.models.entry(task.model)?.name ?? task.model;
  const chosen = await showPick(actionsFor(engine, task, situation), {
    title:
      situation === 'missing'
        ? vscode.l10n.t('{0}: Task Not Found', name)
        : vscode.l10n.t('{0}: Did KIE accept this task?', name),
    placeHolder: reasonText(situation),
    ignoreFocusOut: true
  });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, task.localId);
}

function reasonText(situation: Situation): string {
  switch (situation) {
    case 'missing':
      return vscode.l10n.t("KIE didn't find this task at the last check.");
    case 'likelyNotAccepted':
      return vscode.l10n.t("KIE returned an error. To avoid paying twice, it won't be resent automatically.");
    case 'unclear':
      return vscode.l10n.t("KIE's response was lost. To avoid paying twice, it won't be resent automatically.");
  }
}

function actionsFor(engine: Engine, task: Task, situation: Situation): readonly Action[] {
  const canEnterId = engine.tasks.canEnterId(task.localId);
  const checkAgain = {
    icon: 'sync',
    label: vscode.l10n.t('Check Again'),
    description: task.taskId ?? '',
    detail: vscode.l10n.t('Check KIE for this task and download its result (free).'),
    command: 'kie.task.resume'
  };
  const enterId = {
    icon: 'link',
    label: vscode.l10n.t('Enter Task ID…'),
    detail: vscode.l10n.t("If it's in the logs: track it and download the result (free)."),
    command: 'kie.task.adopt'
  };
  const runAgain = runAgainAction(task, situation);
  const remove = {
    icon: 'trash',
    label: vscode.l10n.t('Remove from List'),
    detail: vscode.l10n.t('Remove from this list only.'),
    command: 'kie.task.remove'
  };
  const isLikelyNot = situation === 'likelyNotAccepted';
  return [
    ...(situation === 'missing' ? [checkAgain] : []),
    ...(isLikelyNot ? [runAgain] : []),
    openLogsAction(engine, task, canEnterId),
    ...(canEnterId ? [enterId] : []),
    ...(isLikelyNot ? [] : [runAgain]),
    remove
  ];
}

function openLogsAction(engine: Engine, task: Task, canEnterId: boolean): Action {
  const balance = balanceText(task, engine.account.lastCredits);
  const hint = canEnterId
    ? vscode.l10n.t('If a task from that time is listed, KIE accepted it. Copy its ID.')
    : vscode.l10n.t('If a task from that time is listed, KIE accepted it.');
  return {
    icon: 'link-external',
    label: vscode.l10n.t('Open KIE Logs'),
    description: sentAt(task),
    detail: balance === '' ? hint : balance,
    command: 'kie.openLogs'
  };
}

function runAgainAction(task: Task, situation: Situation): Action {
  const cost = costText(task);
  // Longer texts do not fit into the list.
  const details = {
    missing: vscode.l10n.t('KIE accepted this task. If you run it again, you are charged again.'),
    likelyNotAccepted: vscode.l10n.t('Most likely not accepted: KIE returned an error and the balance did not change.'),
    unclear: vscode.l10n.t("If it's not in the logs: run again (charged twice if it was accepted).")
  };
  return {
    icon: 'debug-restart',
    label: vscode.l10n.t('Run Again…'),
    description: cost === '' ? '' : vscode.l10n.t('Estimated: {0}.', cost),
    detail: details[situation],
    command: 'kie.task.runAgain'
  };
}

function sentAt(task: Task): string {
  const at = exactTimeText(task.submittedAt ?? task.createdAt);
  return vscode.l10n.t('sent at {0}', at);
}
