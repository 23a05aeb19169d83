import assert from 'node:assert/strict';
import { test } from 'node:test';
import { variedParams } from '../../../../src/core/tasks/variedValues.ts';

test('variedParams: names the parameters that differ within a batch', () => {
  assert.deepEqual(
    variedParams([
      { a: 1, b: ['x'] },
      { a: 2, b: ['x'] }
    ]),
    ['a']
  );
  assert.deepEqual(variedParams([{ a: 1 }, { a: 1, seed: 5 }]), ['seed']);
  assert.deepEqual(variedParams([{ a: 1 }]), []);
  assert.deepEqual(variedParams([]), []);
});
