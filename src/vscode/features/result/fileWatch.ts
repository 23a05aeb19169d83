import * as vscode from 'vscode';

/** Watches the one file that an editor shows, which may be deleted, moved or replaced at any time. */
export class FileWatch implements vscode.Disposable {
  readonly #onChanged: () => void;
  #path: string | undefined;
  #watcher: vscode.FileSystemWatcher | undefined;

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  /** Watches another file, or none. */
  set(file: vscode.Uri | undefined): void {
    if (file?.path === this.#path) return;
    this.dispose();
    this.#path = file?.path;
    if (file === undefined) return;
    // The folder as the base: the name may contain characters with a meaning in patterns.
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(file, '..'), '*')
    );
    const onEvent = (changed: vscode.Uri): void => {
      if (changed.path === this.#path) this.#onChanged();
    };
    watcher.onDidChange(onEvent);
    watcher.onDidCreate(onEvent);
    watcher.onDidDelete(onEvent);
    this.#watcher = watcher;
  }

  dispose(): void {
    this.#watcher?.dispose();
    this.#watcher = undefined;
    this.#path = undefined;
  }
}
