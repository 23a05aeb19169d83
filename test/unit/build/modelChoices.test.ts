import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { modelChoices, readCatalog } from '../../../src/build/modelChoices.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';

const image = { type: 'string', media: 'image', required: true } as const;

test('model choices: list current models that need nothing besides the file', () => {
  const models = [
    modelEntry({ id: 'b', name: 'Two', task: 'image-edit', output: 'image', params: { image } }),
    modelEntry({ id: 'old', status: 'legacy', task: 'upscale-image', output: 'image', params: { image } }),
    modelEntry({ id: 'video', task: 'image-to-video', output: 'video', params: { image } }),
    modelEntry({ id: 'pair', output: 'image', params: { image, other: { ...image, media: 'video' } } }),
    modelEntry({ id: 'prompt', output: 'image', params: { image, prompt: { type: 'string', required: true } } }),
    modelEntry({ id: 'a', name: 'Three', task: 'upscale-image', output: 'image', params: { image } })
  ];
  const listed = { files: 'image', output: 'image', onlyFile: true, first: 'upscale-image' } as const;
  assert.deepEqual(modelChoices(models, listed), { enum: ['a', 'b'], enumItemLabels: ['Three', 'Two'] });
});

test('model choices: name the task of models with the same name', () => {
  const models = [
    modelEntry({ id: 'kling/b', name: 'Kling', task: 'image-to-video' }),
    modelEntry({ id: 'kling/a', name: 'Kling', task: 'text-to-video' }),
    modelEntry({ id: 'helper', name: 'Check', task: 'helper' })
  ];
  assert.deepEqual(modelChoices(models, {}), {
    enum: ['kling/a', 'kling/b'],
    enumItemLabels: ['Kling · Text to video', 'Kling · Image to video']
  });
});

test('readCatalog: reads every model of the sources', () => {
  const models = readCatalog(path.join(import.meta.dirname, '../../../src/core/models/catalog'));
  assert.ok(models.some(({ id }) => id === 'nano-banana-2'));
  assert.equal(new Set(models.map(({ id }) => id)).size, models.length);
});
