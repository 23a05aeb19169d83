// Every call of the client, and loopback servers that each fail in one way.
import fs from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import type { KieClient } from '../../../src/core/kie/clientTypes.ts';
import { listen } from './listen.ts';
import type { Cleanup } from './listen.ts';

export interface FaultyCall {
  readonly name: string;
  readonly kind: 'paid' | 'free' | 'upload' | 'download';
  /** The server's response when nothing fails. */
  readonly good: string;
  readonly run: (client: KieClient, base: string, folder: string) => Promise<unknown>;
}

const ok = (data: unknown): string => JSON.stringify({ code: 200, msg: 'success', data });
const uploaded = ok({ downloadUrl: 'https://files.test/a.png' });
/** Above the maximum size of a base64 upload. */
const BIG = 1_200_000;

async function upload(client: KieClient, folder: string, size: number): Promise<unknown> {
  const file = path.join(folder, 'in.png');
  await fs.writeFile(file, Buffer.alloc(size, 7));
  return client.uploadFile(file);
}

export const CALLS: readonly FaultyCall[] = [
  { name: 'credits', kind: 'free', good: ok(7), run: client => client.credits() },
  { name: 'upload base64', kind: 'upload', good: uploaded, run: (client, _, folder) => upload(client, folder, 10) },
  { name: 'upload stream', kind: 'upload', good: uploaded, run: (client, _, folder) => upload(client, folder, BIG) },
  { name: 'upload url', kind: 'upload', good: uploaded, run: client => client.uploadUrl('https://files.test/b.png') },
  {
    name: 'createTask',
    kind: 'paid',
    good: ok({ taskId: 't1' }),
    run: client => client.createTask({ model: 'm', input: {} })
  },
  {
    name: 'recordInfo',
    kind: 'free',
    good: ok({ taskId: 't1', state: 'waiting' }),
    run: client => client.recordInfo('t1')
  },
  {
    name: 'download-url',
    kind: 'free',
    good: ok('https://files.test/c.png'),
    run: client => client.downloadUrl('https://files.test/a.png')
  },
  {
    name: 'download',
    kind: 'download',
    good: 'x'.repeat(2_000),
    run: (client, base, folder) => client.download(`${base}/file`, path.join(folder, 'out'), { maxBytes: 1_000_000 })
  }
];

export interface TestServer {
  readonly base: string;
  /** Returns the number of received requests. */
  readonly hits: () => number;
  /** The received requests as text, without bodies. */
  readonly heads: readonly string[];
}

/** Starts a server that responds once the whole request has arrived. */
export async function startServer(
  t: Cleanup,
  answer: (response: http.ServerResponse, request: http.IncomingMessage) => void
): Promise<TestServer> {
  const heads: string[] = [];
  const server = http.createServer((request, response) => {
    heads.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    request.on('error', () => undefined).resume();
    request.on('end', () => answer(response, request));
  });
  return { base: `http://127.0.0.1:${await listen(t, server)}`, hits: () => heads.length, heads };
}

/** Returns a port without a listener. */
export async function closedPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Writes the text in small pieces at a limited rate. */
export function writeSlowly(response: http.ServerResponse, text: string, bytes: number, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    response.write(text.slice(at, at + bytes));
    at += bytes;
    if (at < text.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.on('close', () => clearInterval(timer)).on('error', () => undefined);
}
