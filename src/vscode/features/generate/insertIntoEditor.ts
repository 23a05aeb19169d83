import path from 'node:path';
import * as vscode from 'vscode';
import { kindOfName } from '../../../shared/mediaTypes.ts';
import { baseName } from '../../../core/models/mediaInput.ts';
import { fileReference } from '../../../shared/fileReference.ts';

/** Writes a reference to a file at the cursor of the text editor, in the way of its language. */
export async function insertIntoEditor(file: vscode.Uri): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error(vscode.l10n.t('Open the text that it is to be inserted into first.'));
  const { document, selection } = editor;
  const text = fileReference(
    document.languageId,
    addressFrom(document.uri, file),
    baseName(file.path),
    kindOfName(file.path)
  );
  await editor.edit(edit => edit.replace(selection, text));
}

/** Relative to the document where it has a place on disk; the whole path elsewhere. */
function addressFrom(document: vscode.Uri, file: vscode.Uri): string {
  if (document.scheme !== 'file') return file.fsPath;
  return path.relative(path.dirname(document.fsPath), file.fsPath).replaceAll('\\', '/');
}
