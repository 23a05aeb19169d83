/** Interfaces that the vscode layer and the tests implement for the engine. */

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface Disposable {
  dispose(): void;
}

/** Time source; tests inject a fake one. `now` is in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Milliseconds since any fixed time, by a clock that cannot be set. It may stand still while the computer sleeps. */
  uptime?(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Host addresses and proxy settings. Read before every connection, so a change takes effect immediately. */
export interface NetworkSettings {
  readonly apiBaseUrl: string;
  readonly uploadBaseUrl: string;
  /** The `http.*` settings of VS Code. */
  readonly proxy?: string;
  readonly proxySupport?: 'off' | 'on' | 'fallback' | 'override';
  readonly noProxy?: readonly string[];
  readonly proxyStrictSSL?: boolean;
  /** Sent to the proxy only, as Proxy-Authorization; takes precedence over credentials in the proxy's URL. */
  readonly proxyAuthorization?: string;
}

/** Settings that the engine reads before each use. */
export interface EngineSettings extends NetworkSettings {
  /** Sent only where the documentation requires a callback. */
  readonly callBackUrl?: string;
  /** Credits that may be spent per day without the user's approval; 0, the default, means no limit. */
  readonly dailyCreditLimit?: number;
  /** Whether the user wants to see how well models work now. Defaults to true. */
  readonly showsModelHealth?: boolean;
  /** When KIE's own list of models is read; `daily` by default. */
  readonly catalogSync?: CatalogSync;
}

/** `daily` when the form or the model picker is used, `manual` on request, `off` never. */
export type CatalogSync = 'daily' | 'manual' | 'off';

/** Everything the engine gets from its host. */
export interface EnginePorts {
  /** An existing folder for the extension's own use; it holds the ledger. */
  readonly storageDir: string;
  /** The built catalog file (`dist/catalog.json`). */
  readonly catalogFile: string;
  /** The texts of the catalog in the display language (`l10n/catalog.*.json`). Undefined for English. */
  readonly catalogTextsFile?: string;
  /** Loopback replacement for https://docs.kie.ai, for tests. Called before the first page is read. */
  docsBaseUrl?(): string | undefined;
  settings(): EngineSettings;
  /** Returns the API key, undefined when none is set. The engine never stores it. */
  apiKey(): Promise<string | undefined>;
  readonly log: Logger;
  readonly clock?: Clock;
}
