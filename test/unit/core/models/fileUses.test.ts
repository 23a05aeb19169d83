import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileUses } from '../../../../src/core/models/fileUses.ts';
import type { ModelEntry } from '../../../../src/shared/model.ts';
import { summaryOf } from '../../../../src/core/models/catalog.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';

const image = { type: 'string', media: 'image' } as const;

const entries: readonly ModelEntry[] = [
  modelEntry({ id: 'helper', task: 'helper', params: { image_url: image } }),
  modelEntry({ id: 'text', task: 'text-to-image', params: { prompt: { type: 'string' } } }),
  modelEntry({ id: 'both', task: 'text-to-image', alsoTasks: ['image-edit'], params: { image_url: image } }),
  modelEntry({ id: 'reference', task: 'text-to-video', params: { image_url: image } }),
  modelEntry({ id: 'animate', task: 'image-to-video', params: { image_url: image } }),
  modelEntry({ id: 'mask', task: 'image-edit', params: { mask_url: image } }),
  modelEntry({ id: 'old', task: 'image-edit', status: 'legacy', params: { image_url: image } }),
  modelEntry({ id: 'film', task: 'video-to-video', params: { video_url: { type: 'string', media: 'video' } } })
];
const models = { summaries: () => entries.map(summaryOf), entry: (id: string) => entries.find(each => each.id === id) };

const uses = (kind: 'image' | 'video' | 'audio'): readonly string[] =>
  fileUses(models, kind).map(({ task, models: found }) => `${task}: ${found.map(({ id }) => id).join()}`);

test('file uses: groups the current models that accept an image, utilities last', () => {
  assert.deepEqual(uses('image'), ['image-edit: both', 'image-to-video: reference,animate', 'helper: helper']);
});

test('file uses: leaves out models for other kinds of files', () => {
  assert.deepEqual(uses('video'), ['video-to-video: film']);
  assert.deepEqual(uses('audio'), []);
});
