import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matches, rank } from '../../../webview/components/search.ts';

test('a model that is called just what was typed comes before one that only contains it', () => {
  const names = ['Topaz Image Upscale', 'Z-Image'];
  assert.ok(names.every(name => matches('z-image', name)));
  assert.deepEqual(
    names.toSorted((a, b) => rank('z-image', [a]) - rank('z-image', [b])),
    ['Z-Image', 'Topaz Image Upscale']
  );
  assert.deepEqual(
    [rank('seedream', ['Seedream 4.5']), rank('4.5', ['Seedream 4.5']), rank('eam', ['Seedream']), rank('', ['x'])],
    [1, 2, 3, 0]
  );
});
