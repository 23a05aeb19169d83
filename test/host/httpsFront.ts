import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { listen } from '../support/http/listen.ts';
import type { Cleanup } from '../support/http/listen.ts';
import { AUTHORITIES_VARIABLE } from './certificateAuthorities.ts';

export interface HttpsFront {
  readonly base: string;
  /** The host name in requests to a proxy. */
  readonly host: string;
  /** Received requests. */
  readonly paths: readonly string[];
}

/** An HTTPS front for a host of the emulator, with a certificate of that authority. */
export async function httpsFront(t: Cleanup, target: string, authority: 'known' | 'unknown'): Promise<HttpsFront> {
  const folder = path.join(process.env[AUTHORITIES_VARIABLE] ?? '', authority);
  const [key, cert] = ['server.key', 'server.pem'].map(name => readFileSync(path.join(folder, name)));
  const { hostname, port: inner } = new URL(target);
  const paths: string[] = [];
  const server = https.createServer({ key: key ?? '', cert: cert ?? '' }, (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    paths.push(url);
    // A separate agent: the one of the host would use the proxy again.
    const options = { hostname, port: inner, method, path: url, headers, agent: new http.Agent() };
    const onward = http.request(options, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  const port = await listen(t, server);
  t.after(() => server.closeAllConnections());
  return { base: `https://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, paths };
}
