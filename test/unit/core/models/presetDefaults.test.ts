import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetDefaults } from '../../../../src/core/models/presetDefaults.ts';

const entry = {
  params: {
    prompt: { type: 'string' },
    seed: { type: 'integer' },
    image: { type: 'string', media: 'image' },
    images: { type: 'array', items: { type: 'string', media: 'image' } }
  }
} as const;

test('preset: includes settings, but not the prompt and files', () => {
  assert.deepEqual(presetDefaults(entry, { prompt: 'a', seed: 7, image: 'x', images: ['y'] }), ['seed']);
});

test('preset: includes the prompt when there are no settings, then files', () => {
  assert.deepEqual(presetDefaults(entry, { prompt: 'a', image: 'x' }), ['prompt']);
  assert.deepEqual(presetDefaults(entry, { image: 'x', images: ['y'] }), ['image', 'images']);
  assert.deepEqual(presetDefaults(entry, {}), []);
});
