import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codePoints } from '../../../../../src/core/models/rules/paths.ts';

test('characters: are counted as code points, incomplete ones too', () => {
  for (const [text, count] of [
    ['', 0],
    ['fox', 3],
    ['🦊 狐', 3],
    ['\ud83e', 1],
    ['\udd8a\ud83e', 2]
  ] as const)
    assert.equal(codePoints(text), count);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => codePoints(text) === Array.from(text).length));
});
