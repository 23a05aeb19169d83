import type { Agent, ProxyAgent } from 'undici';
import type { Logger, NetworkSettings } from '../../base/ports.ts';
import type { CallKind } from '../callKind.ts';
import { trustedCertificates } from './certificates.ts';
import { skipContinue } from '../undici/interimResponses.ts';
import { proxyFor } from './proxy.ts';
import { redact } from '../redact.ts';
import { tunnelFactory } from './tunnel.ts';
import type * as Undici from '../undici/undiciModule.ts';

/** HTTP/2 would share one connection: a lost one would leave all submissions on it without a response. */
const HTTP_1 = { allowH2: false };

/** Pool of undici agents with keep-alive connections, one agent per proxy and TLS configuration. */
export class Agents {
  readonly #settings: () => NetworkSettings;
  readonly #log: Logger;
  readonly #connectMs: number;
  readonly #agents = new Map<string, Agent | ProxyAgent>();

  /** @param connectMs - connect timeout in milliseconds */
  constructor(settings: () => NetworkSettings, log: Logger, connectMs = 10_000) {
    this.#settings = settings;
    this.#log = log;
    this.#connectMs = connectMs;
  }

  /** Returns the agent for the current settings; a changed setting takes effect with the next request. */
  agentFor(undici: typeof Undici, call: { readonly url: URL; readonly kind: CallKind }): Agent | ProxyAgent {
    const settings = this.#settings();
    const proxy = proxyFor(call.url, settings, process.env);
    const strict = settings.proxyStrictSSL !== false;
    const secure = call.url.protocol === 'https:' || proxy?.startsWith('https:') === true;
    // A paid call never reuses a connection that the server may be about to close.
    const fresh = call.kind === 'create';
    const authorization = proxy === undefined ? undefined : proxyAuthorization(proxy, settings.proxyAuthorization);
    const key = JSON.stringify([proxy, authorization, strict, secure, fresh]);
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    const ca = secure && strict ? trustedCertificates(this.#log) : undefined;
    const tls = { rejectUnauthorized: strict, ...HTTP_1, ...(ca === undefined ? {} : { ca }) };
    const timeout = this.#connectMs;
    const common = { connectTimeout: timeout, ...HTTP_1, ...(fresh ? { pipelining: 0 } : {}) };
    this.#log.debug(`Connecting ${proxy === undefined ? 'directly' : `through ${redact(proxy)}`}`);
    const agent =
      proxy === undefined
        ? new undici.Agent({ ...common, connect: skipContinue(undici.buildConnector({ ...tls, timeout })) })
        : new undici.ProxyAgent({
            ...common,
            uri: withoutCredentials(proxy),
            ...(authorization === undefined ? {} : { token: authorization }),
            clientFactory: tunnelFactory(undici, timeout),
            requestTls: { ...tls, timeout },
            proxyTls: { ...tls, timeout }
          });
    this.#agents.set(key, agent);
    return agent;
  }

  /** Closes all connections. */
  dispose(): void {
    for (const agent of this.#agents.values()) close(agent, this.#log);
    this.#agents.clear();
  }
}

/** Returns the URL without its credentials. */
const withoutCredentials = (proxy: string): string => {
  const url = new URL(proxy);
  url.username = '';
  url.password = '';
  return url.href;
};

/** Returns the Proxy-Authorization header: `http.proxyAuthorization`, else the credentials in the proxy's URL. */
function proxyAuthorization(proxy: string, setting = ''): string | undefined {
  if (setting.trim() !== '') return setting.trim();
  const { username, password } = new URL(proxy);
  if (username === '') return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function close(agent: Agent | ProxyAgent, log: Logger): void {
  agent.destroy().catch((error: unknown) => log.debug(`Closing connections: ${String(error)}`));
}
