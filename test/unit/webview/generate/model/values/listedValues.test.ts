import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scalar } from '../../../../../../src/shared/modelRule.ts';
import { documentedValue } from '../../../../../../src/shared/catalog/spelling.ts';
import { listedValues } from '../../../../../../webview/generate/model/values/listedValues.ts';

const FORMATS = { enum: ['png', 'jpeg'] };

for (const [what, documented, value, current] of [
  ['another letter case', ['png', 'jpeg'], 'PNG', 'png'],
  ['white space', ['720p', '1080p'], ' 720P ', '720p'],
  ['a number as text', [5, 10], '5', 5],
  ['a number for a text', ['5', '10'], 5, '5'],
  ['a boolean as text', [true, false], 'True', true],
  ['a boolean for a text', ['true', 'false'], false, 'false'],
  ['the exact value of two spellings', ['Pro', 'pro'], 'pro', 'pro']
] as const satisfies readonly (readonly [string, readonly Scalar[], Scalar, Scalar])[]) {
  test(`listed values: ${what} is the documented option and adds no line`, () => {
    const param = { enum: documented };
    assert.deepEqual(listedValues(param, documented, value, false), { values: documented, current });
    assert.deepEqual(listedValues(param, documented, value, true), { values: documented, current });
  });
}

test('listed values: a value that is not documented has a line of its own', () => {
  assert.deepEqual(listedValues(FORMATS, FORMATS.enum, 'gif', false), {
    values: ['png', 'jpeg', 'gif'],
    current: 'gif'
  });
  const twice = { enum: ['Pro', 'pro'] };
  assert.deepEqual(listedValues(twice, twice.enum, 'PRO', false).values, ['Pro', 'pro', 'PRO'], 'either may be meant');
});

test('listed values: one that the rules exclude stays, also in another spelling', () => {
  assert.deepEqual(listedValues(FORMATS, ['png'], 'JPEG', true), { values: ['png', 'jpeg'], current: 'jpeg' });
  assert.deepEqual(listedValues(FORMATS, ['png'], undefined, false), { values: ['png', 'jpeg'], current: undefined });
});

test('documented value: an accepted value that is not listed keeps its own spelling', () => {
  assert.equal(documentedValue({ enum: ['id1'], alsoValues: ['Rachel'] }, 'rachel'), 'Rachel');
  assert.equal(documentedValue({}, 'x'), 'x');
});
