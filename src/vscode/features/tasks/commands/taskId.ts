import * as vscode from 'vscode';

/** Returns the problem of a task ID as text, or undefined when it is valid. */
export function idProblem(text: string): string | undefined {
  const id = text.trim();
  if (id === '') return vscode.l10n.t('Enter a task ID.');
  if (/\s/.test(id)) return vscode.l10n.t('Enter the task ID without spaces.');
  if (/^https?:/i.test(id)) return vscode.l10n.t('This is a URL. Enter only the task ID.');
  if (!/^[\w.-]+$/.test(id))
    return vscode.l10n.t('A task ID can contain only letters, digits, dots, dashes and underscores.');
  return id.length < 6 || id.length > 128 ? vscode.l10n.t('A task ID must have 6 to 128 characters.') : undefined;
}
