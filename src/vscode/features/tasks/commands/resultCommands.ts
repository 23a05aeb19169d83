import * as vscode from 'vscode';
import type { Services } from '../../../services.ts';
import { fileExists, filesOf } from '../../../common/resultFiles.ts';
import { target } from '../../../common/taskTarget.ts';
import type { Target } from '../../../common/taskTarget.ts';
import { showInformation } from '../../../common/notify.ts';

/** Returns the file of the given result, or of the first saved one. */
function fileOf({ task, result }: Target): vscode.Uri {
  const uri =
    result === undefined ? filesOf(task)[0] : result.path === undefined ? undefined : vscode.Uri.file(result.path);
  if (uri === undefined) throw new Error(vscode.l10n.t('This task has no saved result.'));
  return uri;
}

/** Opens a result in the editor that VS Code has for its type. */
export async function openFile(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  await showFile(services, node, file => vscode.commands.executeCommand('vscode.open', file));
}

export async function revealResult(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  await showFile(services, node, revealFile);
}

/** Shows the file of a result. For one that was moved or deleted, the Result editor offers to download it again. */
async function showFile(
  services: Pick<Services, 'engine'>,
  node: unknown,
  show: (file: vscode.Uri) => Thenable<unknown>
): Promise<void> {
  const file = fileOf(await target(services, node));
  await ((await fileExists(file)) ? show(file) : vscode.commands.executeCommand('kie.result.open', node));
}

/** Shows a file in the explorer, or outside the workspace in the file manager. */
export async function revealFile(uri: vscode.Uri): Promise<void> {
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand('revealInExplorer', uri);
    return;
  }
  // The file manager can show only local files.
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  if ((await showInformation(uri.fsPath, copy)) === copy) {
    await vscode.env.clipboard.writeText(uri.fsPath);
  }
}

export async function copyPath(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  await vscode.env.clipboard.writeText(fileOf(await target(services, node)).fsPath);
}
