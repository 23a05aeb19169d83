import * as vscode from 'vscode';
import { formatList } from '../../../shared/format/listFormat.ts';
import { plural } from '../../../shared/format/plural.ts';
import type { BatchInfo } from '../../../core/tasks/types.ts';
import type { Task } from '../../../shared/task.ts';

/** Returns the number of tasks in a batch. */
const sizeOf = ({ counts }: BatchInfo): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Returns the progress, such as "37 of 200 done, 1 failed". */
export function progressText(batch: BatchInfo): string {
  const { done = 0, failed = 0, unknown = 0, uncollected = 0, stopped = 0 } = batch.counts;
  const parts = [
    vscode.l10n.t('{0} of {1} done', done, sizeOf(batch)),
    failed === 0 ? '' : vscode.l10n.t('{0} failed', failed),
    unknown === 0 ? '' : vscode.l10n.t('{0} unknown', unknown),
    uncollected === 0 ? '' : vscode.l10n.t('{0} not downloaded', uncollected),
    stopped === 0 ? '' : vscode.l10n.t('{0} stopped', stopped)
  ];
  return formatList(parts.filter(part => part !== ''));
}

/** Returns the distinct failures of a batch with their counts, most frequent first. */
export function failureTexts(tasks: readonly Task[]): readonly string[] {
  const often = new Map<string, number>();
  for (const { state, error } of tasks) {
    if (state === 'done' || error === undefined) continue;
    often.set(error.message, (often.get(error.message) ?? 0) + 1);
  }
  return [...often]
    .sort(([, a], [, b]) => b - a)
    .map(([message, count]) => (count === 1 ? message : plural(vscode.l10n.t('{0} times: {1}'), count, message)));
}

/** Returns the tasks of a batch. A retry within the batch replaces the earlier attempt. */
export function lastTries(tasks: readonly Task[]): readonly Task[] {
  const again = new Set(tasks.map(({ retryOf }) => retryOf));
  return tasks.filter(({ localId }) => !again.has(localId));
}
