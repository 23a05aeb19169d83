import path from 'node:path';
import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { mediaStrings } from '../../../core/models/mediaInput.ts';
import type { ResultTarget } from '../../services.ts';
import { batchTasks } from './state/siblings.ts';

/** The folders that the page of a result reads: those of its inputs, of the files of its batch, and of its script. */
export function readableFolders(engine: Engine, { localId }: ResultTarget, extension: vscode.Uri): vscode.Uri[] {
  const task = engine.tasks.get(localId);
  const tasks = task === undefined ? [] : batchTasks(engine, task);
  const inputs = mediaStrings(task?.input).filter(value => value.startsWith('file:'));
  const files = [
    ...tasks.flatMap(({ results }) => results.flatMap(result => result.path ?? [])),
    ...inputs.map(value => vscode.Uri.parse(value).fsPath)
  ];
  const folders = [...new Set(files.map(file => path.dirname(file)))].sort();
  return [vscode.Uri.joinPath(extension, 'dist', 'webview'), ...folders.map(folder => vscode.Uri.file(folder))];
}
