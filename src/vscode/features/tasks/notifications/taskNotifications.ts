import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import { kindOfName } from '../../../../shared/catalog/mediaTypes.ts';
import type { Task } from '../../../../shared/task.ts';
import { showError, showInformation } from '../../../common/notify.ts';
import { executeReported } from '../../../common/reportErrors.ts';
import { ASK_FIRST } from '../../../ids.ts';
import { endAction, remedyAction, tryAgain } from '../../../common/endActions.ts';

/** Reports a failed task, or several by the first of them. */
export async function showFailure(engine: Engine | undefined, task: Task, all: readonly Task[]): Promise<void> {
  const name = engine?.models.entry(task.model)?.name ?? task.model;
  const message = task.error?.message ?? vscode.l10n.t('Status unknown: KIE may have accepted the task.');
  const count = all.filter(({ state }) => state !== 'done' && state !== 'stopped').length;
  const text =
    count > 1
      ? vscode.l10n.t('{0} of {1} tasks failed. {2}: {3}', count, all.length, name, message)
      : vscode.l10n.t('{0}: {1}', name, message);
  const remedy = endAction(task) ?? remedyAction(task.error?.remedy ?? 'check-logs');
  // An unknown task may be bought already, and an uncollected one is.
  const again = task.state === 'failed' && remedy?.command !== tryAgain().command ? tryAgain() : undefined;
  const actions = [remedy, again].filter(action => action !== undefined);
  const show = vscode.l10n.t('Show Tasks');
  const chosen = await showError(text, ...actions.map(({ title }) => title), show);
  if (chosen === undefined) return;
  const action = actions.find(({ title }) => title === chosen);
  // A purchase from a notification is always confirmed, regardless of its price.
  if (action === undefined) await executeReported('kie.showTasks');
  else await executeReported(action.command, task.localId, ASK_FIRST);
}

/** Reports saved files. */
export async function showSuccess(
  engine: Engine | undefined,
  tasks: readonly Task[],
  files: readonly vscode.Uri[]
): Promise<void> {
  const [task] = tasks;
  const [file] = files;
  if (file === undefined || task === undefined) return;
  const name = vscode.workspace.asRelativePath(file);
  const text =
    files.length === 1
      ? vscode.l10n.t('KIE saved {0}.', name)
      : vscode.l10n.t('KIE saved {0} and {1} more.', name, files.length - 1);
  const open = vscode.l10n.t('Open');
  const insert = vscode.l10n.t('Insert');
  const use = vscode.l10n.t('Use In…');
  const canInsert = files.length === 1 && vscode.window.activeTextEditor !== undefined;
  const hasFollowUps = (engine?.tasks.followUps(task.localId).length ?? 0) > 0;
  const isUsable = tasks.length === 1 && (hasFollowUps || kindOfName(file.path) !== undefined);
  const chosen = await showInformation(text, open, ...(canInsert ? [insert] : []), ...(isUsable ? [use] : []));
  if (chosen === open) await executeReported('kie.result.open', task.localId);
  else if (chosen === insert) await executeReported('kie.result.insert', task.localId);
  else if (chosen === use) await executeReported('kie.result.useIn', task.localId);
}
