import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pruneDroppedFiles } from '../../../../src/core/files/pruneDroppedFiles.ts';

const DAY = 24 * 3600 * 1000;

test('dropped files: removed after 30 days unless a task or a draft uses them', async t => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'given-'));
  t.after(() => fs.rm(folder, { recursive: true }));
  const now = Date.now();
  const put = async (name: string, days: number): Promise<void> => {
    const place = path.join(folder, name);
    await fs.mkdir(place);
    await fs.writeFile(path.join(place, 'a.png'), name);
    const time = new Date(now - days * DAY);
    await fs.utimes(path.join(place, 'a.png'), time, time);
    await fs.utimes(place, time, time);
  };
  await put('old', 31);
  await put('named', 400);
  await put('young', 29);
  const used = `file:///storage/given/named/a.png`;
  assert.deepEqual(await pruneDroppedFiles(folder, name => used.includes(name), now), ['old']);
  assert.deepEqual((await fs.readdir(folder)).sort(), ['named', 'young']);
  assert.deepEqual(await pruneDroppedFiles(path.join(folder, 'none'), () => false, now), []);
});
