import * as vscode from 'vscode';

const SECRET = 'kie.apiKey';

/** The API key: SecretStorage first, then KIE_API_KEY of the environment (for containers). Never kept in memory here. */
export class ApiKey implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  /** Fires when the key was set or removed, in any window. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(event => {
      if (event.key === SECRET) this.#changed.fire();
    });
  }

  async get(): Promise<string | undefined> {
    const stored = await this.#secrets.get(SECRET);
    if (stored !== undefined && stored !== '') return stored;
    const fromEnvironment = process.env['KIE_API_KEY']?.trim();
    return fromEnvironment === undefined || fromEnvironment === '' ? undefined : fromEnvironment;
  }

  /** Whether a key stands in SecretStorage (one from the environment cannot be removed by us). */
  async isStored(): Promise<boolean> {
    return (await this.#secrets.get(SECRET)) !== undefined;
  }

  store(key: string): Thenable<void> {
    return this.#secrets.store(SECRET, key);
  }

  remove(): Thenable<void> {
    return this.#secrets.delete(SECRET);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
