import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAt, isWithin, pathOf, setInDraft } from '../../../../../webview/generate/model/draftPath.ts';
import type { Keys } from '../../../../../webview/generate/model/draftPath.ts';

test('pathOf: writes paths as issues do', () => {
  assert.equal(pathOf(['turns', 0, 'text']), 'turns[0].text');
  assert.equal(pathOf(['boxes', 1, 2]), 'boxes[1][2]');
});

const cases: readonly [string, Readonly<Record<string, unknown>>, Keys, unknown, unknown][] = [
  ['setInDraft: sets a value', {}, ['a'], 5, { a: 5 }],
  ['setInDraft: creates lists and objects on the path', {}, ['t', 0, 'x'], 'y', { t: [{ x: 'y' }] }],
  ['setInDraft: undefined removes a parameter', { a: 1, b: 2 }, ['a'], undefined, { b: 2 }],
  ['setInDraft: removes an object that lost its last property', { o: { x: 1 } }, ['o', 'x'], undefined, {}],
  ['setInDraft: keeps an emptied item of a list', { t: [{ x: 1 }] }, ['t', 0, 'x'], undefined, { t: [{}] }]
];
for (const [name, draft, keys, value, expected] of cases) {
  test(name, () => {
    const before = structuredClone(draft);
    assert.deepEqual(setInDraft(draft, keys, value), expected);
    assert.deepEqual(draft, before);
  });
}

test('getAt: a missing value is undefined', () => assert.equal(getAt({ a: 'text' }, ['a', 0, 'b']), undefined));

test('isWithin: a path is within itself and its parents only', () => {
  assert.equal(isWithin('a[0].b', 'a'), true);
  assert.equal(isWithin('a', 'a'), true);
  assert.equal(isWithin('ab', 'a'), false);
});
