import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { before, codePoints, trimEndOf } from '../../../src/shared/textParts.ts';

test('trimEndOf: removes characters at the end only', () => {
  assert.equal(trimEndOf('https://a.test//', /\//), 'https://a.test');
  assert.equal(trimEndOf('////', /\//), '');
  assert.equal(trimEndOf('', /\//), '');
});

test('trimEndOf: takes linear time on a long run in the middle', () => {
  const text = `${'/'.repeat(200_000)}a`;
  const begun = process.cpuUsage();
  assert.equal(trimEndOf(text, /\//), text);
  assert.ok(process.cpuUsage(begun).user < 2_000_000);
});

test('before: returns the text up to the first of these characters', () => {
  assert.equal(before('a.png?b#c', /[?#]/), 'a.png');
  assert.equal(before('a\n?b', /[?#]/), 'a\n');
  assert.equal(before('a.png', /[?#]/), 'a.png');
  assert.equal(before('?a', /[?#]/), '');
});

test('codePoints: counts characters as code points, incomplete ones too', () => {
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
