import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasImage, imageTools, withBoxes } from '../../../../src/shared/catalog/imageTools.ts';

const entry = {
  masks: { mask: { of: 'picture', paint: 'white' as const } },
  boxes: { regions: { of: 'pictures' } },
  params: { regions: { type: 'array' as const, items: { type: 'array' as const, maxItems: 2 } } }
};

test('image tools: a mask needs an image, and knows the mask before it', () => {
  assert.deepEqual(imageTools(entry, {}, 'mask'), []);
  assert.deepEqual(imageTools(entry, { picture: 'a', mask: 'm' }, 'mask'), [
    { kind: 'mask', param: 'mask', image: 'a', paint: 'white', mask: 'm' }
  ]);
});

test('image tools: boxes go to their image, wherever it is in the list by then', () => {
  const [, tool] = imageTools(entry, { pictures: ['a', 'b'], regions: [[[1, 2, 3, 4]]] }, 'regions');
  assert.ok(tool?.kind === 'boxes');
  const draft = { pictures: ['b', 'a'], regions: [[], [[1, 2, 3, 4]]] };
  assert.deepEqual(withBoxes(entry, draft, tool, [[5, 6, 7, 8]]), [[[5, 6, 7, 8]], [[1, 2, 3, 4]]]);
  assert.equal(withBoxes(entry, { pictures: ['b'] }, tool, []), undefined);
  assert.equal(hasImage(entry, { pictures: ['a'] }, tool), false);
});
