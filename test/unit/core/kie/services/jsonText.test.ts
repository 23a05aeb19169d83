import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeeper, jsonText } from '../../../../../src/core/kie/services/jsonText.ts';

const nest = (levels: number, inner: string): string => '[{"a\\n":'.repeat(levels) + inner + '}]'.repeat(levels);
const INNER = '{"text":"\\"\\u2028","n":-0.5,"is":true,"none":null,"no":[],"empty":{},"two":[1,2]}';

test('jsonText: indents shallow values', () => {
  const value: unknown = JSON.parse(nest(5, INNER));
  assert.equal(jsonText(value), JSON.stringify(value, null, 2));
  for (const plain of ['a', 1, null, []]) assert.equal(jsonText(plain), JSON.stringify(plain));
});

test('jsonText: writes deep values on one line', () => {
  for (const levels of [30, 3_000, 50_000]) {
    const text = nest(levels, INNER);
    assert.equal(jsonText(JSON.parse(text)), text.replace('\\u2028', '\u2028'));
  }
});

test('isDeeper: counts arrays and objects', () => {
  assert.deepEqual(
    [isDeeper(1, 0), isDeeper([], 0), isDeeper([1], 1), isDeeper([{ a: [] }], 2)],
    [false, false, false, false]
  );
  assert.deepEqual(
    [isDeeper([1], 0), isDeeper([{ a: [] }], 1), isDeeper(JSON.parse(nest(50_000, '1')), 100)],
    [true, true, true]
  );
});
