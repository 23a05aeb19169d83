import path from 'node:path';
import * as vscode from 'vscode';
import { kindOfName } from '../../shared/catalog/mediaTypes.ts';
import { baseName } from '../../core/files/mediaFiles.ts';
import { fileReference } from '../../shared/files/fileReference.ts';

/**
 * Inserts a reference to a file at the cursor of the text editor, in the syntax of its language. When the Result editor
 * covers the text editor, shows it again.
 * @throws when no text editor is open
 */
export async function insertIntoEditor(file: vscode.Uri): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0] ?? (await coveredEditor());
  if (editor === undefined) throw new Error(vscode.l10n.t('Open a text editor first.'));
  const { document, selection } = editor;
  const text = fileReference(
    document.languageId,
    addressFrom(document.uri, file),
    baseName(file.path),
    kindOfName(file.path)
  );
  await editor.edit(edit => edit.replace(selection, text));
}

/** Shows the text file of the active group that another tab covers, if it is the only one. */
async function coveredEditor(): Promise<vscode.TextEditor | undefined> {
  const inputs = vscode.window.tabGroups.activeTabGroup.tabs.map(({ input }) => input);
  const [only, ...others] = inputs.filter(input => input instanceof vscode.TabInputText);
  if (only === undefined || others.length > 0) return undefined;
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(only.uri), { preview: false });
}

/** The path relative to the document, or absolute when the document is not on disk. */
function addressFrom(document: vscode.Uri, file: vscode.Uri): string {
  if (document.scheme !== 'file') return file.fsPath;
  return path.relative(path.dirname(document.fsPath), file.fsPath).replaceAll('\\', '/');
}
