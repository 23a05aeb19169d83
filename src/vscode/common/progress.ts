import * as vscode from 'vscode';

/** Work that the person can end, with a notification that shows how far it is. Undefined when it was ended. */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string, increment: number) => void) => Promise<T>
): Promise<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await work(abort.signal, (message, increment) => progress.report({ message, increment }));
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
}
