import * as vscode from 'vscode';
import { formatList } from '../../../../shared/format/listFormat.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { BatchInfo } from '../../../../core/tasks/types.ts';
import { promptText } from '../../../../shared/catalog/mainPrompt.ts';
import { costOf } from '../../../../shared/format/taskCost.ts';
import { ACTIVE_STATES, isActive } from '../../../../shared/task.ts';
import { isHeld } from '../../../../shared/tasks/heldTask.ts';
import type { Task } from '../../../../shared/task.ts';
import { agoText } from '../../../common/text/age.ts';
import { creditsText, firstOf } from '../../../common/text/format.ts';
import { appendParagraph, createTooltip } from '../../../common/tooltip.ts';
import { failureTexts, lastTries, progressText } from '../../../common/text/batchText.ts';
import type { BatchNode } from './grouping.ts';
import { shortened } from './taskItem.ts';

/** The most failures in a tooltip. */
const MAX_FAILURES = 5;

type Reader = Pick<Engine, 'batches' | 'models'>;

/** Returns how long ago the last task of a batch ended. Empty while some are active. */
export function batchAge(tasks: readonly Task[], now: number): string {
  if (tasks.some(({ state }) => isActive(state))) return '';
  return agoText(Math.max(...tasks.map(({ finishedAt, updatedAt }) => finishedAt ?? updatedAt)), now);
}

/**
 * Creates the tree item of a batch. The label is the prompt that its tasks share, else its name; the description is the
 * progress, the name, the age and the charged credits.
 */
export function batchItem(engine: Reader | undefined, node: BatchNode, age: string): vscode.TreeItem {
  const { batchId: id, tasks } = node;
  const batch = engine?.batches.get(id);
  const prompt = engine === undefined ? '' : sharedPrompt(engine, tasks);
  const label = prompt || (batch?.name ?? id);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `batch:${id}`;
  item.contextValue = 'batch';
  if (batch === undefined) {
    item.description = String(tasks.length);
    return item;
  }
  const over = isOver(batch, tasks);
  const parts = [
    progressText(batch),
    over ? '' : stateText(batch),
    label === batch.name ? '' : batch.name,
    age,
    over ? chargedText(tasks) : ''
  ].filter(part => part !== '');
  item.description = parts.join(' · ');
  item.iconPath = icon(batch, over);
  item.contextValue = contextValue(batch, over, tasks);
  item.accessibilityInformation = { label: formatList([label, ...parts]) };
  return item;
}

/** The prompt that all tasks have, as the label of a task shows it. */
function sharedPrompt({ models }: Reader, tasks: readonly Task[]): string {
  const [first] = tasks;
  if (first === undefined) return '';
  const prompt = (task: Task): string => promptText(models.entry(task.model), task.input);
  return tasks.every(task => prompt(task) === prompt(first)) ? shortened(prompt(first)) : '';
}

/** The credits that KIE reported for the tasks. Empty when it reported none for one of them. */
function chargedText(tasks: readonly Task[]): string {
  const costs = tasks.map(costOf);
  const known = costs.map(cost => (cost?.kind === 'none' ? 0 : cost?.kind === 'reported' ? cost.credits : undefined));
  const sum = known.reduce<number | undefined>(
    (total, credits) => (total === undefined || credits === undefined ? undefined : total + credits),
    0
  );
  return sum === undefined ? '' : creditsText(sum);
}

/** Returns a tooltip with the prompt, the progress, the remaining work, the credits and the failures of a batch. */
export function batchTooltip(
  engine: Reader | undefined,
  batch: BatchInfo,
  tasks: readonly Task[]
): vscode.MarkdownString {
  const over = isOver(batch, tasks);
  const [first] = tasks;
  const lines = [
    batch.name,
    first === undefined || engine === undefined || sharedPrompt(engine, tasks) === ''
      ? ''
      : promptText(engine.models.entry(first.model), first.input),
    progressText(batch),
    over ? '' : remainingText(batch),
    over ? chargedText(tasks) : stateText(batch),
    ...firstOf(failureTexts(lastTries(tasks)), MAX_FAILURES)
  ];
  const text = createTooltip();
  for (const line of lines.filter(part => part !== '')) appendParagraph(text, line);
  return text;
}

/** Falls back to the task states when the end of the batch was reported in another window. */
const isOver = ({ finishedAt }: BatchInfo, tasks: readonly Task[]): boolean =>
  finishedAt !== undefined || !tasks.some(task => isActive(task.state));

/** Returns the remaining work, such as "3 running, 30 waiting". */
function remainingText({ counts }: BatchInfo): string {
  const { waiting = 0 } = counts;
  const running = ACTIVE_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return formatList([
    ...(running === 0 ? [] : [vscode.l10n.t('{0} running', running)]),
    ...(waiting === 0 ? [] : [vscode.l10n.t('{0} waiting', waiting)])
  ]);
}

/** Returns the context value that menus in the manifest match. Words that task items have too share their commands. */
function contextValue({ state, counts: { failed = 0 } }: BatchInfo, over: boolean, tasks: readonly Task[]): string {
  const progress = over || state === 'stopped' ? '' : state === 'paused' ? 'paused stoppable' : 'running stoppable';
  const hasFiles = tasks.some(({ results }) => results.some(({ path }) => path !== undefined));
  return [
    'batch',
    progress,
    over ? 'ended' : '',
    failed > 0 && over ? 'retriable' : '',
    hasFiles ? 'files' : '',
    tasks.some(isHeld) ? 'unapproved' : ''
  ]
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
