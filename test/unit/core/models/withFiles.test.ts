import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFiles } from '../../../../src/core/models/withFiles.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';

const frames = modelEntry({
  params: {
    mask_url: { type: 'string', media: 'image' },
    first: { type: 'string', media: 'image' },
    last: { type: 'string', media: 'image' }
  }
});
const list = modelEntry({
  params: { images: { type: 'array', media: 'image', maxItems: 2, items: { type: 'string' } } }
});

test('files in a draft: fill the first free field, never a mask', () => {
  assert.deepEqual(withFiles(frames, {}, 'image', ['file:///a.png']), { first: 'file:///a.png' });
  const draft = { first: 'file:///a.png', prompt: 'A fox' };
  assert.deepEqual(withFiles(frames, draft, 'image', ['file:///b.png']), { ...draft, last: 'file:///b.png' });
});

test('files in a draft: replace another file when no field is free', () => {
  const draft = { first: 'file:///a.png', last: 'file:///b.png' };
  assert.deepEqual(withFiles(frames, draft, 'image', ['file:///c.png']), { ...draft, first: 'file:///c.png' });
});

test('files in a draft: are appended to a list up to its limit', () => {
  const with2 = withFiles(list, { images: ['file:///a.png'] }, 'image', ['file:///b.png']);
  assert.deepEqual(with2, { images: ['file:///a.png', 'file:///b.png'] });
  const full = withFiles(list, with2, 'image', ['file:///c.png']);
  assert.deepEqual(full, { images: ['file:///a.png', 'file:///c.png'] });
  const many = ['file:///1.png', 'file:///2.png', 'file:///3.png'];
  assert.deepEqual(withFiles(list, {}, 'image', many), { images: many.slice(0, 2) });
});

test('files in a draft: are refused by a model without a field for them', () => {
  assert.equal(withFiles(list, {}, 'video', ['file:///a.mp4']), undefined);
});
