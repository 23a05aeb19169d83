import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../../../../src/shared/form.ts';
import { membersFor } from '../../../../../webview/generate/model/members.ts';

const rules = [{ memberOf: { of: 'lines[].speaker', in: 'speakers[].id' } }];
const cases: readonly [string, string, Draft, readonly string[]][] = [
  [
    'those of the other list, once each',
    'lines[3].speaker',
    { speakers: [{ id: 'A' }, { id: 'B' }, { id: 'A' }] },
    ['A', 'B']
  ],
  ['none before there are any', 'lines[0].speaker', {}, []],
  ['empty and missing ones are none', 'lines[0].speaker', { speakers: [{ id: '' }, {}, 7] }, []],
  ['another field has none', 'lines[0].text', { speakers: [{ id: 'A' }] }, []]
];
for (const [name, path, draft, expected] of cases) {
  test(`members: ${name}`, () => assert.deepEqual(membersFor(rules, draft, path), expected));
}
