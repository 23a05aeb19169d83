import * as vscode from 'vscode';

/** Returns the problem of a task ID as text, or undefined when it is valid. */
export function idProblem(text: string): string | undefined {
  const id = text.trim();
  if (id === '') return vscode.l10n.t('Paste the task ID.');
  if (/\s/.test(id)) return vscode.l10n.t('Paste the task ID, without spaces.');
  if (/^https?:/i.test(id)) return vscode.l10n.t('This is an address. Paste the task ID alone.');
  if (!/^[\w.-]+$/.test(id)) return vscode.l10n.t('A task ID has letters, digits, dots, dashes and underscores only.');
  return id.length < 6 || id.length > 128 ? vscode.l10n.t('A task ID has 6 to 128 characters.') : undefined;
}
