// Shared by the tests of this folder: a loopback server, and a client for it that records its log lines.
import http from 'node:http';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createKieClient } from '../../../src/core/kie/client.ts';
import type { KieClientDeps } from '../../../src/core/kie/client.ts';
import type { KieClient } from '../../../src/core/kie/clientTypes.ts';
import type { EngineSettings } from '../../../src/core/base/ports.ts';
import { listen } from './listen.ts';
import type { Cleanup } from './listen.ts';

export const KEY = 'secret-key-0123456789';

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

export async function makeTempFolder(t: Cleanup): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-'));
  t.after(() => fs.rm(folder, { recursive: true }));
  return folder;
}
