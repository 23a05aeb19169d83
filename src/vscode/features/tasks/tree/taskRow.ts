import * as vscode from 'vscode';
import { isWaiting } from '../../../../shared/tasks/activeTasks.ts';
import { isActive, isKept, isLikelyNotAccepted, isUnverified } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import { KIND_ICONS } from '../../../common/text/resultText.ts';

/** Whether the task was submitted before and waits for resubmission. */
const wasSent = ({ submittedAt }: Task): boolean => submittedAt !== undefined;

/** Returns an icon that is distinguishable without color. */
export function stateIcon(task: Task): vscode.ThemeIcon {
  switch (task.state) {
    case 'preparing':
      if (task.hold !== undefined) {
        return new vscode.ThemeIcon('bell-dot', new vscode.ThemeColor('list.warningForeground'));
      }
      if (wasSent(task)) return new vscode.ThemeIcon('watch');
      return new vscode.ThemeIcon(isWaiting(task) ? 'circle-large-outline' : 'cloud-upload');
    case 'submitting':
    case 'running':
      return new vscode.ThemeIcon('loading~spin');
    case 'queued':
      return new vscode.ThemeIcon('watch');
    case 'collecting':
      return new vscode.ThemeIcon('cloud-download');
    case 'unknown':
      return new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground'));
    case 'uncollected':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'done':
      return new vscode.ThemeIcon('check');
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'stopped':
      return new vscode.ThemeIcon('circle-slash');
  }
}

/** The icon for the kind of the first saved result of a finished task. */
export function kindIcon({ state, results }: Task): vscode.ThemeIcon | undefined {
  const main = results.find(({ path, role }) => path !== undefined && role === undefined);
  return state === 'done' && main !== undefined ? new vscode.ThemeIcon(KIND_ICONS[main.kind]) : undefined;
}

/** The words for the action that resolves a failure. Retrying needs none: every failed task can run again. */
function remedyWords({ error }: Task): readonly string[] {
  switch (error?.remedy) {
    case 'set-key':
      return ['needsKey'];
    case 'top-up':
      return ['needsCredits'];
    case 'fix-input':
      return ['fixable'];
    default:
      return [];
  }
}

/** Whether a saved result is an image, video or audio file, which models accept. */
const hasMedia = ({ results }: Task): boolean =>
  results.some(({ path, kind }) => path !== undefined && kind !== 'text' && kind !== 'json');

type Possible = 'hasFollowUps' | 'resumable' | 'downloadable' | 'assignable';

/**
 * Returns the context value that menus in the manifest match. `hasFollowUps`: whether the result may have follow-ups.
 * `resumable`: whether it can be tracked or downloaded again without a new purchase. `assignable`: whether the user can
 * enter the ID of an `unknown` task.
 */
export function contextValue(task: Task, prompt: string, is: Readonly<Record<Possible, boolean>>): string {
  const saved = task.results.some(result => result.path !== undefined);
  const active = isActive(task.state);
  return [
    'task',
    active ? 'active' : 'ended',
    active ? (task.state === 'preparing' ? 'unsent' : 'tracked') : '',
    isWaiting(task) ? 'waiting' : '',
    task.hold === undefined ? '' : 'approvable',
    saved ? 'saved' : '',
    saved && !active && is.hasFollowUps ? 'more' : '',
    !active && hasMedia(task) ? 'media' : '',
    active && task.note !== undefined ? 'partial' : '',
    task.error?.successor === undefined ? '' : 'successor',
    is.resumable ? 'resumable' : '',
    is.downloadable ? 'downloadable' : '',
    !active && isKept(task) ? (isUnverified(task) ? 'unverified' : 'kept') : '',
    task.state === 'unknown' || task.state === 'uncollected' ? task.state : '',
    is.assignable ? 'assignable' : '',
    ...(active ? [] : remedyWords(task)),
    task.state === 'done' || task.state === 'failed' || isLikelyNotAccepted(task) ? 'again' : '',
    prompt === '' ? '' : 'prompt'
  ]
    .filter(word => word !== '')
    .join(' ');
}
