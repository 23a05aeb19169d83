import assert from 'node:assert/strict';
import { test } from 'node:test';
import { purposeLabel, purposeOf, PURPOSES, TASKS } from '../../../../src/shared/catalog/purposes.ts';
import { builtCatalog } from '../../../support/models/testCatalog.ts';

test('purposes: are in a fixed order', () => {
  const labels = PURPOSES.map(purposeLabel);
  assert.deepEqual(labels, ['Images', 'Video', 'Speech', 'Music', 'Edit', 'Upscale', 'Utilities']);
});

test('purposes: every task of the catalog has a place in the order', async () => {
  const catalog = await builtCatalog();
  const tasks = new Set(catalog.entries.map(({ task }) => task));
  tasks.delete('helper');
  assert.deepEqual([...tasks].toSorted(), TASKS.toSorted());
});

test('purposes: sort by task, unknown tasks by output', () => {
  const cases = [
    ['text-to-image', 'image', 'images'],
    ['lip-sync', 'video', 'video'],
    ['speech-to-text', 'text', 'speech'],
    ['audio-to-music', 'audio', 'music'],
    ['remove-background', 'image', 'edit'],
    ['video-to-video', 'video', 'edit'],
    ['upscale-video', 'video', 'upscale'],
    ['helper', 'video', 'utilities'],
    ['new-task', 'video', 'video'],
    ['new-task', 'json', 'utilities']
  ] as const;
  for (const [task, output, purpose] of cases) assert.equal(purposeOf({ task, output }), purpose);
});
