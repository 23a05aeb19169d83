import path from 'node:path';
import * as vscode from 'vscode';
import { kindOfName } from '../../../../shared/catalog/mediaTypes.ts';
import { baseName } from '../../../../core/files/mediaFiles.ts';
import { fileReference } from '../../../../shared/fileReference.ts';

/**
 * Inserts a reference to a file at the cursor of the text editor, in the syntax of its language.
 * @throws when no text editor is open
 */
export async function insertIntoEditor(file: vscode.Uri): Promise<void> {
  const editor = vscode.window.activeTextEditor;
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

/** The path relative to the document, or absolute when the document is not on disk. */
function addressFrom(document: vscode.Uri, file: vscode.Uri): string {
  if (document.scheme !== 'file') return file.fsPath;
  return path.relative(path.dirname(document.fsPath), file.fsPath).replaceAll('\\', '/');
}
