import type { NetworkSettings } from '../../base/ports.ts';
import { isExempt } from './noProxy.ts';

type Env = Readonly<Record<string, string | undefined>>;

const value = (env: Env, name: string): string | undefined => {
  const found = env[name.toLowerCase()] ?? env[name.toUpperCase()];
  return found === undefined || found.trim() === '' ? undefined : found.trim();
};

/**
 * Returns the proxy for a URL, undefined for a direct connection: VS Code's `http.proxy` first, then HTTPS_PROXY and
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
    settings.noProxy !== undefined && settings.noProxy.length > 0 ? settings.noProxy : [value(env, 'NO_PROXY') ?? ''];
  if (isExempt(url, exempt)) return undefined;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}
