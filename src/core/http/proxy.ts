import type { NetworkSettings } from '../base/ports.ts';

type Env = Readonly<Record<string, string | undefined>>;

const value = (env: Env, name: string): string | undefined => {
  const found = env[name.toLowerCase()] ?? env[name.toUpperCase()];
  return found === undefined || found.trim() === '' ? undefined : found.trim();
};

/**
 * The proxy for an address, or undefined for a direct connection: VS Code's `http.proxy` first, then HTTPS_PROXY and
 * HTTP_PROXY; `http.noProxy` (else NO_PROXY) exempts hosts. Source: code.visualstudio.com/docs/setup/network
 */
export function proxyFor(url: URL, settings: NetworkSettings, env: Env): string | undefined {
  if (settings.proxySupport === 'off') return undefined;
  const setting = settings.proxy?.trim() ?? '';
  const proxy =
    setting !== ''
      ? setting
      : url.protocol === 'https:'
        ? (value(env, 'HTTPS_PROXY') ?? value(env, 'HTTP_PROXY'))
        : value(env, 'HTTP_PROXY');
  if (proxy === undefined) return undefined;
  const exempt =
    settings.noProxy !== undefined && settings.noProxy.length > 0
      ? settings.noProxy
      : (value(env, 'NO_PROXY') ?? '').split(/[\s,]+/);
  if (exempt.some(rule => matches(url, rule.trim().toLowerCase()))) return undefined;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** `*`, `host`, `.domain`, `*.domain`, each perhaps with `:port`. A name also exempts its subdomains, as in curl. */
function matches(url: URL, rule: string): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  const parts = /^(\[[^\]]+\]|[^:]+|[0-9a-f:]+?)(?::(\d+))?$/.exec(rule);
  const name = (parts?.[1] ?? rule).replace(/^\[|\]$/g, '').replace(/^\*?\./, '');
  const port = url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80';
  if (parts?.[2] !== undefined && parts[2] !== port) return false;
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return host === name || host.endsWith(`.${name}`);
}
