import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchDrafts } from '../../../src/shared/batch.ts';

const entry = { params: { seed: { minimum: 10, maximum: 12 }, size: {} } };

test('the same again counts a seed up, and begins anew at its end', () => {
  assert.deepEqual(batchDrafts(entry, { seed: 11, size: 'a' }, { times: 3 }), [
    { seed: 11, size: 'a' },
    { seed: 12, size: 'a' },
    { seed: 10, size: 'a' }
  ]);
});

test('a seed that is not set, or that asks for chance, stays so', () => {
  assert.deepEqual(batchDrafts(entry, { size: 'a' }, { times: 2 }), [{ size: 'a' }, { size: 'a' }]);
  assert.deepEqual(batchDrafts(entry, { seed: -1 }, { times: 2 }), [{ seed: -1 }, { seed: -1 }]);
});

test('a sweep takes each value once', () => {
  const batch = { times: 5, sweep: { name: 'size', values: ['a', 'b'] } };
  assert.deepEqual(batchDrafts(entry, { seed: 11, size: 'x' }, batch), [
    { seed: 11, size: 'a' },
    { seed: 11, size: 'b' }
  ]);
});
