import assert from 'node:assert/strict';
import { test } from 'node:test';
import { before, trimEndOf } from '../../../src/shared/textParts.ts';

test('trimEndOf: removes characters at the end only', () => {
  assert.equal(trimEndOf('https://a.test//', /\//), 'https://a.test');
  assert.equal(trimEndOf('////', /\//), '');
  assert.equal(trimEndOf('', /\//), '');
});

test('trimEndOf: takes linear time on a long run in the middle', () => {
  const text = `${'/'.repeat(200_000)}a`;
  const begun = performance.now();
  assert.equal(trimEndOf(text, /\//), text);
  assert.ok(performance.now() - begun < 2_000);
});

test('before: returns the text up to the first of these characters', () => {
  assert.equal(before('a.png?b#c', /[?#]/), 'a.png');
  assert.equal(before('a\n?b', /[?#]/), 'a\n');
  assert.equal(before('a.png', /[?#]/), 'a.png');
  assert.equal(before('?a', /[?#]/), '');
});
