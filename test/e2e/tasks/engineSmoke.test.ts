import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { createEngine } from '../../../src/core/engine/engine.ts';
import type { KieClient } from '../../../src/core/kie/clientTypes.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import { noLiveCatalog } from '../../support/engine/noLiveCatalog.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';

test('engine: a task becomes a file, and createTask is sent once', async t => {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-'));
  let posts = 0;
  const client: KieClient = {
    credits: () => Promise.resolve(7),
    createTask: () => Promise.resolve({ taskId: `t${++posts}` }),
    recordInfo: taskId =>
      Promise.resolve({ taskId, state: 'success', results: [{ kind: 'image', url: 'https://x.test/a' }] }),
    downloadUrl: url => Promise.resolve(url),
    uploadFile: () => Promise.reject(new Error('unused')),
    uploadUrl: () => Promise.reject(new Error('unused')),
    download: async (_url, file) => {
      const bytes = PNG.sync.write(new PNG({ width: 2, height: 2 }));
      await fs.writeFile(file, bytes, { flag: 'wx' });
      return { bytes: bytes.length };
    },
    priceFeed: () => Promise.resolve(undefined),
    liveCatalog: noLiveCatalog,
    dispose: () => undefined
  };
  const catalog = new Catalog([modelEntry({ id: 'a/b', name: 'A' })]);
  let now = 1_000_000;
  const clock = {
    now: () => now,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (ms >= 10_000 || ms === 1_000) {
          signal?.addEventListener('abort', () => reject(new Error('over')));
          return;
        }
        now += ms;
        setImmediate(resolve);
      })
  };
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (m: string) => t.diagnostic(m),
    error: (m: string) => t.diagnostic(m)
  };
  const engine = await createEngine(
    {
      storageDir: dir,
      catalogFile: '',
      settings: () => ({ apiBaseUrl: '', uploadBaseUrl: '' }),
      apiKey: () => Promise.resolve('k'),
      log,
      clock
    },
    { client, catalog }
  );
  const { localId } = await engine.tasks.start({
    model: 'a/b',
    input: { prompt: 'a red fox' },
    saveTo: { folder: path.join(dir, 'out'), template: '${prompt}' },
    origin: 'api'
  });
  const task = await engine.tasks.waitFor(localId);
  assert.equal(task.state, 'done');
  assert.equal(posts, 1);
  assert.deepEqual(await fs.readdir(path.join(dir, 'out')), ['a-red-fox.png']);
  engine.dispose();
  await engine.closed();
  await fs.rm(dir, { recursive: true });
});
