import * as vscode from 'vscode';

const SECRET = 'kie.apiKey';

/**
 * The API key from SecretStorage, or else from the environment variable KIE_API_KEY (for containers). Never cached
 * here.
 */
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

  /** Whether the key is in SecretStorage. A key from the environment cannot be removed here. */
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
