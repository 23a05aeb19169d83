import * as vscode from 'vscode';
import type { Task, TaskResult } from '../../shared/task.ts';

/** Returns the saved files of a task, in order. */
export function filesOf(task: Pick<Task, 'results'>): vscode.Uri[] {
  return task.results.flatMap(result => (result.path === undefined ? [] : [vscode.Uri.file(result.path)]));
}

/** Whether another file took the path of a saved result. */
export const isReplaced = ({ state, path }: Pick<TaskResult, 'state' | 'path'>): boolean =>
  state === 'saved' && path === undefined;

/** The first saved result of a task. */
export const firstSaved = ({ results }: Pick<Task, 'results'>): TaskResult | undefined =>
  results.find(({ path }) => path !== undefined);

/** The index of the first saved result of a task, or of its first one. */
export const firstIndex = (task: Pick<Task, 'results'>): number => (firstSaved(task) ?? task.results[0])?.index ?? 0;

/** Whether an error of `vscode.workspace.fs` proves that there is no such file. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof vscode.FileSystemError && ['FileNotFound', 'FileNotADirectory'].includes(error.code);

/** Whether a file is still where it was saved. One that cannot be read counts: opening it shows the reason. */
export async function fileExists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    return !isNotFound(error);
  }
}
