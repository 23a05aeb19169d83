import * as vscode from 'vscode';
import { foreignMessage, foreignText } from '../../shared/foreignText.ts';

// A notification renders `[text](command:…)` as a link that runs the command, and its text can contain file names,
// folder names and server responses. The lint rule `kie/no-raw-message` keeps every message of this extension in this
// file.

/** Shows an information notification. Resolves to the chosen action, or undefined when it was closed. */
export const showInformation = (message: string, ...actions: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showInformationMessage(foreignMessage(message), ...actions);

/** Shows a warning notification. Resolves to the chosen action, or undefined when it was closed. */
export const showWarning = (message: string, ...actions: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showWarningMessage(foreignMessage(message), ...actions);

/** Shows an error notification. Resolves to the chosen action, or undefined when it was closed. */
export const showError = (message: string, ...actions: readonly string[]): Thenable<string | undefined> =>
  vscode.window.showErrorMessage(foreignMessage(message), ...actions);

/** Asks in a modal dialog, with the icon of the severity. Resolves to true when the user chose `action`. */
export async function showModal(
  question: string,
  detail: string,
  action: string,
  severity: 'information' | 'warning' = 'warning'
): Promise<boolean> {
  const options = { modal: true, detail: foreignMessage(detail) };
  const text = foreignMessage(question);
  const chosen =
    severity === 'warning'
      ? await vscode.window.showWarningMessage(text, options, action)
      : await vscode.window.showInformationMessage(text, options, action);
  return chosen === action;
}

/** Shows a text in the status bar for `ms` milliseconds. */
export function showInStatusBar(message: string, ms: number): void {
  vscode.window.setStatusBarMessage(foreignText(message), ms);
}
