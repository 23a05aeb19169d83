import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAt, isWithin, pathOf, setInDraft } from '../../../../../webview/generate/model/draftPath.ts';
import type { Keys } from '../../../../../webview/generate/model/draftPath.ts';

test('paths are written as issues write them', () => {
  assert.equal(pathOf(['turns', 0, 'text']), 'turns[0].text');
  assert.equal(pathOf(['boxes', 1, 2]), 'boxes[1][2]');
});

const cases: readonly [string, Readonly<Record<string, unknown>>, Keys, unknown, unknown][] = [
  ['a value is set', {}, ['a'], 5, { a: 5 }],
  ['lists and objects on the way come into being', {}, ['t', 0, 'x'], 'y', { t: [{ x: 'y' }] }],
  ['undefined takes a parameter away', { a: 1, b: 2 }, ['a'], undefined, { b: 2 }],
  ['an emptied object parameter goes too', { o: { x: 1 } }, ['o', 'x'], undefined, {}],
  ['an emptied line of a list stays', { t: [{ x: 1 }] }, ['t', 0, 'x'], undefined, { t: [{}] }]
];
for (const [name, draft, keys, value, expected] of cases) {
  test(name, () => {
    const before = structuredClone(draft);
    assert.deepEqual(setInDraft(draft, keys, value), expected);
    assert.deepEqual(draft, before);
  });
}

test('what is not there is undefined', () => assert.equal(getAt({ a: 'text' }, ['a', 0, 'b']), undefined));

test('a path is within its own and its parents, not within a longer name', () => {
  assert.equal(isWithin('a[0].b', 'a'), true);
  assert.equal(isWithin('a', 'a'), true);
  assert.equal(isWithin('ab', 'a'), false);
});
