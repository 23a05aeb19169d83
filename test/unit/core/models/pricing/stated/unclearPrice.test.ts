import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tidyPriceText } from '../../../../../../src/core/models/pricing/stated/tidyPriceText.ts';
import { isUnclearPrice } from '../../../../../../src/core/models/pricing/stated/unclearPrice.ts';

it('isUnclearPrice: texts in the style of KIE are clear', () => {
  for (const text of [
    'A 5-second video costs 160 credits ($0.80), and a 10-second video costs 320 credits ($1.60).',
    'Generating 1 second of video costs about 2.8 credits ($0.014) at 480p, and 1,400 credits from 480p to 1080p.',
    'Input images cost 2 credits each, with the first input image free. Images from 5 styles, up to 10 seconds.',
    '480P: 11.5 credits/s ($0.0575/s, with video) | 19 credits per input image — Veo 3.1 — 60 credits for "1×" and "2×"',
    'Price ≈ $0.03 per image, 12 credits per second of generated video, 16x9 or 1280x720'
  ]) {
    assert.equal(isUnclearPrice(text, tidyPriceText(text) ?? ''), false, text);
  }
});
