import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { rateText } from '../../../../../src/core/models/pricing/rateText.ts';
import type { MediaFacts, Price } from '../../../../../src/shared/form.ts';
import type { PriceRow } from '../../../../../src/shared/modelPrice.ts';
import { builtCatalog, entryOf, factsFrom, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();

const FACTS: Readonly<Record<string, MediaFacts>> = {
  'file:///five.mp4': { kind: 'video', seconds: 5 },
  'file:///long.mp4': { kind: 'video', seconds: 7.4 },
  'file:///twenty.mp4': { kind: 'video', seconds: 20 },
  'file:///ten.mp3': { kind: 'audio', seconds: 10 },
  'file:///bound.mp4': { kind: 'video', secondsAtMost: 5 },
  'file:///live.mp4': { kind: 'video' }
};
const imageFile = 'file:///a.png';

interface Case {
  readonly model: string;
  readonly draft: Record<string, unknown>;
  readonly kind: Price['kind'];
  readonly credits?: number;
}

const CASES: readonly Case[] = [
  // request, image, video: one of each per run
  { model: 'ai-music-api/generate', draft: {}, kind: 'exact', credits: 12 },
  { model: 'recraft/crisp-upscale', draft: { image: imageFile }, kind: 'exact', credits: 0.5 },
  { model: 'kling/v2-1-pro', draft: { duration: '10' }, kind: 'exact', credits: 100 },
  { model: 'kling/v2-1-pro', draft: {}, kind: 'exact', credits: 50 },
  { model: 'nano-banana-2', draft: { resolution: '4K' }, kind: 'exact', credits: 18 },
  // several images per run
  { model: 'ideogram/character', draft: { num_images: '3', rendering_speed: 'TURBO' }, kind: 'exact', credits: 36 },
  { model: 'ideogram/character', draft: { rendering_speed: 'TURBO' }, kind: 'exact', credits: 12 },
  { model: 'ideogram/v3-remix', draft: { rendering_speed: 'TURBO' }, kind: 'upTo', credits: 14 },
  { model: 'wan/2-7-image', draft: { n: 2 }, kind: 'upTo', credits: 9.6 },
  { model: 'seedream/5-pro-layer-decomposition', draft: { size: '2K' }, kind: 'unknown' },
  { model: 'seedream/5-pro-layer-decomposition', draft: { size: 'auto' }, kind: 'unknown' },
  // recorded runs
  { model: 'kling-3.0-omni/text-to-video', draft: { resolution: '720p', duration: 5 }, kind: 'exact', credits: 70 },
  { model: 'bytedance/seedance-2-5', draft: { resolution: '480p', duration: 4 }, kind: 'exact', credits: 112 },
  { model: 'gpt-image-2-5-flare-image-to-image', draft: { resolution: '1K' }, kind: 'exact', credits: 6 },
  { model: 'gpt-image-2-5-flare-text-to-image', draft: { resolution: '1K' }, kind: 'exact', credits: 6 },
  // seconds from a parameter
  { model: 'kling-3.0/video', draft: { mode: 'std', sound: true, duration: '7' }, kind: 'exact', credits: 140 },
  { model: 'bytedance/seedance-2', draft: {}, kind: 'exact', credits: 205 },
  { model: 'bytedance/seedance-2', draft: { duration: -1, resolution: '480p' }, kind: 'upTo', credits: 285 },
  { model: 'grok-imagine/text-to-video', draft: {}, kind: 'upTo', credits: 72 },
  { model: 'pixverse-v6/image-to-video', draft: { template_id: 1, generate_audio_switch: false }, kind: 'unknown' },
  // seconds of media
  { model: 'topaz/video-upscale', draft: { video_url: 'file:///five.mp4' }, kind: 'exact', credits: 40 },
  { model: 'topaz/video-upscale', draft: { video_url: 'file:///long.mp4' }, kind: 'upTo', credits: 64 },
  {
    model: 'topaz/video-upscale',
    draft: { video_url: 'file:///five.mp4', upscale_factor: '4' },
    kind: 'exact',
    credits: 70
  },
  { model: 'topaz/video-upscale', draft: { video_url: 'file:///bound.mp4' }, kind: 'upTo', credits: 40 },
  { model: 'topaz/video-upscale', draft: { video_url: 'file:///live.mp4' }, kind: 'unknown' },
  { model: 'topaz/video-upscale', draft: { video_url: 'https://files.example/a.mp4' }, kind: 'unknown' },
  { model: 'elevenlabs/audio-isolation', draft: { audio_url: 'file:///ten.mp3' }, kind: 'exact', credits: 2 },
  {
    model: 'bytedance/seedance-2',
    draft: { resolution: '480p', duration: 5, reference_video_urls: ['file:///five.mp4'] },
    kind: 'exact',
    credits: 115
  },
  {
    model: 'wan/3-0-video',
    draft: { resolution: '480P', duration: 5, reference_video_urls: ['file:///five.mp4'] },
    kind: 'exact',
    credits: 80
  },
  // seconds of input and output, as recorded: 280 for 5 seconds at 720p
  {
    model: 'happyhorse/video-edit',
    draft: { resolution: '720p', video_url: 'file:///five.mp4' },
    kind: 'exact',
    credits: 280
  },
  { model: 'happyhorse/video-edit', draft: { video_url: 'file:///long.mp4' }, kind: 'upTo', credits: 768 },
  // the result is limited to 15 seconds, so the price is an upper bound
  {
    model: 'happyhorse/video-edit',
    draft: { resolution: '720p', video_url: 'file:///twenty.mp4' },
    kind: 'upTo',
    credits: 1120
  },
  { model: 'happyhorse/video-edit', draft: { video_url: 'https://files.example/a.mp4' }, kind: 'unknown' },
  // an upper bound of the length gives an upper bound of the price, for input and output
  {
    model: 'happyhorse/video-edit',
    draft: { resolution: '720p', video_url: 'file:///bound.mp4' },
    kind: 'upTo',
    credits: 280
  },
  {
    model: 'bytedance/seedance-2',
    draft: { resolution: '480p', duration: 5, reference_video_urls: ['file:///bound.mp4'] },
    kind: 'upTo',
    credits: 115
  },
  // input seconds only, as recorded: 20 credits each at 720p
  {
    model: 'kling-3.0-omni/transformation',
    draft: { resolution: '720p', video_urls: ['file:///five.mp4'] },
    kind: 'exact',
    credits: 100
  },
  // KIE's own list states "about"
  {
    model: 'bytedance/v1-pro-text-to-video',
    draft: { resolution: '720p', duration: '5' },
    kind: 'about',
    credits: 30
  },
  {
    model: 'bytedance/v1-lite-image-to-video',
    draft: { resolution: '1080p', duration: '10' },
    kind: 'about',
    credits: 100
  },
  // characters
  { model: 'elevenlabs/text-to-speech-multilingual-v2', draft: { text: 'x'.repeat(2000) }, kind: 'exact', credits: 24 },
  { model: 'elevenlabs/text-to-speech-multilingual-v2', draft: { text: 'x'.repeat(400) }, kind: 'upTo', credits: 12 },
  { model: 'elevenlabs/text-to-speech-multilingual-v2', draft: {}, kind: 'unknown' },
  {
    model: 'elevenlabs/text-to-dialogue-v3',
    draft: { dialogue: [{ text: 'x'.repeat(900) }, { text: '🎵'.repeat(100) }] },
    kind: 'exact',
    credits: 14
  },
  // input images
  { model: 'qwen3/image-to-image', draft: { image_urls: [imageFile, imageFile] }, kind: 'exact', credits: 5.8 },
  {
    model: 'seedream/5-pro-image-to-image',
    draft: { image_urls: [imageFile, imageFile, imageFile] },
    kind: 'exact',
    credits: 8
  },
  { model: 'seedream/5-pro-image-to-image', draft: { image_urls: [imageFile] }, kind: 'exact', credits: 7 },
  {
    model: 'minimax-h3/reference-to-video',
    draft: { resolution: '768P', reference_image_urls: [imageFile] },
    kind: 'exact',
    credits: 48
  },
  {
    model: 'minimax-h3/reference-to-video',
    draft: { resolution: '768P', reference_image_urls: Array(6).fill(imageFile) },
    kind: 'upTo',
    credits: 56
  },
  {
    model: 'minimax-h3/image-to-video',
    draft: { resolution: '768P', first_frame_url: imageFile },
    kind: 'exact',
    credits: 48
  },
  // facts that the price table does not have
  { model: 'topaz/image-upscale', draft: { image_url: imageFile }, kind: 'upTo', credits: 20 },
  { model: 'flux1-kontext', draft: {}, kind: 'upTo', credits: 10 },
  { model: 'veo/extend', draft: {}, kind: 'upTo', credits: 250 },
  { model: 'gpt-image-2-text-to-image', draft: {}, kind: 'upTo', credits: 6 },
  { model: 'gpt-image-2-text-to-image', draft: { aspect_ratio: '16:9' }, kind: 'upTo', credits: 16 },
  // combinations that the rules exclude do not count
  { model: 'runway', draft: {}, kind: 'upTo', credits: 30 },
  { model: 'runway', draft: { duration: 10 }, kind: 'upTo', credits: 30 },
  { model: 'runway', draft: { quality: '720p' }, kind: 'upTo', credits: 30 },
  { model: 'runway', draft: { duration: 5, quality: '720p' }, kind: 'exact', credits: 12 },
  // an integer that is sent as text
  { model: 'grok-imagine/image-to-video', draft: {}, kind: 'upTo', credits: 72 },
  { model: 'grok-imagine/image-to-video', draft: { duration: 7 }, kind: 'exact', credits: 16.8 },
  { model: 'grok-imagine/image-to-video', draft: { duration: '7' }, kind: 'exact', credits: 16.8 },
  { model: 'gpt-image-2-text-to-image', draft: { resolution: '2K' }, kind: 'exact', credits: 10 },
  { model: 'qwen/text-to-image', draft: {}, kind: 'unknown' },
  { model: 'google/gemini-3-8-flash-tts', draft: {}, kind: 'unknown' },
  { model: 'elevenlabs/speech-to-text', draft: {}, kind: 'unknown' },
  { model: 'seedream/5-flash-layer-decomposition', draft: {}, kind: 'unknown' },
  { model: 'bytedance/seedream', draft: {}, kind: 'exact', credits: 3.5 },
  { model: 'bytedance/seedream-v4-edit', draft: { max_images: 3 }, kind: 'upTo', credits: 15 },
  { model: 'google/imagen4', draft: {}, kind: 'exact', credits: 8 },
  {
    model: 'hailuo/02-image-to-video-standard',
    draft: { resolution: '768P', duration: '6' },
    kind: 'exact',
    credits: 30
  },
  { model: 'pixverse-v6/transition', draft: { quality: '1080p', duration: 8 }, kind: 'exact', credits: 115.2 },
  { model: 'bytedance/v1-pro-fast-image-to-video', draft: {}, kind: 'exact', credits: 16 },
  { model: 'veo-3-1', draft: { model: 'veo3', resolution: '4k' }, kind: 'exact', credits: 370 },
  // free is also a price
  { model: 'ai-music-api/generate-persona', draft: {}, kind: 'exact', credits: 0 },
  { model: 'ai-music-api/create-voice', draft: {}, kind: 'exact', credits: 0 }
];

describe('price of one run', () => {
  for (const { model, draft, kind, credits } of CASES) {
    it(`${model} ${JSON.stringify(draft).slice(0, 70)}: ${kind} ${String(credits ?? '')}`, () => {
      const entry = catalog.entry(model);
      assert.ok(entry);
      const { price } = evaluate(entry, draft, factsFrom(FACTS));
      assert.deepEqual([price.kind, price.credits], [kind, credits]);
      assert.equal(price.usd, credits === undefined ? undefined : Math.round(credits * 5000) / 1e6);
    });
  }
});

describe('price with an undetermined parameter', () => {
  const tier = { type: 'string', enum: ['low', 'high', 'top'] } as const;
  const second = (value: string, credits: number): PriceRow => ({ when: { tier: value }, credits, unit: 'second' });
  const seconds = {
    params: { tier, clip: { type: 'string', media: 'video' } },
    priceBy: { seconds: ['clip'] }
  } as const;
  const priceOf = (entry: Parameters<typeof entryOf>[0], draft: Record<string, unknown> = {}): Price =>
    evaluate(entryOf(entry), draft, noFacts).price;

  it('shows the highest rate while the length is unknown', () => {
    const { rate, ...rest } = priceOf({ ...seconds, price: [second('low', 2), second('high', 9), second('top', 4)] });
    assert.equal(rate, 'up to 9 credits/s');
    assert.deepEqual([rest.kind, rest.credits], ['unknown', undefined]);
  });

  it('omits "up to" when all rates are the same', () => {
    const price = priceOf({ ...seconds, price: [second('low', 2), second('high', 2), second('top', 2)] });
    assert.equal(price.rate, '2 credits/s');
  });

  it('is unknown when one choice has no price, and lists the known ones', () => {
    const row = (value: string, credits: number): PriceRow => ({ when: { tier: value }, credits, unit: 'request' });
    assert.deepEqual(priceOf({ params: { tier }, price: [row('low', 2), row('high', 9)] }), {
      kind: 'unknown',
      parts: ['2 credits per run', '9 credits per run', 'Other settings may cost more; not all prices are documented.']
    });
  });

  it('considers only values that the rules allow', () => {
    const size = { type: 'string', enum: ['small', 'large'] } as const;
    const rows = ['low', 'high', 'top'].flatMap((name, i) =>
      ['small', 'large'].map((shape, j): PriceRow => ({
        when: { tier: name, size: shape },
        credits: (i + 1) * (j + 1),
        unit: 'request'
      }))
    );
    const rules = [
      { when: { size: 'large' }, then: { tier: { notEnum: ['top'] } } },
      { when: { size: 'small' }, then: { tier: { enum: ['low', 'top'] } } }
    ] as const;
    const entry = { params: { tier, size }, rules, price: rows };
    assert.equal(priceOf({ ...entry, rules: [] }).credits, 6);
    assert.equal(priceOf(entry).credits, 4);
    assert.equal(priceOf(entry, { size: 'small' }).credits, 3);
    assert.equal(priceOf(entry, { tier: 'high' }).credits, 4);
  });
});

describe('rateText', () => {
  for (const [row, text] of [
    [{ credits: 1, unit: 'image' }, '1 credit per image'],
    [{ credits: 8, unit: 'second' }, '8 credits/s'],
    [{ usd: 0.0025, unit: 'request' }, '0.5 credits per run'],
    [{ credits: 1 }, '1 credit (unit not documented)'],
    [{ unit: 'image' }, 'price unknown']
  ] as const) {
    it(text, () => assert.equal(rateText(row), text));
  }
});

describe('parts of an unknown or approximate price', () => {
  for (const [model, draft, ...parts] of [
    ['qwen/text-to-image', {}, '4 credits per megapixel', "The output size in megapixels isn't documented."],
    [
      'google/gemini-3-1-flash-tts',
      {},
      '140 credits per million text tokens',
      '2,800 credits per million audio tokens',
      'The number of units is known only after the run.'
    ],
    ['runway/extend-ai-video', {}, 'No price is documented for this model.'],
    ['wan/2-2-a14b-image-to-video-turbo', { resolution: '580p' }, 'No price is documented for these settings.'],
    [
      'topaz/video-upscale',
      { video_url: 'https://files.example/a.mp4' },
      '8 credits/s',
      'Depends on the length of "Video", which is unknown.'
    ],
    [
      'pixverse-v6/image-to-video',
      { template_id: 1, generate_audio_switch: false },
      '7.2 credits/s',
      'With Effect Template, the price is known only after the run.'
    ],
    ['bytedance/seedance-2', { duration: 99 }, '41 credits/s', 'Depends on "Duration", which has an invalid value.'],
    [
      'ideogram/character',
      { num_images: '5' },
      '18 credits per image',
      'Depends on "Image Count", which has an invalid value.'
    ],
    [
      'elevenlabs/text-to-speech-turbo-2-5',
      {},
      '6 credits per 1,000 characters',
      'Depends on the number of characters.'
    ]
  ] as const) {
    it(`${model} ${JSON.stringify(draft)}: ${parts.join(' ')}`, () => {
      const entry = catalog.entry(model);
      assert.ok(entry);
      const { price } = evaluate(entry, draft, factsFrom(FACTS));
      const { rate, ...rest } = price;
      assert.deepEqual(rest, { kind: 'unknown', parts });
      // The only amount that is multiplied by an unknown quantity.
      assert.equal(rate, /unknown|documented|number of characters/.test(parts[1] ?? '') ? parts[0] : undefined);
    });
  }

  it('an upper bound shows its rate and the reason', () => {
    const entry = catalog.entry('grok-imagine/upscale');
    assert.ok(entry);
    const { price } = evaluate(entry, { task_id: 'x', resolution: '1080p' }, factsFrom(FACTS));
    assert.deepEqual(price.parts, [
      '30 credits per video',
      "May be less, depending on details that aren't part of the request."
    ]);
  });
});
