import * as vscode from 'vscode';
import { shownName } from '../../../../core/files/mediaFiles.ts';
import type { ResultFile } from '../../../../shared/protocol/result.ts';
import type { TaskResult } from '../../../../shared/task.ts';
import { isRegularFile } from '../../../common/isRegularFile.ts';
import { isReplaced } from '../../../common/resultFiles.ts';
import { missingFileText } from '../../../common/text/resultText.ts';
import { webviewAddress } from '../../../common/webviewAddress.ts';

/** The largest text that is shown, in bytes. */
const MAX_TEXT_BYTES = 1_000_000;

/** Returns the file of a result as the webview shows it, or why it cannot. Undefined when it is not saved. */
export async function resultFile(
  webview: vscode.Webview,
  result: Pick<TaskResult, 'path' | 'kind' | 'state'>
): Promise<ResultFile | undefined> {
  const { path, kind } = result;
  if (path === undefined) return isReplaced(result) ? missing(kind, '') : undefined;
  const uri = vscode.Uri.file(path);
  const name = shownName(uri.path);
  const stat = await statOf(uri);
  if (stat === undefined) return missing(kind, name);
  const unsupported = { kind, name, problem: vscode.l10n.t("VS Code can't show this type of file.") };
  if (!isRegularFile(stat.type)) return unsupported;
  if (kind === 'text' || kind === 'json') {
    if (stat.size > MAX_TEXT_BYTES) return { kind, name, problem: vscode.l10n.t('The text is too long to show here.') };
    return { kind, name, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  }
  const src = await webviewAddress(webview, uri);
  if (src === undefined) return unsupported;
  // Another file may have this path by now.
  return { kind, name, src: src.startsWith('data:') ? src : `${src}?${stat.size}-${stat.mtime}` };
}

const missing = (kind: ResultFile['kind'], name: string): ResultFile => ({
  kind,
  name,
  isMissing: true,
  problem: missingFileText()
});

/** Undefined when the file does not exist. */
async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    // Deleted, moved, or on a disk that is not mounted.
    return undefined;
  }
}
