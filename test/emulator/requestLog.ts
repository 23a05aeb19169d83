/** Logs incoming requests, without the key. */
import type { IncomingMessage } from 'node:http';
import type { State } from './state.ts';
import type { CallName, HostName, LoggedRequest } from './types.ts';

const SECRET = ['authorization', 'cookie', 'proxy-authorization'];

interface Target {
  readonly host: HostName;
  readonly call: CallName;
  readonly url: URL;
}

export function logRequest(state: State, { host, call, url }: Target, request: IncomingMessage): LoggedRequest {
  const { authorization } = request.headers;
  const logged: LoggedRequest = {
    host,
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(request.headers)
        .filter(([name]) => !SECRET.includes(name))
        .map(([name, value]) => [name, [value].flat().join(', ')])
    ),
    key: authorization === undefined ? 'none' : authorization === `Bearer ${state.key}` ? 'right' : 'wrong',
    call,
    at: state.now(),
    size: 0,
    status: 0,
    done: false
  };
  state.requests.push(logged);
  const isForeign = host === 'storage' || host === 'elsewhere';
  const hasKey = (request.url ?? '').includes(state.key) || Object.values(logged.headers).join().includes(state.key);
  if (hasKey || (isForeign && authorization !== undefined)) state.leaks.push(logged);
  return logged;
}
