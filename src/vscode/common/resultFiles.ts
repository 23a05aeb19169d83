import * as vscode from 'vscode';
import type { Task, TaskResult } from '../../shared/task.ts';

/** Returns the saved files of a task, in order. */
export function filesOf(task: Pick<Task, 'results'>): vscode.Uri[] {
  return task.results.flatMap(result => (result.path === undefined ? [] : [vscode.Uri.file(result.path)]));
}

/** The first saved result of a task. */
export const firstSaved = ({ results }: Pick<Task, 'results'>): TaskResult | undefined =>
  results.find(({ path }) => path !== undefined);

/** The index of the first saved result of a task, or of its first one. */
export const firstIndex = (task: Pick<Task, 'results'>): number => (firstSaved(task) ?? task.results[0])?.index ?? 0;

/** Whether a file is still where it was saved. */
export async function fileExists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false; // moved or deleted
  }
}
