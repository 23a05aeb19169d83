import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expectedList } from '../../../../../src/core/models/live/expectedList.ts';
import { mergeList } from '../../../../../src/core/models/live/storedList.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';

const expected = expectedList(await builtCatalog());
const ids = expected.models.map(({ model }) => model);

it('expectedList: current models for tasks, without those that KIE never listed', () => {
  assert.ok(ids.length > 150);
  assert.ok(ids.includes('kling-3.0/video'));
  for (const id of ['runway/gen4-aleph', '/veo/generate', 'elevenlabs/audio-isolation']) assert.ok(!ids.includes(id));
});

it('expectedList: marks a removed model with the first list', () => {
  const [gone, ...models] = ids.map(model => ({ model, taskTypes: ['Text to Image'] }));
  const list = mergeList(expected, { models, total: models.length }, 5);
  const unlisted = list?.models.filter(({ unlistedSince }) => unlistedSince !== undefined);
  assert.deepEqual(unlisted, [{ model: gone?.model, taskTypes: [], since: 0, unlistedSince: 5 }]);
});
