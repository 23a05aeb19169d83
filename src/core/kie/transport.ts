import * as l10n from '@vscode/l10n';
import { isIPv4 } from 'node:net';
import type { Readable } from 'node:stream';
import type { Agent, Dispatcher, ProxyAgent } from 'undici';
import type { EngineSettings, Logger } from '../ports.ts';
import { authorities } from './certificates.ts';
import { BlockedAddressError, UnreachableError } from './errors.ts';
import type { CallKind } from './callKind.ts';
import { networkFailure } from './networkFailures.ts';
import { proxyFor } from './proxy.ts';
import { redact } from './redact.ts';
import { tunnelFactory } from './tunnel.ts';
import type * as Undici from './undiciModule.ts';
import { userAgent } from './userAgent.ts';

/** Milliseconds; the idle time holds for the headers and between pieces of the body. */
export interface Timeouts {
  readonly connectMs?: number;
  readonly idleMs?: number;
  /** How long the whole answer of the API may take to arrive, once it has begun. */
  readonly answerMs?: number;
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
  readonly #log: Logger;
  readonly #timeouts: Timeouts;
  readonly #agents = new Map<string, Agent | ProxyAgent>();
  /** Milliseconds for the whole answer of the API. */
  readonly answerMs: number;

  constructor(settings: () => EngineSettings, log: Logger, timeouts: Timeouts = {}) {
    this.#settings = settings;
    this.#log = log;
    this.#timeouts = timeouts;
    this.answerMs = timeouts.answerMs ?? 120_000;
  }

  /** Throws BlockedAddressError, UnreachableError, InterruptedError or CancelledError. */
  async send(call: Call): Promise<HttpAnswer> {
    assertAllowed(call.url);
    if (call.kind === 'download') this.#assertNotInward(call.url);
    const { request, dispatcher, headers } = await this.#prepare(call);
    const idle = this.#timeouts.idleMs ?? 60_000;
    try {
      const answer = await request(call.url, {
        dispatcher,
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
      throw networkFailure(error, call.kind, call.url.host, call.signal);
    }
  }

  /** An address that an answer gave must not lead to what listens on this computer, unless KIE itself is played there. */
  #assertNotInward(url: URL): void {
    if (!isLoopback(url)) return;
    const { apiBaseUrl, uploadBaseUrl } = this.#settings();
    if (![apiBaseUrl, uploadBaseUrl].some(base => URL.canParse(base) && isLoopback(new URL(base)))) throw blocked(url);
  }

  /** All that can fail before anything is sent, so that such a failure is never taken for a lost answer. */
  async #prepare(call: Call) {
    try {
      const undici = await import('./undiciModule.ts');
      const headers = { 'user-agent': userAgent(), ...call.headers };
      return { request: undici.request, dispatcher: this.#agent(undici, call), headers };
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
    for (const agent of this.#agents.values()) close(agent, this.#log);
    this.#agents.clear();
  }

  /** Agents are told apart by everything that a setting can change, so a change counts for the next request. */
  #agent(undici: typeof Undici, call: Call): Agent | ProxyAgent {
    const settings = this.#settings();
    const proxy = proxyFor(call.url, settings, process.env);
    const strict = settings.proxyStrictSSL !== false;
    const secure = call.url.protocol === 'https:' || proxy?.startsWith('https:') === true;
    // A paid call never goes over a connection that the server may be about to close.
    const fresh = call.kind === 'create';
    const login = proxy === undefined ? undefined : loginFor(proxy, settings.proxyAuthorization);
    const key = JSON.stringify([proxy, login, strict, secure, fresh]);
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const ca = secure && strict ? authorities(this.#log) : undefined;
    const tls = { rejectUnauthorized: strict, ...(ca === undefined ? {} : { ca }) };
    const timeout = this.#timeouts.connectMs ?? 10_000;
    const common = { connectTimeout: timeout, ...(fresh ? { pipelining: 0 } : {}) };
    this.#log.debug(`Connecting ${proxy === undefined ? 'directly' : `through ${redact(proxy)}`}`);
    const agent =
      proxy === undefined
        ? new undici.Agent({ ...common, connect: { ...tls, timeout } })
        : new undici.ProxyAgent({
            ...common,
            uri: plain(proxy),
            ...(login === undefined ? {} : { token: login }),
            clientFactory: tunnelFactory(undici, timeout),
            requestTls: { ...tls, timeout },
            proxyTls: { ...tls, timeout }
          });
    this.#agents.set(key, agent);
    return agent;
  }
}

const plain = (proxy: string): string => {
  const url = new URL(proxy);
  url.username = '';
  url.password = '';
  return url.href;
};

/** The value of Proxy-Authorization: `http.proxyAuthorization` as it is, else the login in the proxy's address. */
function loginFor(proxy: string, setting = ''): string | undefined {
  if (setting.trim() !== '') return setting.trim();
  const { username, password } = new URL(proxy);
  if (username === '') return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function close(agent: Agent | ProxyAgent, log: Logger): void {
  agent.destroy().catch((error: unknown) => log.debug(`Closing connections: ${String(error)}`));
}

/** https everywhere; plain http only to this computer. */
export function assertAllowed(url: URL): void {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) throw blocked(url);
}

function isLoopback(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
  );
}

const blocked = (url: URL): BlockedAddressError =>
  new BlockedAddressError(
    l10n.t('{0} is not called: only https is allowed, and http just for this computer. Correct the address.', url.host),
    { remedy: 'check-network', accepted: 'no' }
  );
