import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { StoredAnswers } from '../../../../../src/core/models/live/storedAnswers.ts';

const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-answers-'));
after(() => fs.rm(folder, { recursive: true }));

it('StoredAnswers: keeps the newest answer for all windows', async () => {
  const answers = new StoredAnswers(folder);
  assert.equal(await answers.read('maker/clip', 'schema'), undefined);
  await answers.write('maker/clip', 'schema', { readAt: 1, value: { openapi: '3.1.0' } });
  await answers.write('maker/clip', 'schema', { readAt: 2, value: null });
  assert.deepEqual(await new StoredAnswers(folder).read('maker/clip', 'schema'), { readAt: 2, value: null });
  assert.equal(await answers.read('maker/clip', 'health'), undefined);
});

it('StoredAnswers: model IDs are no paths, and damaged files are ignored', async () => {
  const answers = new StoredAnswers(folder);
  await answers.write('../../evil', 'schema', { readAt: 1, value: 1 });
  const files = await fs.readdir(path.join(folder, 'liveModels'));
  assert.equal(files.length, 2);
  for (const file of files) await fs.writeFile(path.join(folder, 'liveModels', file), '{"model":');
  assert.equal(await answers.read('../../evil', 'schema'), undefined);
});
