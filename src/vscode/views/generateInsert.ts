import path from 'node:path';
import * as vscode from 'vscode';
import { baseName, kindOf } from '../services/mediaFiles.ts';

/** Writes a reference to a file at the cursor of the text editor, in the way of its language. */
export async function insertIntoEditor(file: vscode.Uri): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error(vscode.l10n.t('Open the text that it is to be inserted into first.'));
  const { document, selection } = editor;
  const text = reference(document.languageId, addressFrom(document.uri, file), baseName(file.path), kindOf(file.path));
  await editor.edit(edit => edit.replace(selection, text));
}

/** Relative to the document where it has a place on disk; the whole path elsewhere. */
function addressFrom(document: vscode.Uri, file: vscode.Uri): string {
  if (document.scheme !== 'file') return file.fsPath;
  return path.relative(path.dirname(document.fsPath), file.fsPath).replaceAll('\\', '/');
}

export function reference(language: string, address: string, name: string, kind: string | undefined): string {
  const encoded = encodeURI(address);
  switch (language) {
    case 'markdown':
      return kind === 'image' ? `![${name}](${encoded})` : `[${name}](${encoded})`;
    case 'html':
      if (kind === 'image') return `<img src="${encoded}" alt="">`;
      if (kind === 'video' || kind === 'audio') return `<${kind} src="${encoded}" controls></${kind}>`;
      return `<a href="${encoded}">${name}</a>`;
    case 'css':
    case 'scss':
    case 'less':
      return `url("${encoded}")`;
    case 'latex':
      return kind === 'image' ? `\\includegraphics{${address}}` : address;
    default:
      return address;
  }
}
