import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evenShares } from '../../../../../../webview/generate/model/values/evenShares.ts';

test('even shares: are whole numbers that differ by one at most', () => {
  assert.deepEqual(evenShares(10, 3), [4, 3, 3]);
  assert.deepEqual(evenShares(10, 1), [10]);
  assert.deepEqual(evenShares(10, 5), [2, 2, 2, 2, 2]);
});

test('even shares: stay within the bounds', () => {
  assert.deepEqual(evenShares(15, 1, { minimum: 1, maximum: 12 }), [12]);
  assert.deepEqual(evenShares(3, 5, { minimum: 1 }), [1, 1, 1, 1, 1]);
});
