import * as vscode from 'vscode';
import { plural } from '../../../shared/format/plural.ts';
import type { Activity } from '../../../shared/tasks/activeTasks.ts';

/** Returns a sentence for each kind of activity that there is. */
export function activityText({ running, held }: Activity): readonly string[] {
  return [
    running === 0
      ? ''
      : plural(vscode.l10n.t('{0, plural, one {# task is running.} other {# tasks are running.}}'), running),
    held === 0
      ? ''
      : plural(vscode.l10n.t('{0, plural, one {# task needs approval.} other {# tasks need approval.}}'), held)
  ].filter(text => text !== '');
}
