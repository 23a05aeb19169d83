import * as l10n from '@vscode/l10n';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { EngineSettings, Logger } from '../base/ports.ts';
import { Agents } from './agents.ts';
import { assertAllowed, assertNotInward } from './allowedAddress.ts';
import type { CallKind } from './callKind.ts';
import { UnreachableError } from './errors.ts';
import { networkFailure, unsent } from './networkFailures.ts';
import { SendWatch } from './sendWatch.ts';
import { userAgent } from './userAgent.ts';

/** Milliseconds; the idle time holds for the headers and between pieces of the body. */
export interface Timeouts {
  readonly connectMs?: number;
  readonly idleMs?: number;
  /** How long the whole answer of the API may take to arrive, once it has begun. */
  readonly answerMs?: number;
  /** How long a download may stay below the minimum rate before it counts as slow. */
  readonly slowMs?: number;
}

export interface Call {
  readonly kind: CallKind;
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** Sends requests through agents of our own. Never follows a redirect. */
export class Transport {
  readonly #settings: () => EngineSettings;
  readonly #timeouts: Timeouts;
  readonly #agents: Agents;
  /** Milliseconds for the whole answer of the API. */
  readonly answerMs: number;
  /** Milliseconds below the minimum rate after which a download counts as slow. */
  readonly slowMs: number;

  constructor(settings: () => EngineSettings, log: Logger, timeouts: Timeouts = {}) {
    this.#settings = settings;
    this.#timeouts = timeouts;
    this.#agents = new Agents(settings, log, timeouts.connectMs);
    this.answerMs = timeouts.answerMs ?? 120_000;
    this.slowMs = timeouts.slowMs ?? 10_000;
  }

  /** Throws BlockedAddressError, UnreachableError, InterruptedError or CancelledError. */
  async send(call: Call): Promise<HttpAnswer> {
    assertAllowed(call.url);
    if (call.kind === 'download') {
      const { apiBaseUrl, uploadBaseUrl } = this.#settings();
      assertNotInward(call.url, [apiBaseUrl, uploadBaseUrl]);
    }
    const { request, dispatcher, headers } = await this.#prepare(call);
    const idle = this.#timeouts.idleMs ?? 60_000;
    const watch = new SendWatch();
    try {
      const answer = await request(call.url, {
        dispatcher: watch.through(dispatcher),
        method: call.method,
        headers,
        body: (call.body ?? null) as NonNullable<Dispatcher.DispatchOptions['body']> | null,
        // What was uploaded is stored, or fetched from elsewhere, before the answer comes; some operations answer with
        // what they made.
        headersTimeout: call.kind === 'upload' || call.kind === 'create' ? 5 * idle : idle,
        bodyTimeout: idle,
        ...(call.signal === undefined ? {} : { signal: call.signal })
      });
      return { status: answer.statusCode, headers: answer.headers, body: answer.body };
    } catch (error) {
      const failure = networkFailure(error, call.kind, call.url.host, call.signal);
      throw watch.began ? failure : unsent(failure, error, call.url.host);
    }
  }

  /** All that can fail before anything is sent, so that such a failure is never taken for a lost answer. */
  async #prepare(call: Call) {
    try {
      const undici = await import('./undiciModule.ts');
      const headers = { 'user-agent': userAgent(), ...call.headers };
      return { request: undici.request, dispatcher: this.#agents.agentFor(undici, call), headers };
    } catch (error) {
      // The failure itself may quote the proxy's address with its login.
      const name = error instanceof Error ? error.name : 'unknown';
      throw new UnreachableError(
        l10n.t('The connection to {0} cannot be set up. Check the proxy settings (http.proxy).', call.url.host),
        { remedy: 'check-network', accepted: 'no', cause: new Error(name) }
      );
    }
  }

  dispose(): void {
    this.#agents.dispose();
  }
}
