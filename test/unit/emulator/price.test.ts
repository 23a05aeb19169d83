import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelEntry } from '../../support/models/modelEntry.ts';
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

const LAST_MOMENT = Date.parse('2026-12-31T23:59:59.999Z');
const DISCOUNTED = modelEntry({
  price: [{ credits: 10, unit: 'request', until: '2026-12-31', after: { credits: 20 } }]
});

for (const [what, now, credits] of [
  ['on its last day', LAST_MOMENT, 10],
  ['after it', LAST_MOMENT + 1, 20]
] as const) {
  test(`a discount by the clock of the emulator: ${credits} credits ${what}`, () =>
    withEmulator({ now: () => now, table: new Map([[DISCOUNTED.id, DISCOUNTED]]) }, async (emulator, client) => {
      assert.equal((await client.submit(DISCOUNTED.id, { prompt: 'A boat' })).msg, 'success');
      assert.equal(emulator.submissions[0]?.credits, credits);
      assert.equal(emulator.credits, 1000 - credits);
    }));
}

const RED_KITE = { prompt: 'A red kite', aspect_ratio: '1:1' };

const RECORDED: readonly (readonly [model: string, input: object, credits: number])[] = [
  [
    'kling-3.0-omni/text-to-video',
    { prompt: 'A cat', resolution: '720p', duration: 5, audio: false, customize_multi_shots: false },
    70
  ],
  ['bytedance/seedance-2-5', { ...RED_KITE, resolution: '480p', duration: 4, generate_audio: false }, 112],
  ['gpt-image-2-5-flare-text-to-image', { ...RED_KITE, resolution: '1K' }, 6]
];

for (const [model, input, credits] of RECORDED) {
  test(`${model}: ${credits} credits, as recorded`, () =>
    withEmulator({}, async (emulator, client) => {
      assert.equal((await client.submit(model, input)).msg, 'success');
      assert.equal(emulator.submissions[0]?.credits, credits);
    }));
}
