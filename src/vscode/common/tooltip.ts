import * as vscode from 'vscode';
import { foreignText } from '../../shared/foreignText.ts';

/** Long enough for a sentence with a reason of KIE in it. In code points. */
const MAX_PARAGRAPH = 1_000;

/** A tooltip whose texts are data: no command, no HTML. `icons`: whether `$(name)` in our own Markdown is an icon. */
export function createTooltip(icons = false): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, icons);
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  return tooltip;
}

/** Appends a text, which may come from outside, as a paragraph of its own. */
export const appendParagraph = (tooltip: vscode.MarkdownString, text: string): vscode.MarkdownString =>
  tooltip.appendText(foreignText(text, MAX_PARAGRAPH)).appendMarkdown('\n\n');

/** Appends the picture of a file that still exists, at most 240 pixels wide. */
export async function appendPicture(tooltip: vscode.MarkdownString, path: string): Promise<void> {
  // The text of a Uri escapes what Markdown would read: brackets, parentheses, spaces, quotes.
  if (await exists(path)) tooltip.appendMarkdown(`![](${vscode.Uri.file(path).toString()}|width=240)\n\n`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return true;
  } catch {
    // A result that was moved away has no picture to show.
    return false;
  }
}
