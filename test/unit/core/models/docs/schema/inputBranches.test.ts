import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeBranches } from '../../../../../../src/core/models/docs/schema/inputBranches.ts';
import type { Reading } from '../../../../../../src/core/models/docs/schema/schema.ts';

const text = { type: 'string' };
const branch = (required: readonly string[], ...optional: readonly string[]) => ({
  type: 'object',
  required,
  properties: Object.fromEntries([...required, ...optional].map(name => [name, text]))
});

function merged(input: object) {
  const reading: Reading = { unsupported: [], resolve: () => undefined, count: 0 };
  const { input: whole, rules, modeLabels } = mergeBranches(input as Record<string, unknown>, reading);
  return { names: Object.keys(whole['properties'] as object), required: whole['required'], rules, modeLabels, reading };
}

test('inputBranches: alternatives with one key each become exactly one of them', () => {
  const { names, required, rules } = merged({
    oneOf: [branch(['prompt', 'task_id']), branch(['prompt', 'image_url'])]
  });
  assert.deepEqual(names, ['prompt', 'image_url', 'task_id']);
  assert.deepEqual(required, ['prompt']);
  assert.deepEqual(rules, [{ exactlyOne: ['task_id', 'image_url'] }]);
});

test('inputBranches: the first key of an alternative requires the others', () => {
  const { rules, modeLabels } = merged({
    oneOf: [
      { ...branch(['task_id']), title: 'Continue' },
      { ...branch(['image_url', 'prompt'], 'seed'), title: 'Start' }
    ]
  });
  assert.deepEqual(rules, [
    { atMostOneGroup: [['task_id'], ['image_url', 'prompt', 'seed']] },
    { atLeastOne: ['task_id', 'image_url'] },
    { requires: { image_url: ['prompt'], prompt: ['image_url'], seed: ['image_url', 'prompt'] } }
  ]);
  assert.deepEqual(modeLabels, { task_id: 'Continue', image_url: 'Start' });
});

test('inputBranches: the alternative without own parameters is the default', () => {
  const { rules } = merged({ oneOf: [branch(['prompt']), branch(['image_url'], 'prompt')] });
  assert.deepEqual(rules, [{ when: { image_url: { set: false } }, then: { prompt: { required: true } } }]);
});

test('inputBranches: lists of required names with shared properties', () => {
  const properties = { task_id: text, image_url: text, prompt: text };
  const { rules } = merged({ properties, oneOf: [{ required: ['task_id'] }, { required: ['image_url', 'prompt'] }] });
  assert.deepEqual(rules, [
    { atMostOneGroup: [['task_id'], ['image_url', 'prompt']] },
    { atLeastOne: ['task_id', 'image_url'] },
    { requires: { image_url: ['prompt'], prompt: ['image_url'] } }
  ]);
});

test('inputBranches: a fixed value selects the parameters of its alternative', () => {
  const mode = (value: string) => ({ const: value, type: 'string' });
  const { names, rules } = merged({
    oneOf: [
      { required: ['mode', 'prompt'], properties: { mode: mode('text'), prompt: text } },
      { required: ['mode', 'image_url'], properties: { mode: mode('image'), image_url: text, prompt: text } }
    ]
  });
  assert.deepEqual(names, ['mode', 'image_url', 'prompt']);
  assert.deepEqual(rules, [
    { when: { mode: 'text' }, then: { image_url: { forbidden: true }, prompt: { required: true } } },
    { when: { mode: 'image' }, then: { image_url: { required: true } } }
  ]);
});

test('inputBranches: overlapping and non-exclusive alternatives are reported', () => {
  const overlapping = merged({ oneOf: [branch(['a'], 'x'), branch(['b'], 'x'), branch(['c'])] });
  assert.deepEqual(overlapping.reading.unsupported, ['input.oneOf: choice between 3 variants']);
  const any = merged({ anyOf: [branch(['a']), branch(['b'])] });
  assert.deepEqual([any.rules, any.reading.unsupported], [[], ['input.anyOf: choice between 2 variants']]);
  const different = merged({ oneOf: [branch(['a'], 'x'), { properties: { b: text, x: { type: 'integer' } } }] });
  assert.deepEqual(different.reading.unsupported, ['input.oneOf: "x" differs between variants']);
});
