import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promptAfter, withPrompt } from '../../../../src/core/models/sessionPrompt.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';

const image = modelEntry({ id: 'image', params: { prompt: { type: 'string' } } });
const speech = modelEntry({ id: 'speech', params: { text: { type: 'string' } } });
const upscale = modelEntry({ id: 'upscale', params: { image: { type: 'string', media: 'image' } } });

const changes: readonly [string, Parameters<typeof promptAfter>, string][] = [
  ['a prompt that was entered counts', [image, '', {}, { prompt: 'A fox' }], 'A fox'],
  ['a later prompt replaces it', [image, 'A fox', { prompt: 'A fox' }, { prompt: 'A hare' }], 'A hare'],
  ['an emptied prompt is gone', [image, 'A fox', { prompt: 'A fox' }, {}], ''],
  ['another change of a draft without a prompt keeps it', [image, 'A fox', {}, { seed: 1 }], 'A fox'],
  ['a model without a prompt keeps it', [upscale, 'A fox', {}, { image: 'file:///a.png' }], 'A fox']
];
for (const [title, args, expected] of changes) {
  test(`session prompt: ${title}`, () => assert.equal(promptAfter(...args), expected));
}

test('session prompt: survives models without one, under any name', () => {
  const kept = promptAfter(image, '', {}, { prompt: 'A fox' });
  const after = promptAfter(upscale, kept, {}, { image: 'file:///a.png' });
  assert.deepEqual(withPrompt(upscale, { image: 'file:///a.png' }, after), { image: 'file:///a.png' });
  assert.deepEqual(withPrompt(speech, { text: 'old' }, after), { text: 'A fox' });
  assert.deepEqual(withPrompt(image, { prompt: 'own' }, ''), { prompt: 'own' });
});
