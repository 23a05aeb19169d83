import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Param } from '../../../../../src/shared/model.ts';
import { controlKind, isLongText, labelOf, variantsOf } from '../../../../../webview/generate/model/controlKind.ts';

const cases: readonly [string, Param, string][] = [
  ['few short values', { type: 'string', enum: ['1K', '2K'] }, 'segmented'],
  ['long values', { type: 'string', enum: ['a very long value indeed', 'b'] }, 'dropdown'],
  ['six values', { type: 'integer', enum: [1, 2, 3, 4, 5, 6] }, 'segmented'],
  ['seven in a row', { type: 'integer', enum: [1, 2, 3, 4, 5, 6, 7] }, 'steps'],
  ['seven in a row as texts', { type: 'string', enum: ['3', '4', '5', '6', '7', '8', '9'] }, 'steps'],
  ['seven values', { type: 'integer', enum: [1, 2, 3, 4, 5, 6, 8] }, 'dropdown'],
  ['ratios by name', { type: 'string', enum: ['square_hd', 'portrait_16_9', 'landscape_4_3'] }, 'ratio'],
  ['a boolean that the rules narrow', { type: 'boolean', enum: [false] }, 'boolean'],
  ['ratios', { type: 'string', enum: ['1:1', '16:9', 'auto'] }, 'ratio'],
  ['a color', { type: 'string', pattern: '^#[0-9A-Fa-f]{6}$' }, 'color'],
  ['a pattern that accepts more than colors', { type: 'string', pattern: '^#' }, 'text'],
  ['many values', { type: 'string', enum: Array.from({ length: 13 }, (_, i) => `v${i}`) }, 'picker'],
  ['a boolean', { type: 'boolean' }, 'boolean'],
  ['an integer', { type: 'integer' }, 'number'],
  ['a text', { type: 'string' }, 'text'],
  ['a file', { type: 'string', media: 'image' }, 'media'],
  ['files by their items', { type: 'array', items: { type: 'string', media: 'audio' } }, 'media'],
  ['objects with a file each', { type: 'array', media: 'video', items: { type: 'object', properties: {} } }, 'list'],
  ['texts', { type: 'array', items: { type: 'string' } }, 'list'],
  ['an object', { type: 'object', properties: {} }, 'object'],
  ['variants', { type: 'array', oneOf: [{ media: 'image' }] }, 'variants']
];
for (const [name, param, kind] of cases) test(name, () => assert.equal(controlKind(param, param.enum), kind));

test('variantsOf: variants share the other properties', () => {
  const [first] = variantsOf({ type: 'array', maxItems: 4, oneOf: [{ media: 'video', maxItems: 1 }] });
  assert.deepEqual(first, { type: 'array', maxItems: 1, media: 'video' });
});

test('labelOf: words in sentence case, numbers and codes unchanged', () => {
  const labels = [
    ['auto', 'Auto'],
    ['TURBO', 'Turbo'],
    ['input_video', 'Input video'],
    ['png', 'PNG'],
    ['4k', '4K'],
    ['720p', '720p'],
    ['pt', 'pt'],
    ['V5_5', 'V5_5'],
    ['portrait_4_3', 'Portrait 3:4'],
    ['landscape_16_9', 'Landscape 16:9'],
    ['16:9', '16:9']
  ] as const;
  for (const [value, label] of labels) assert.equal(labelOf({}, value), label);
  assert.equal(labelOf({ enumLabels: { auto: 'As it likes' } }, 'auto'), 'As it likes');
});

test('isLongText: prose has several lines, codes and names have one', () => {
  assert.ok(isLongText('prompt', {}) && isLongText('previous_text', { maxLength: 5000 }));
  for (const name of ['language_code', 'title', 'voice_id', 'seed']) {
    assert.ok(!isLongText(name, { maxLength: 500 }), name);
  }
});
