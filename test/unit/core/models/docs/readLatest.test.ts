import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLatest } from '../../../../../src/core/models/docs/readLatest.ts';

test('readLatest: reads content again that this window replaced', async () => {
  let inMemory = 'old';
  const contents = ['old', 'new'];
  const read = (): Promise<string | undefined> => {
    const content = contents.shift();
    if (content === 'old') inMemory = 'new';
    return Promise.resolve(content);
  };
  assert.equal(await readLatest(() => inMemory, read), 'new');
});
