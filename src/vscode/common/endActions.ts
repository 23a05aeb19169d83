import * as vscode from 'vscode';
import { isActive, isLikelyNotAccepted, isUnverified } from '../../shared/task.ts';
import type { Remedy, Task } from '../../shared/task.ts';

/** A notification button and its command, which takes the local ID of the task or no argument. */
export interface EndAction {
  readonly title: string;
  readonly command: string;
}

/**
 * Returns the action to offer on a finished task before suggesting a new purchase. For a removed operation, its
 * successor.
 */
export function endAction(task: Task): EndAction | undefined {
  switch (task.state) {
    case 'uncollected':
      if (isUnverified(task)) {
        return { title: vscode.l10n.t('Save Anyway'), command: 'kie.task.saveAnyway' };
      }
      return task.error?.remedy === 'choose-folder'
        ? { title: vscode.l10n.t('Choose Folder…'), command: 'kie.task.collectInto' }
        : { title: vscode.l10n.t('Download Again'), command: 'kie.task.resume' };
    case 'unknown':
      if (isLikelyNotAccepted(task)) return { title: vscode.l10n.t('Run Again…'), command: 'kie.task.runAgain' };
      return { title: vscode.l10n.t('Resolve…'), command: 'kie.task.explain' };
    default:
      if (task.state === 'done' && task.error !== undefined) {
        return { title: vscode.l10n.t('Download Again'), command: 'kie.task.downloadAgain' };
      }
      return task.error?.successor === undefined
        ? undefined
        : { title: vscode.l10n.t('Open Replacement Model'), command: 'kie.task.openSuccessor' };
  }
}

/** Returns the one action to offer on a task that has ended; undefined when there is none. */
export function actionOf(task: Task): EndAction | undefined {
  if (isActive(task.state)) return undefined;
  if (task.state === 'stopped') {
    if (task.taskId === undefined) return undefined;
    return { title: vscode.l10n.t('Resume Tracking'), command: 'kie.task.resume' };
  }
  return endAction(task) ?? (task.error === undefined ? undefined : remedyAction(task.error.remedy));
}

/** The button that runs a failed task again, after the price is confirmed. */
export const tryAgain = (): EndAction => ({ title: vscode.l10n.t('Run Again…'), command: 'kie.task.runAgain' });

/** Returns the button that resolves a failure. */
export function remedyAction(remedy: Remedy): EndAction | undefined {
  switch (remedy) {
    case 'set-key':
      return { title: vscode.l10n.t('Set API Key'), command: 'kie.setApiKey' };
    case 'top-up':
      return { title: vscode.l10n.t('Top Up'), command: 'kie.openPricing' };
    case 'check-logs':
      return { title: vscode.l10n.t('Open KIE Logs'), command: 'kie.openLogs' };
    case 'wait':
    case 'retry':
      return tryAgain();
    case 'fix-input':
      return { title: vscode.l10n.t('Edit Request in Form'), command: 'kie.task.reuse' };
    case 'check-network':
      return { title: vscode.l10n.t('Show Log'), command: 'kie.showLog' };
    case 'choose-folder':
    case 'none':
      return undefined;
  }
}
