import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPriceText } from '../../../../../../src/core/models/pricing/stated/readPriceText.ts';
import { statedRows } from '../../../../../../src/core/models/pricing/stated/statedRows.ts';
import type { ModelEntry } from '../../../../../../src/shared/model.ts';
import { entryOf } from '../../../../../support/models/testCatalog.ts';

const VIDEO: Partial<ModelEntry> = {
  id: 'maker/clip-pro',
  name: 'Clip Pro',
  output: 'video',
  params: {
    resolution: { type: 'string', enum: ['720P', '1080P'] },
    mode: { type: 'string', enum: ['std', 'pro'], enumLabels: { std: 'Standard' } },
    quality: { type: 'string', enum: ['basic', 'high'], enumLabels: { basic: 'Basic (1K)', high: 'High (2K)' } },
    duration: { type: 'string', enum: ['5', '10'] },
    upscale_factor: { type: 'string', enum: ['1', '2', '4'] },
    sound: { type: 'boolean' },
    video_urls: { type: 'array', items: { type: 'string', media: 'video' } }
  }
};

function rows(text: string, given: Partial<ModelEntry> = VIDEO): unknown {
  const read = readPriceText(text, 0);
  assert.ok(read, text);
  return statedRows(entryOf(given), read)?.map(({ when = {}, credits, unit }) => [when, credits, unit]);
}

describe('statedRows: conditions of a text as parameters of the model', () => {
  const CASES: readonly (readonly [string, string, unknown])[] = [
    ['a value in other letters', '8 credits/s for 720p', [[{ resolution: '720P' }, 8, 'second']]],
    ['alternatives', '8 credits/s for 720p/1080p', [[{ resolution: ['720P', '1080P'] }, 8, 'second']]],
    ['a word of a label', '14 credits per image for 2K', [[{ quality: 'high' }, 14, 'image']]],
    ['a length', '42 credits per 5s video', [[{ duration: '5' }, 42, 'video']]],
    ['a factor', 'Costs 8 credits per second for "1×" and "2×"', [[{ upscale_factor: ['1', '2'] }, 8, 'second']]],
    ['sound', '7 credits/s with audio', [[{ sound: true }, 7, 'second']]],
    ['a short form of a tier', 'Standard: 14 credits/s', [[{ mode: 'std' }, 14, 'second']]],
    [
      'a video as input before the prices that name the sound only',
      '14 credits/s (no audio) | 20 credits/s (with video input)',
      [
        [{ video_urls: { set: true } }, 20, 'second'],
        [{ sound: false }, 14, 'second']
      ]
    ],
    [
      'a value that the model does not have',
      '5 credits/s for 720p, 2 credits/s for 512p',
      [[{ resolution: '720P' }, 5, 'second']]
    ]
  ];
  for (const [what, text, expected] of CASES) it(what, () => assert.deepEqual(rows(text), expected));

  it('a tier in the name of the model holds, another one is of another model', () => {
    const bare = { ...VIDEO, params: {} };
    assert.deepEqual(rows('8 credits/s for 720p (Standard), 16 credits/s for 1080p (Pro)', bare), [[{}, 16, 'second']]);
    assert.deepEqual(rows('Pro costs 12 credits per image, while the other costs 4.8 credits per image.', bare), [
      [{}, 12, 'image'],
      [{}, 4.8, 'image']
    ]);
  });

  it('several prices by a parameter that the model does not have are not used', () => {
    assert.equal(rows('5 credits/s with audio, 3 credits/s no audio', { ...VIDEO, params: {} }), undefined);
  });
});
