import * as vscode from 'vscode';
import type { Task } from '../../shared/task.ts';

/** Returns the saved files of a task, in order. */
export function filesOf(task: Pick<Task, 'results'>): vscode.Uri[] {
  return task.results.flatMap(result => (result.path === undefined ? [] : [vscode.Uri.file(result.path)]));
}

/** Whether a file is still where it was saved. */
export async function fileExists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false; // moved or deleted
  }
}
