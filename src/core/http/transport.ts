import * as l10n from '@vscode/l10n';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { EngineSettings, Logger } from '../base/ports.ts';
import { Agents } from './connect/agents.ts';
import { assertAllowed, assertNotPrivate } from './allowedAddress.ts';
import type { CallKind } from './callKind.ts';
import { UnreachableError } from './errors/errors.ts';
import { networkFailure, notSentError } from './errors/networkFailures.ts';
import { SendWatch } from './sendWatch.ts';
import { userAgent } from './connect/userAgent.ts';

/** Timeouts in milliseconds. The idle timeout applies to the headers and between chunks of the body. */
export interface Timeouts {
  readonly connectMs?: number;
  readonly idleMs?: number;
  /** Maximum time for a complete API response after its head. */
  readonly responseMs?: number;
  /** Time below the minimum rate after which a download counts as slow. */
  readonly slowMs?: number;
}

/** One HTTP request. */
export interface Call {
  readonly kind: CallKind;
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal | undefined;
}

/** One HTTP response; its body must be read or destroyed. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** Sends requests through the extension's own agents. Never follows redirects. */
export class Transport {
  readonly #settings: () => EngineSettings;
  readonly #timeouts: Timeouts;
  readonly #agents: Agents;
  /** Maximum time for a complete API response, in milliseconds. */
  readonly responseMs: number;
  /** Milliseconds below the minimum rate after which a download counts as slow. */
  readonly slowMs: number;

  constructor(settings: () => EngineSettings, log: Logger, timeouts: Timeouts = {}) {
    this.#settings = settings;
    this.#timeouts = timeouts;
    this.#agents = new Agents(settings, log, timeouts.connectMs);
    this.responseMs = timeouts.responseMs ?? 120_000;
    this.slowMs = timeouts.slowMs ?? 10_000;
  }

  /**
   * Sends a request and returns the response as soon as its head has arrived.
   * @throws BlockedAddressError, UnreachableError, InterruptedError, CancelledError
   */
  async send(call: Call): Promise<HttpResponse> {
    assertAllowed(call.url);
    if (call.kind === 'download') {
      const { apiBaseUrl, uploadBaseUrl } = this.#settings();
      assertNotPrivate(call.url, [apiBaseUrl, uploadBaseUrl]);
    }
    const { request, dispatcher, headers } = await this.#prepare(call);
    const idle = this.#timeouts.idleMs ?? 60_000;
    const watch = new SendWatch();
    try {
      const response = await request(call.url, {
        dispatcher: watch.wrap(dispatcher),
        method: call.method,
        headers,
        body: (call.body ?? null) as NonNullable<Dispatcher.DispatchOptions['body']> | null,
        // Uploads are stored, or fetched from another host, before the response; some operations respond with their
        // result.
        headersTimeout: call.kind === 'upload' || call.kind === 'create' ? 5 * idle : idle,
        bodyTimeout: idle,
        ...(call.signal === undefined ? {} : { signal: call.signal })
      });
      return { status: response.statusCode, headers: response.headers, body: response.body };
    } catch (error) {
      const failure = networkFailure(error, call.kind, call.url.host, call.signal);
      throw watch.hasStarted ? failure : notSentError(failure, error, call.url.host);
    }
  }

  /** Does everything that can fail before sending, so that such a failure never counts as a lost response. */
  async #prepare(call: Call) {
    try {
      const undici = await import('./undici/undiciModule.ts');
      const headers = { 'user-agent': userAgent(), ...call.headers };
      return { request: undici.request, dispatcher: this.#agents.agentFor(undici, call), headers };
    } catch (error) {
      // The error may quote the proxy's URL with its credentials.
      const name = error instanceof Error ? error.name : 'unknown';
      throw new UnreachableError(
        l10n.t('Could not set up the connection to {0}. Check the proxy settings (http.proxy).', call.url.host),
        { remedy: 'check-network', accepted: 'no', cause: new Error(name) }
      );
    }
  }

  /** Closes all connections. */
  dispose(): void {
    this.#agents.dispose();
  }
}
