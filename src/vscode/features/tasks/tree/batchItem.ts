import * as vscode from 'vscode';
import type { BatchInfo } from '../../../../core/tasks/types.ts';
import { ACTIVE_STATES, isActive } from '../../../../shared/task.ts';
import { isHeld } from '../../../../shared/heldTask.ts';
import type { Task } from '../../../../shared/task.ts';
import { appendParagraph, createTooltip } from '../../../common/tooltip.ts';
import { failureTexts, lastTries, progressText } from '../../../common/text/batchText.ts';

/** Creates the tree item of a batch. */
export function batchItem(id: string, batch: BatchInfo | undefined, tasks: readonly Task[]): vscode.TreeItem {
  const item = new vscode.TreeItem(batch?.name ?? id, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `batch:${id}`;
  item.contextValue = 'batch';
  if (batch === undefined) {
    item.description = String(tasks.length);
    return item;
  }
  const over = isOver(batch, tasks);
  const state = over ? '' : stateText(batch);
  item.description = [progressText(batch), state].filter(part => part !== '').join(' · ');
  item.iconPath = icon(batch, over);
  item.contextValue = contextValue(batch, over, tasks.some(isHeld));
  item.accessibilityInformation = { label: `${batch.name}, ${item.description}` };
  return item;
}

/** Returns a tooltip with the progress, the remaining work and the failures of a batch, as plain text. */
export function batchTooltip(batch: BatchInfo, tasks: readonly Task[]): vscode.MarkdownString {
  const over = isOver(batch, tasks);
  const state = over ? '' : stateText(batch);
  const lines = [
    batch.name,
    progressText(batch),
    over ? '' : remainingText(batch),
    state,
    ...failureTexts(lastTries(tasks))
  ];
  const text = createTooltip();
  for (const line of lines.filter(part => part !== '').slice(0, 10)) appendParagraph(text, line);
  return text;
}

/** Falls back to the task states when the end of the batch was reported in another window. */
const isOver = ({ finishedAt }: BatchInfo, tasks: readonly Task[]): boolean =>
  finishedAt !== undefined || !tasks.some(task => isActive(task.state));

/** Returns the remaining work, such as "3 running, 30 waiting". */
function remainingText({ counts }: BatchInfo): string {
  const { waiting = 0 } = counts;
  const going = ACTIVE_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return [
    going === 0 ? '' : vscode.l10n.t('{0} running', going),
    waiting === 0 ? '' : vscode.l10n.t('{0} waiting', waiting)
  ]
    .filter(part => part !== '')
    .join(', ');
}

/** Returns the context value that menus in the manifest match. Its words differ from those of task items. */
function contextValue({ state, counts: { failed = 0 } }: BatchInfo, over: boolean, holds: boolean): string {
  const going = over || state === 'stopped' ? '' : state === 'paused' ? 'held stoppable' : 'going stoppable';
  return ['batch', going, failed > 0 && over ? 'retriable' : '', holds ? 'unapproved' : '']
    .filter(word => word !== '')
    .join(' ');
}

function stateText({ state, reason }: BatchInfo): string {
  if (state === 'paused') return reason === undefined ? vscode.l10n.t('paused') : reason.message;
  return state === 'stopped' ? vscode.l10n.t('stopping') : '';
}

function icon({ state, counts }: BatchInfo, over: boolean): vscode.ThemeIcon {
  if (!over) return new vscode.ThemeIcon(state === 'paused' ? 'debug-pause' : 'loading~spin');
  const { failed = 0, unknown = 0, uncollected = 0 } = counts;
  if (unknown + uncollected > 0)
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  if (failed > 0) return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  return new vscode.ThemeIcon(state === 'stopped' ? 'circle-slash' : 'check-all');
}
