// The real engine against a KIE with answers chosen by the test.
import { mkdtempSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { Engine } from '../../../src/core/engine/api.ts';
import type { Intent, SaveTarget } from '../../../src/core/tasks/types.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import type { Task } from '../../../src/shared/task.ts';
import { readTable } from '../../emulator/catalogData.ts';
import { hostileHost } from './hostileHost.ts';
import type { Answers } from './hostileHost.ts';

export const KEY = 'key+of/the=hostile-tests-0123456789';
const CATALOG = new Catalog([...readTable().values()]);

export interface HostileKieFixture {
  readonly engine: Engine;
  readonly log: readonly string[];
  /** Root folder of the test: the storage, `out`, and everything beside it. */
  readonly dir: string;
  readonly out: string;
  readonly asked: readonly string[];
  run(intent?: Partial<Intent>): Promise<Task>;
  /** Names in `out`, sorted. */
  files(): Promise<string[]>;
}

export async function openHostileKie(t: TestContext, answers: Answers): Promise<HostileKieFixture> {
  const { base, asked } = await hostileHost(t, answers);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-hostile-'));
  const storageDir = path.join(dir, 'storage');
  const out = path.join(dir, 'work', 'out');
  await fs.mkdir(storageDir);
  const log: string[] = [];
  const line = (text: string): void => void log.push(text);
  const started = Date.now();
  // Time runs two hundred times as fast.
  const clock = {
    now: () => started + (Date.now() - started) * 200,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, ms / 200);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(new Error('aborted'));
        });
      })
  };
  const engine = await createEngine(
    {
      storageDir,
      catalogFile: '',
      settings: () => ({ apiBaseUrl: base, uploadBaseUrl: base, proxySupport: 'off' }),
      apiKey: () => Promise.resolve(KEY),
      log: { debug: line, info: line, warn: line, error: line },
      clock
    },
    { catalog: CATALOG }
  );
  t.after(async () => {
    engine.dispose();
    await engine.closed();
    await fs.rm(dir, { recursive: true });
  });
  const saveTo: SaveTarget = { folder: out, template: '${taskId} ${model} ${prompt}' };
  return {
    engine,
    log,
    dir,
    out,
    asked,
    run: async intent => {
      const usual = { model: 'google/nano-banana', input: { prompt: 'a red fox' }, saveTo, origin: 'api' } as const;
      const { localId } = await engine.tasks.start({ ...usual, ...intent });
      return engine.tasks.waitFor(localId);
    },
    files: () =>
      fs.readdir(out).then(
        names => names.sort(),
        () => []
      )
  };
}
