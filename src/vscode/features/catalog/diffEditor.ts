import * as vscode from 'vscode';

const SCHEME = 'kie-model';

/** Shows two texts side by side, without files. The texts are available until it is disposed. */
export class ModelTexts implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: uri => this.#texts.get(uri.toString()) ?? ''
  });
  readonly #shown: vscode.Uri[] = [];

  async compare(name: string, before: string, after: string, title: string): Promise<void> {
    // A new name each time, because an editor caches content by name.
    const stamp = String(Date.now());
    const uri = (side: string): vscode.Uri =>
      vscode.Uri.from({ scheme: SCHEME, path: `/${side}/${stamp}/${name.replaceAll('/', '-')}.yaml` });
    const [left, right] = [uri('before'), uri('after')];
    this.#texts.set(left.toString(), before);
    this.#texts.set(right.toString(), after);
    this.#shown.push(right);
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
  }

  /** Closes the open diff editors. */
  async close(): Promise<void> {
    const shown = new Set(this.#shown.map(String));
    const tabs = vscode.window.tabGroups.all
      .flatMap(group => group.tabs)
      .filter(tab => tab.input instanceof vscode.TabInputTextDiff && shown.has(tab.input.modified.toString()));
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
