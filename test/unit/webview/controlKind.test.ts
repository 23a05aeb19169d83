import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Param } from '../../../src/shared/model.ts';
import { codePoints, controlKind, variantsOf } from '../../../webview/generate/controlKind.ts';

const cases: readonly [string, Param, string][] = [
  ['few short values', { type: 'string', enum: ['1K', '2K'] }, 'segmented'],
  ['long values', { type: 'string', enum: ['a very long value indeed', 'b'] }, 'dropdown'],
  ['six values', { type: 'integer', enum: [1, 2, 3, 4, 5, 6] }, 'segmented'],
  ['seven values', { type: 'integer', enum: [1, 2, 3, 4, 5, 6, 7] }, 'dropdown'],
  ['shapes', { type: 'string', enum: ['1:1', '16:9', 'auto'] }, 'ratio'],
  ['a colour', { type: 'string', pattern: '^#[0-9A-Fa-f]{6}$' }, 'colour'],
  ['a pattern of another dialect', { type: 'string', pattern: '(?i)x' }, 'text'],
  ['many values', { type: 'string', enum: Array.from({ length: 13 }, (_, i) => String(i)) }, 'picker'],
  ['a flag', { type: 'boolean' }, 'boolean'],
  ['an integer', { type: 'integer' }, 'number'],
  ['a text', { type: 'string' }, 'text'],
  ['a file', { type: 'string', media: 'image' }, 'media'],
  ['files by their items', { type: 'array', items: { type: 'string', media: 'audio' } }, 'media'],
  ['lines with a file each', { type: 'array', media: 'video', items: { type: 'object', properties: {} } }, 'list'],
  ['words', { type: 'array', items: { type: 'string' } }, 'list'],
  ['an object', { type: 'object', properties: {} }, 'object'],
  ['ways', { type: 'array', oneOf: [{ media: 'image' }] }, 'variants']
];
for (const [name, param, kind] of cases) test(name, () => assert.equal(controlKind(param, param.enum), kind));

test('a way shares what stands beside it', () => {
  const [first] = variantsOf({ type: 'array', maxItems: 4, oneOf: [{ media: 'video', maxItems: 1 }] });
  assert.deepEqual(first, { type: 'array', maxItems: 1, media: 'video' });
});

test('a length counts code points', () => assert.equal(codePoints('a🌊'), 2));
