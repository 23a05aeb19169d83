import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitsPattern } from '../../../../../src/core/models/patterns/fitsPattern.ts';

test('fitsPattern: runs the pattern on a text of limited length, and judges no other', () => {
  assert.equal(fitsPattern('^a+$', 'a'.repeat(100_000)), true);
  assert.equal(fitsPattern('^a+$', 'ab'), false);
  assert.equal(fitsPattern('^a+$', `${'a'.repeat(99_999)}b`), false);
  assert.equal(fitsPattern('^a+$', `${'a'.repeat(100_000)}b`), true);
});
