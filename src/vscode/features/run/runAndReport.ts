import type * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { isActive } from '../../../shared/task.ts';
import type { Task } from '../../../shared/task.ts';
import type { Services } from '../../services.ts';
import { startBatch } from './startBatch.ts';
import { filesOf } from '../../common/resultFiles.ts';
import type { Batch } from './startBatch.ts';
import { firstOf } from '../../common/text/format.ts';
import { showError } from '../../common/notify.ts';

/** Where a failed task is reported: to the user in a notification, or to the caller as a rejection. Never both. */
export type ReportTo = 'user' | 'caller';

/**
 * Runs a batch to its end, which is reported once. Resolves to the saved files; empty when the user canceled. With
 * `caller`, rejects when nothing was saved.
 */
export async function runAndReport(
  services: Pick<Services, 'ask' | 'dailyLimit' | 'notifier'>,
  engine: Engine,
  batch: Omit<Batch, 'onStarted'>,
  reportTo: ReportTo
): Promise<vscode.Uri[]> {
  const { notifier } = services;
  const onStarted = (task: Task): void => notifier.suppress(task.localId);
  const { tasks, batchId, failures } = await startBatch(engine, services, { ...batch, onStarted });
  if (failures.length > 0) void showError(firstOf(failures).join('\n'));
  if (batchId !== undefined) {
    // The window that observes the end reports it. A batch that failed completely is reported to the caller.
    if (reportTo === 'caller') notifier.leaveToCaller(batchId);
    const ended = await allEnded(engine, tasks);
    return reportTo === 'caller' ? savedOrThrow(ended) : ended.flatMap(filesOf);
  }
  try {
    const ended = await Promise.all(tasks.map(task => engine.tasks.waitFor(task.localId)));
    const saved = reportTo === 'caller' ? savedOrThrow(ended) : ended.flatMap(filesOf);
    notifier.report(ended);
    return saved;
  } finally {
    notifier.release(tasks);
  }
}

/** Resolves to the tasks in order when none is active. Omits removed tasks. Uses one listener for hundreds of tasks. */
async function allEnded(engine: Engine, tasks: readonly Task[]): Promise<readonly Task[]> {
  const ids = tasks.map(task => task.localId);
  const open = new Set(ids);
  const over = Promise.withResolvers<undefined>();
  const look = (localId: string): void => {
    const task = engine.tasks.get(localId);
    if (task === undefined || !isActive(task.state)) open.delete(localId);
    if (open.size === 0) over.resolve(undefined);
  };
  const listener = engine.tasks.onDidChange(changed => {
    // An empty list means that tasks were removed.
    const seen =
      changed.length === 0 ? [...open] : changed.flatMap(({ localId }) => (open.has(localId) ? localId : []));
    for (const localId of seen) look(localId);
  });
  try {
    for (const localId of ids) look(localId);
    await over.promise;
  } finally {
    listener.dispose();
  }
  return ids.flatMap(localId => engine.tasks.get(localId) ?? []);
}

function savedOrThrow(tasks: readonly Task[]): vscode.Uri[] {
  const files = tasks.flatMap(filesOf);
  const failed = tasks.find(task => task.error !== undefined);
  if (files.length === 0 && failed?.error !== undefined) throw new Error(failed.error.message);
  return files;
}
