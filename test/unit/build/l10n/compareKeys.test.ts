import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareKeys } from '../../../../src/build/l10n/compareKeys.ts';

test('compareKeys: finds missing, empty and unused keys', () => {
  const english = { a: 'A', b: 'B', c: 'C' };
  assert.deepEqual(compareKeys(english, { a: 'А', b: ' ', d: 'Д' }), { missing: ['b', 'c'], unused: ['d'] });
});
