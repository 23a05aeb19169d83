import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonTokens } from '../../../../webview/result/json.ts';

const ofKind = (source: string, kind: string): readonly string[] =>
  jsonTokens(source)
    .filter(token => token.kind === kind)
    .map(({ text }) => text);

test('jsonTokens: colors keys, strings, numbers and words', () => {
  const source = '{"a \\" b": "x: 1", "n": [-1.5e3, true, null]}';
  assert.deepEqual(ofKind(source, 'key'), ['"a \\" b"', '"n"']);
  assert.deepEqual(ofKind(source, 'string'), ['"x: 1"']);
  assert.deepEqual(ofKind(source, 'number'), ['-1500']);
  assert.deepEqual(ofKind(source, 'word'), ['true', 'null']);
});

test('jsonTokens: loses no character, even of invalid JSON', () => {
  const whole = (source: string): string =>
    jsonTokens(source)
      .map(({ text }) => text)
      .join('');
  assert.equal(whole('{"a":1}'), '{\n  "a": 1\n}');
  assert.equal(whole('{"a": 1}\n{"b": "x'), '{"a": 1}\n{"b": "x');
});
