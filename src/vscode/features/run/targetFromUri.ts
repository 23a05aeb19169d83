import path from 'node:path';
import * as vscode from 'vscode';
import type { SaveTarget } from '../../../core/tasks/types.ts';
import { template } from './folderSettings.ts';

/**
 * Converts the `saveTo` of a program into a target: a folder, or a file name if it has an extension.
 * @throws when the URI is not a local file
 */
export async function targetFromUri(uri: vscode.Uri): Promise<SaveTarget> {
  if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Results can only be saved to local folders.'));
  // Without "..", which the system resolves after links and the question before them.
  const target = path.resolve(uri.fsPath);
  const { ext, dir, name } = path.parse(target);
  if (ext !== '' && !(await isFolder(uri))) return { folder: dir, stem: name };
  return { folder: target, template: template(uri) };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // A missing path is not a folder yet. The engine creates it when needed.
    return false;
  }
}
