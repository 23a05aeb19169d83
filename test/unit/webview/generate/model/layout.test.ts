import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import type { Rule } from '../../../../../src/shared/modelRule.ts';
import { layoutOf } from '../../../../../webview/generate/model/layout.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';

const text: Param = { type: 'string' };
const file: Param = { type: 'string', media: 'image' };

function layout(params: Readonly<Record<string, Param>>, more: Partial<ModelEntry> = {}): readonly string[] {
  const entry = modelEntry({ params, ...more });
  const { main, more: folded, deprecated } = layoutOf({ entry, order: Object.keys(params) });
  return [main, folded, deprecated].map(names => names.join(' '));
}

const many = { a: text, b: text, c: text, d: text, e: text, f: text };

test('layout: required fields are first in any order of the entry', () => {
  const [main] = layout({ temperature: { type: 'number' }, lines: { ...text, required: true }, voice: text });
  assert.equal(main, 'lines temperature voice');
});

test('layout: an optional prompt keeps its place in the order', () => {
  const needed: Param = { ...text, required: true };
  assert.equal(layout({ prompt: text, files: file, tier: needed })[0], 'prompt files tier');
  assert.equal(layout({ files: file, prompt: text, tier: needed })[0], 'files prompt tier');
});

test('layout: price, ratio and length stay visible, minor fields are folded', () => {
  const [main, folded] = layout(
    {
      watermark: text,
      seed: { type: 'integer' },
      ...many,
      tier: text,
      frame: { type: 'string', enum: ['1:1', '16:9'] },
      duration: text
    },
    { price: [{ when: { tier: 'x' }, credits: 1 }] }
  );
  assert.equal(main, 'a b c tier frame duration');
  assert.equal(folded, 'watermark seed d e f');
});

test('layout: alternatives are together', () => {
  const rules = [{ exactlyOne: ['task', 'picture'] }];
  assert.equal(
    layout({ picture: file, prompt: { ...text, required: true }, task: text }, { rules })[0],
    'picture task prompt'
  );
});

test('layout: deprecated fields are separate', () => {
  assert.deepEqual(layout({ ...many, old: { ...text, deprecated: true } }), ['a b c', 'd e f', 'old']);
});

test('layout: a field that a rule can require is first for every draft', () => {
  const rules: readonly Rule[] = [
    { when: { tier: 'x' }, then: { title: { required: true }, voice: { forbidden: true } } }
  ];
  assert.deepEqual(layout({ ...many, title: text, voice: text }, { rules }), ['title a b c', 'd e f voice', '']);
});

test('layout: three fields are folded, two are not', () => {
  const [a, b, c, d, e] = [text, text, text, text, text];
  assert.deepEqual(layout({ a, b, c, d, e }), ['a b c d e', '', '']);
  assert.deepEqual(layout({ a, b, c, d, e, f: text }), ['a b c', 'd e f', '']);
});

test('layout: a required switch that decides about many fields is above them', () => {
  const custom: Param = { type: 'boolean', required: true };
  const off = (...names: readonly string[]): NonNullable<Rule['then']> =>
    Object.fromEntries(names.map(name => [name, { ignored: true }]));
  const params = { prompt: text, files: file, custom, ...many };
  const rules: readonly Rule[] = [{ when: { custom: true }, then: off('files', 'a') }];
  assert.equal(layout(params, { rules })[0], 'prompt files custom a b c');
  const three: readonly Rule[] = [...rules, { when: { custom: false }, then: off('b') }];
  assert.equal(layout(params, { rules: three })[0], 'prompt files custom a b c');
  const more: readonly Rule[] = [...rules, { when: { custom: false }, then: off('b', 'c') }];
  assert.equal(layout(params, { rules: more })[0], 'custom prompt files a b c');
});
