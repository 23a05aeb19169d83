// What the tests of this folder share: a server on loopback and a client for it that notes its log lines.
import http from 'node:http';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createKieClient } from '../../../src/core/kie/client.ts';
import type { KieClientDeps } from '../../../src/core/kie/client.ts';
import type { KieClient } from '../../../src/core/kie/clientTypes.ts';
import type { EngineSettings } from '../../../src/core/ports.ts';

export const KEY = 'secret-key-0123456789';

export interface Cleanup {
  after(f: () => unknown): void;
}

/** Listens on a free port until the test ends and gives the port. */
export async function listen(t: Cleanup, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    if (server instanceof http.Server) server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export async function serve(t: Cleanup, handler: http.RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(t, http.createServer(handler))}`;
}

export interface TestClient {
  readonly client: KieClient;
  readonly lines: readonly string[];
}

export function clientFor(
  t: Cleanup,
  base: string,
  settings: Partial<EngineSettings> = { proxySupport: 'off' },
  deps: Partial<KieClientDeps> = {}
): TestClient {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  const client = createKieClient({
    settings: () => ({ apiBaseUrl: base, uploadBaseUrl: base, ...settings }),
    apiKey: () => Promise.resolve(KEY),
    log: { debug: note, info: note, warn: note, error: note },
    clock: { now: () => Date.now(), sleep: () => Promise.resolve() },
    ...deps
  });
  t.after(() => client.dispose());
  return { client, lines };
}

export async function scratch(t: Cleanup): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-'));
  t.after(() => fs.rm(folder, { recursive: true }));
  return folder;
}
