import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitsPattern } from '../../../../../src/core/models/patterns/fitsPattern.ts';

test('fitsPattern: runs the pattern on a text of limited length', () => {
  assert.equal(fitsPattern('^a+$', 'a'.repeat(100_000)), true);
  assert.equal(fitsPattern('^a+$', 'ab'), false);
  assert.equal(fitsPattern('^a+$', 'a'.repeat(100_001)), false);
});
