import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEmulator } from './client.ts';

const LAYERS: readonly (readonly [model: string, input: object, credits: number])[] = [
  ['seedream/5-pro-layer-decomposition', { size: 'auto' }, 14],
  ['seedream/5-pro-layer-decomposition', { size: '1K' }, 14],
  ['seedream/5-pro-layer-decomposition', { size: '2K' }, 28],
  ['seedream/5-flash-layer-decomposition', {}, 6.48]
];

for (const [model, more, credits] of LAYERS) {
  test(`${model} ${JSON.stringify(more)}: ${credits} credits for base and layer`, () =>
    withEmulator({}, async (emulator, client) => {
      const { resultUrls } = await client.run(model, { image_url: await client.upload('portrait.png'), ...more });
      assert.equal((resultUrls as unknown[]).length, 2);
      assert.equal(emulator.submissions[0]?.credits, credits);
    }));
}
