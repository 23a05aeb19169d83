import * as vscode from 'vscode';
import { firstPrompts, promptsOf } from '../../../../shared/promptList.ts';
import type { ParamsOf, ResultOf } from '../../../../shared/protocol/requests.ts';

/** A list of prompts is a small text. */
const MAX_FILE_BYTES = 1_000_000;

/**
 * Reads a list of prompts from a file that the user chooses, or from the selection of the active editor.
 * @throws when there are none
 */
export async function pickPrompts({ source }: ParamsOf<'pickPrompts'>): Promise<ResultOf<'pickPrompts'>> {
  const text = source === 'file' ? await textOfFile() : selectedText();
  if (text === undefined) return { prompts: [], left: 0 };
  const found = promptsOf(text);
  if (found.length === 0) throw new Error(vscode.l10n.t('No prompts found. Write one prompt per line.'));
  return firstPrompts(found);
}

async function textOfFile(): Promise<string | undefined> {
  const filters = {
    [vscode.l10n.t('Lists of prompts')]: ['txt', 'md', 'csv', 'json'],
    [vscode.l10n.t('All Files')]: ['*']
  };
  const [uri] = (await vscode.window.showOpenDialog({ canSelectMany: false, filters })) ?? [];
  if (uri === undefined) return undefined;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MAX_FILE_BYTES) throw new Error(vscode.l10n.t('The file is too large for a list of prompts.'));
  const text = decoded(await vscode.workspace.fs.readFile(uri));
  if (text === undefined) throw new Error(vscode.l10n.t("The file isn't plain text."));
  return text;
}

/** The text of a file in UTF-8, or in UTF-16 with a byte order mark. Undefined for other content. */
function decoded(bytes: Uint8Array): string | undefined {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The selected lines of the active editor; without a selection, the whole text. */
function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error(vscode.l10n.t('Open a text editor first.'));
  const { document, selections } = editor;
  const selected = selections.filter(selection => !selection.isEmpty);
  return selected.length === 0 ? document.getText() : selected.map(range => document.getText(range)).join('\n');
}
