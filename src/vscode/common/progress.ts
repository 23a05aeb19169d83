import * as vscode from 'vscode';
import { foreignText } from '../../shared/foreignText.ts';
import { Views } from '../ids.ts';

/** Runs work with a cancellable progress notification. Resolves to undefined when the user canceled. */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string, increment: number) => void) => Promise<T>
): Promise<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: foreignText(title), cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await work(abort.signal, (message, increment) =>
        progress.report({ message: foreignText(message), increment })
      );
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
}

/** Runs work with a progress indicator in the Tasks view. */
export const withTasksProgress = <T>(work: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId: Views.tasks } }, work);
