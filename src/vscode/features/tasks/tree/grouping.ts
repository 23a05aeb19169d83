import * as vscode from 'vscode';
import { isHeld } from '../../../../shared/tasks/heldTask.ts';
import { isActive } from '../../../../shared/task.ts';
import type { Task, TaskResult } from '../../../../shared/task.ts';
import { lastTries } from '../../../common/text/batchText.ts';
import { isWaiting } from '../../../../shared/tasks/activeTasks.ts';
import { dayText } from '../../../common/text/age.ts';

/** A tree item for one task, or for several tasks that were started together. */
export type TaskLineNode =
  /** `varied` is what distinguishes the task within its batch. */
  { readonly kind: 'task'; readonly task: Task; readonly varied?: string } | BatchNode;

export interface BatchNode {
  readonly kind: 'batch';
  readonly batchId: string;
  readonly tasks: readonly Task[];
}

export type GroupNode = {
  readonly kind: 'group';
  readonly label: string;
  readonly expanded: boolean;
  readonly lines: readonly TaskLineNode[];
};

export type TaskNode =
  | GroupNode
  | TaskLineNode
  | { readonly kind: 'result'; readonly task: Task; readonly result: TaskResult }
  /** `more` is the number of hidden items in the list. */
  | { readonly kind: 'more'; readonly list: string; readonly more: number };

/**
 * Groups tasks: those that need approval, batches with remaining work, running tasks, then one group per day, newest
 * first. A finished batch is one item in its day. `tasks` must be sorted newest first.
 */
export function groups(tasks: readonly Task[], now: number): TaskNode[] {
  const batches = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.batch === undefined) continue;
    const known = batches.get(task.batch.id);
    if (known === undefined) batches.set(task.batch.id, [task]);
    else known.push(task);
  }
  const open = [...batches].filter(([, ofBatch]) => ofBatch.some(({ state }) => isActive(state)));
  const going = new Set(open.map(([id]) => id));
  const held: TaskLineNode[] = [];
  const running: TaskLineNode[] = [];
  const days: { readonly from: number; readonly group: GroupNode; readonly lines: TaskLineNode[] }[] = [];
  const listed = new Set<string>();
  for (const task of tasks) {
    const id = task.batch?.id;
    if (id !== undefined && (going.has(id) || listed.has(id))) continue;
    if (isActive(task.state)) {
      (isHeld(task) ? held : running).push({ kind: 'task', task });
      continue;
    }
    // Formats each day only once, because a long history is traversed often.
    let day = days.at(-1);
    if (day === undefined || task.createdAt < day.from) {
      const lines: TaskLineNode[] = [];
      const from = new Date(task.createdAt).setHours(0, 0, 0, 0);
      const expanded = from === new Date(now).setHours(0, 0, 0, 0);
      day = { from, lines, group: { kind: 'group', label: dayText(task.createdAt, now), expanded, lines } };
      days.push(day);
    }
    if (id === undefined) day.lines.push({ kind: 'task', task });
    else {
      listed.add(id);
      day.lines.push({ kind: 'batch', batchId: id, tasks: batches.get(id) ?? [] });
    }
  }
  const group = (label: string, lines: readonly TaskLineNode[]): TaskNode[] =>
    lines.length === 0 ? [] : [{ kind: 'group', label, expanded: true, lines }];
  const waits = group(vscode.l10n.t('Needs approval'), held);
  const runs = group(vscode.l10n.t('Running'), running);
  const queues: TaskNode[] = open.map(([batchId, ofBatch]) => ({ kind: 'batch', batchId, tasks: ofBatch }));
  return [...waits, ...queues, ...runs, ...days.map(({ group }) => group)];
}

/**
 * Returns running tasks, then waiting ones in queue order, then finished ones. Only the last attempt of a retried task
 * is included.
 */
export function linesOfBatch(tasks: readonly Task[]): readonly Task[] {
  const rank = (task: Task): number => (isWaiting(task) ? 1 : isActive(task.state) ? 0 : 2);
  return lastTries(tasks).toSorted((a, b) => rank(a) - rank(b) || a.createdAt - b.createdAt);
}

/** Returns at most `most` items of a list, plus one item with the number of hidden ones. */
export function limited(list: string, lines: readonly TaskLineNode[], most: number): TaskNode[] {
  const more = lines.length - most;
  return more <= 0 ? [...lines] : [...lines.slice(0, most), { kind: 'more', list, more }];
}
