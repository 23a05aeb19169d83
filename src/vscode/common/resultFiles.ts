import * as vscode from 'vscode';
import type { Task } from '../../shared/task.ts';

/** Returns the saved files of a task, in order. */
export function filesOf(task: Task): vscode.Uri[] {
  return task.results.flatMap(result => (result.path === undefined ? [] : [vscode.Uri.file(result.path)]));
}
