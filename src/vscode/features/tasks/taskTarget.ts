import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Task, TaskResult } from '../../../shared/task.ts';
import type { Services } from '../../services.ts';
import { chooseTask } from './pickTask.ts';

export interface Target {
  readonly engine: Engine;
  readonly task: Task;
  /** The single result that was meant; absent when the whole task was. */
  readonly result?: TaskResult;
  /** The person chose it in a list just now: nobody pointed at it before. */
  readonly chosen?: true;
}

/**
 * The task of a tree node or of a local id. VS Code gives nothing for a line that is drawn anew just when its menu is used:
 * that is said, for what is selected may be another line.
 */
export async function target(services: Pick<Services, 'engine'>, node: unknown): Promise<Target> {
  const engine = await services.engine.get();
  const localId = typeof node === 'string' ? node : taskOf(node)?.localId;
  const task = localId === undefined ? undefined : engine.tasks.get(localId);
  if (task === undefined) throw new Error(vscode.l10n.t('This command needs a task: use it in the Tasks view.'));
  const index = resultIndexOf(node);
  const result = task.results.find(each => each.index === index);
  return { engine, task, ...(result === undefined ? {} : { result }) };
}

/**
 * The task that was given, else one that the person chooses by its name: the keys of a tree move its focus, and VS Code
 * tells of the selection alone (microsoft/vscode#170248), so what is selected may be another line than the one they mean.
 */
export async function targetOrChosen(
  services: Pick<Services, 'engine' | 'selectedNode'>,
  given: unknown,
  placeHolder: string,
  fits: (task: Task) => boolean = () => true
): Promise<Target | undefined> {
  if (given !== undefined && given !== null) return target(services, given);
  const engine = await services.engine.get();
  const task = await chooseTask(engine, placeHolder, taskOf(services.selectedNode())?.localId, fits);
  return task === undefined ? undefined : { engine, task, chosen: true };
}

/** The task that a line of the tree stands for. */
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
