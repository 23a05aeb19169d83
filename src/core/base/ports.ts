/** What the engine needs from outside. The vscode layer and the tests bring it. */

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface Disposable {
  dispose(): void;
}

/** Time, so that tests need no waiting. `now` is in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Where the network is and how it is reached. Read before every connection, so a change counts at once. */
export interface NetworkSettings {
  readonly apiBaseUrl: string;
  readonly uploadBaseUrl: string;
  /** The `http.*` settings of VS Code. */
  readonly proxy?: string;
  readonly proxySupport?: 'off' | 'on' | 'fallback' | 'override';
  readonly noProxy?: readonly string[];
  readonly proxyStrictSSL?: boolean;
  /** Sent to the proxy, and to nobody else, as Proxy-Authorization; it goes before a login in the proxy's address. */
  readonly proxyAuthorization?: string;
}

export interface EngineSettings extends NetworkSettings {
  /** Sent only where the documentation requires a callback. */
  readonly callBackUrl?: string;
}

export interface EnginePorts {
  /** A folder of our own that exists; the ledger lives in it. */
  readonly storageDir: string;
  /** The built catalog file (`dist/catalog.json`). */
  readonly catalogFile: string;
  /** Stands in for https://docs.kie.ai, on this computer only: for tests. Asked before the first page is read. */
  docsBaseUrl?(): string | undefined;
  settings(): EngineSettings;
  /** The key, or undefined when there is none. Never kept by the engine. */
  apiKey(): Promise<string | undefined>;
  readonly log: Logger;
  readonly clock?: Clock;
}
