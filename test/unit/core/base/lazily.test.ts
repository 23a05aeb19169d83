import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lazily } from '../../../../src/core/base/lazily.ts';

test('lazily: loads once, and again only after a failure', async () => {
  let loads = 0;
  const get = lazily(() => {
    loads += 1;
    return loads === 1 ? Promise.reject(new Error('first')) : Promise.resolve(loads);
  });
  await assert.rejects(get(), /first/);
  assert.deepEqual(await Promise.all([get(), get()]), [2, 2]);
  assert.equal(await get(), 2);
});
