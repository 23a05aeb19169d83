import * as vscode from 'vscode';
import type { Activity } from '../../../shared/activeTasks.ts';

/** Returns a sentence for each kind of activity that there is. */
export function activityText({ running, held }: Activity): readonly string[] {
  return [
    running === 0
      ? ''
      : running === 1
        ? vscode.l10n.t('1 task is running.')
        : vscode.l10n.t('{0} tasks are running.', running),
    held === 0
      ? ''
      : held === 1
        ? vscode.l10n.t('1 task needs approval.')
        : vscode.l10n.t('{0} tasks need approval.', held)
  ].filter(text => text !== '');
}
