import * as vscode from 'vscode';
import { isActive, isLikelyNotAccepted } from '../../../../shared/task.ts';
import { costOf } from '../../../../shared/format/taskCost.ts';
import { taskStateText } from '../../../../shared/format/taskState.ts';
import type { Task } from '../../../../shared/task.ts';
import { isWaiting } from '../../../../shared/activeTasks.ts';
import { boundedText, creditsText } from '../../../common/format.ts';

/** Whether the task was submitted before and waits for resubmission. */
const wasSent = ({ submittedAt }: Task): boolean => submittedAt !== undefined;

/** Returns the state of a task in the display language of VS Code. */
export const stateText = (task: Task): string => taskStateText(vscode.l10n, task);

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

type Possible = 'goesOn' | 'resumable' | 'downloadable' | 'recorded';

/**
 * Returns the context value that menus in the manifest match. `goesOn`: whether the result may have follow-ups.
 * `resumable`: whether it can be tracked or downloaded again without a new purchase. `recorded`: whether an `unknown`
 * task can be queried by an ID.
 */
export function contextValue(task: Task, prompt: string, is: Readonly<Record<Possible, boolean>>): string {
  const saved = task.results.some(result => result.path !== undefined);
  const active = isActive(task.state);
  return [
    'task',
    active ? 'active' : 'ended',
    isWaiting(task) ? 'waiting' : '',
    task.hold === undefined ? '' : 'approvable',
    saved ? 'saved' : '',
    saved && !active && is.goesOn ? 'more' : '',
    active && task.note !== undefined ? 'partial' : '',
    task.error?.successor === undefined ? '' : 'successor',
    is.resumable ? 'resumable' : '',
    is.downloadable ? 'downloadable' : '',
    !active && task.results.some(({ unverified }) => unverified === true) ? 'unverified' : '',
    task.state === 'unknown' || task.state === 'uncollected' ? task.state : '',
    is.recorded ? 'recorded' : '',
    task.state === 'done' || task.state === 'failed' || isLikelyNotAccepted(task) ? 'again' : '',
    prompt === '' ? '' : 'prompt'
  ]
    .filter(word => word !== '')
    .join(' ');
}

export function ageText(from: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - from) / 1000));
  if (seconds < 60) return vscode.l10n.t('{0} s', seconds);
  if (seconds < 3600) return vscode.l10n.t('{0} min', Math.floor(seconds / 60));
  if (seconds < 86_400) return vscode.l10n.t('{0} h', Math.floor(seconds / 3600));
  return new Date(from).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
}

/** Returns "Today", "Yesterday", or the date. */
export function dayText(at: number, now: number): string {
  const day = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  // Starts from noon of the previous day, so that daylight saving time has no effect.
  const yesterday = day(day(now) - 12 * 3_600_000);
  if (day(at) === day(now)) return vscode.l10n.t('Today');
  if (day(at) === yesterday) return vscode.l10n.t('Yesterday');
  return new Date(at).toLocaleDateString(vscode.env.language, { dateStyle: 'medium' });
}

/** Returns the credits of a task as text. Empty when unknown. */
export function costText(task: Task): string {
  const cost = costOf(task);
  switch (cost?.kind) {
    case undefined:
      return '';
    case 'none':
      return vscode.l10n.t('not charged');
    case 'reported':
      return creditsText(cost.credits);
    case 'unknown':
      return vscode.l10n.t('charge unknown');
    case 'expected': {
      const amount = creditsText(cost.credits);
      return cost.as === 'upTo' || cost.as === 'about' ? boundedText(cost.as, amount) : `≈ ${amount}`;
    }
  }
}

/** Returns the balance change around a submission without a response. Empty when unknown. */
export function balanceText(task: Task, lastCredits: number | undefined): string {
  const before = task.balance?.before;
  const after = task.balance?.after ?? lastCredits;
  if (before === undefined || after === undefined) return '';
  const fell = Math.round((before - after) * 100) / 100;
  const figure = (credits: number): string => credits.toLocaleString(vscode.env.language, { maximumFractionDigits: 2 });
  if (fell <= 0) return vscode.l10n.t('The balance has not fallen ({0}): probably not accepted.', creditsText(after));
  return vscode.l10n.t(
    'Balance dropped {0} ({1} → {2}), possibly by other tasks.',
    creditsText(fell),
    figure(before),
    figure(after)
  );
}
