import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstPrompts, promptsOf } from '../../../src/shared/promptList.ts';

test('prompt list: has one prompt per line, without empty lines', () => {
  assert.deepEqual(promptsOf('a red kite\r\n\n  a boat  \nx\r'), ['a red kite', 'a boat', 'x']);
  assert.deepEqual(promptsOf(' \n'), []);
});

test('prompt list: is read from a JSON list too', () => {
  assert.deepEqual(promptsOf('["one\\nline", "two"]'), ['one\nline', 'two']);
  assert.deepEqual(promptsOf('[1, 2]'), ['[1, 2]']);
  assert.deepEqual(promptsOf('[wide shot] a boat'), ['[wide shot] a boat']);
});

test('prompt list: is limited to the runs of one batch', () => {
  const many = Array.from({ length: 23 }, (_, i) => `p${i}`);
  assert.deepEqual(firstPrompts(many), { prompts: many.slice(0, 20), left: 3 });
  assert.deepEqual(firstPrompts(['a']), { prompts: ['a'], left: 0 });
});
