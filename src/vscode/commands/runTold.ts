import * as vscode from 'vscode';
import type { Engine } from '../../core/engineTypes.ts';
import type { Task } from '../../shared/task.ts';
import type { Deps } from '../services/deps.ts';
import { filesOf, startBatch } from '../services/runner.ts';
import type { Batch } from '../services/runner.ts';

/** Who is told that a task failed: the person by a notification, or the caller by a rejection. Never both. */
export type Told = 'person' | 'caller';

/**
 * Runs a batch to its end, which is told once for all. Resolves to the saved files; empty when the person changed their
 * mind. With `caller`, rejects when nothing was saved.
 */
export async function runTold(
  deps: Deps,
  engine: Engine,
  batch: Omit<Batch, 'onStarted'>,
  told: Told
): Promise<vscode.Uri[]> {
  const onStarted = (task: Task): void => deps.notifier.hold(task.localId);
  const { tasks, failures } = await startBatch(engine, deps.ask, { ...batch, onStarted });
  if (failures.length > 0) void vscode.window.showErrorMessage(failures.join('\n'));
  try {
    const ended = await Promise.all(tasks.map(task => engine.settled(task.localId)));
    const saved = told === 'caller' ? savedOrThrow(ended) : ended.flatMap(filesOf);
    deps.notifier.tell(ended);
    return saved;
  } finally {
    deps.notifier.release(tasks);
  }
}

function savedOrThrow(tasks: readonly Task[]): vscode.Uri[] {
  const files = tasks.flatMap(filesOf);
  const failed = tasks.find(task => task.error !== undefined);
  if (files.length === 0 && failed?.error !== undefined) throw new Error(failed.error.message);
  return files;
}
