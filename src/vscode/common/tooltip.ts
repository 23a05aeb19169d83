import * as vscode from 'vscode';
import { foreignText } from '../../shared/foreignText.ts';
import { fileExists } from './resultFiles.ts';

/** Fits a sentence with an error message of KIE. In code points. */
const MAX_PARAGRAPH = 1_000;

/**
 * Creates a tooltip that treats texts as data: no commands, no HTML. `icons`: whether `$(name)` in the extension's own
 * Markdown is an icon.
 */
export function createTooltip(icons = false): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, icons);
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  return tooltip;
}

/**
 * Appends a text, which may be external, as a separate paragraph. `appendText` makes every space a non-breaking one, so
 * that a long sentence would be cut off: words are appended one by one. The first space remains non-breaking, because
 * "1. " at the beginning of a line would become a list.
 */
export function appendParagraph(tooltip: vscode.MarkdownString, text: string): vscode.MarkdownString {
  const [first = '', second, ...words] = foreignText(text, MAX_PARAGRAPH).split(' ');
  tooltip.appendText(second === undefined ? first : `${first} ${second}`);
  for (const word of words) tooltip.appendMarkdown(' ').appendText(word);
  return tooltip.appendMarkdown('\n\n');
}

/** Appends the image of an existing file, at most 240 pixels wide. */
export async function appendImage(tooltip: vscode.MarkdownString, path: string): Promise<void> {
  // `Uri.toString()` escapes the special characters of Markdown: brackets, parentheses, spaces and quotes.
  const file = vscode.Uri.file(path);
  if (await fileExists(file)) tooltip.appendMarkdown(`![](${file.toString()}|width=240)\n\n`);
}
