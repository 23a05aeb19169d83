import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchDrafts } from '../../../src/shared/batch.ts';

const entry = { params: { seed: { minimum: 10, maximum: 12 }, size: {} } };

test('batchDrafts: increases a seed by 1, and continues from its minimum', () => {
  assert.deepEqual(batchDrafts(entry, { seed: 11, size: 'a' }, { times: 3 }), [
    { seed: 11, size: 'a' },
    { seed: 12, size: 'a' },
    { seed: 10, size: 'a' }
  ]);
});

test('batchDrafts: keeps a missing or random seed', () => {
  assert.deepEqual(batchDrafts(entry, { size: 'a' }, { times: 2 }), [{ size: 'a' }, { size: 'a' }]);
  assert.deepEqual(batchDrafts(entry, { seed: -1 }, { times: 2 }), [{ seed: -1 }, { seed: -1 }]);
});

test('batchDrafts: uses each value to vary once', () => {
  const batch = { times: 5, sweep: { name: 'size', values: ['a', 'b'] } };
  assert.deepEqual(batchDrafts(entry, { seed: 11, size: 'x' }, batch), [
    { seed: 11, size: 'a' },
    { seed: 11, size: 'b' }
  ]);
});
