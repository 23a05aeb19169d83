import assert from 'node:assert/strict';
import { it } from 'node:test';
import { evaluate } from '../../../../../../src/core/models/evaluate.ts';
import { entryWithPrice } from '../../../../../../src/core/models/pricing/stated/entryWithPrice.ts';
import type { ModelEntry } from '../../../../../../src/shared/model.ts';
import { entryOf, noFacts } from '../../../../../support/models/testCatalog.ts';

const entry: ModelEntry = entryOf({
  price: [],
  output: 'video',
  params: {
    resolution: { type: 'string', enum: ['480p', '720p'], default: '480p' },
    duration: { type: 'integer', minimum: 4, maximum: 15 },
    images: { type: 'array', media: 'image', items: { type: 'string', media: 'image' } }
  }
});
const TEXT =
  '480P: 3 credits/s ($0.015) | 720P: 5 credits/s. Input images cost 2 credits each, with the first input image free.';

it('entryWithPrice: prices of the text are approximate', () => {
  const priced = entryWithPrice(entry, { text: TEXT, readAt: 0 });
  const at = (draft: object): unknown => {
    const { price } = evaluate(priced, { ...draft }, noFacts);
    return [price.kind, price.credits];
  };
  assert.deepEqual(at({ duration: 5 }), ['about', 15]);
  assert.deepEqual(at({ duration: 5, resolution: '720p' }), ['about', 25]);
  assert.deepEqual(at({ duration: 4, images: ['https://a', 'https://b', 'https://c'] }), ['about', 16]);
});

it('entryWithPrice: a text that is not understood leaves no price', () => {
  assert.equal(entryWithPrice(entry, { text: 'See the README.', readAt: 0 }).price, undefined);
});
