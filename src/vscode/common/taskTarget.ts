import * as vscode from 'vscode';
import type { Engine } from '../../core/engine/api.ts';
import type { Task, TaskResult } from '../../shared/task.ts';
import type { Services } from '../services.ts';

export interface Target {
  readonly engine: Engine;
  readonly task: Task;
  /** The selected result; absent when the whole task is meant. */
  readonly result?: TaskResult;
  /** True when the user just picked the task in a list, because none was given. */
  readonly chosen?: true;
}

/**
 * Returns the task of a tree item or of a local ID. Throws when there is none: VS Code passes no argument for an item
 * that refreshes while its menu is in use, and the selection may be another item.
 */
export async function target(services: Pick<Services, 'engine'>, node: unknown): Promise<Target> {
  const engine = await services.engine.get();
  const localId = typeof node === 'string' ? node : taskOf(node)?.localId;
  const task = localId === undefined ? undefined : engine.tasks.get(localId);
  if (task === undefined) throw new Error(vscode.l10n.t('Run this command on a task in the Tasks view.'));
  const index = resultIndexOf(node);
  const result = task.results.find(each => each.index === index);
  return { engine, task, ...(result === undefined ? {} : { result }) };
}

/** Returns the task of a tree item. */
export function taskOf(node: unknown): Pick<Task, 'localId'> | undefined {
  if (typeof node !== 'object' || node === null || !('task' in node)) return undefined;
  const { task } = node;
  return typeof task === 'object' && task !== null && 'localId' in task && typeof task.localId === 'string'
    ? { localId: task.localId }
    : undefined;
}

function resultIndexOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('result' in node)) return undefined;
  const { result } = node;
  return typeof result === 'object' && result !== null && 'index' in result && typeof result.index === 'number'
    ? result.index
    : undefined;
}
