import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Draft } from '../../../../../src/shared/form.ts';
import { asApproximate, optionPrices } from '../../../../../src/core/models/pricing/optionPrices.ts';
import { modelEntry } from '../../../../support/models/modelEntry.ts';

const entry = modelEntry({
  id: 'A',
  params: {
    prompt: { type: 'string' },
    size: { type: 'string', enum: ['1K', '2K', '4K'], default: '1K' },
    count: { type: 'integer', enum: [1, 2, 4], default: 1 },
    sound: { type: 'boolean', default: false },
    style: { type: 'string', enum: ['a', 'b'] }
  },
  price: [
    { when: { size: ['1K', '2K'], sound: false }, credits: 8, unit: 'image' },
    { when: { size: '4K', sound: false }, credits: 24, unit: 'image' },
    { when: { sound: true }, credits: 30, unit: 'image' }
  ],
  priceBy: { images: 'count' }
});

const credits = (draft: Draft, name: string) =>
  Object.entries(optionPrices(entry, draft, () => undefined)[name] ?? {}).map(([value, price]) => [
    value,
    price.credits
  ]);

describe('option prices', () => {
  it('are the price of one run with each value, the rest as in the draft', () => {
    assert.deepEqual(credits({}, 'size'), [
      ['1K', 8],
      ['2K', 8],
      ['4K', 24]
    ]);
    assert.deepEqual(credits({ count: 2 }, 'size'), [
      ['1K', 16],
      ['2K', 16],
      ['4K', 48]
    ]);
    assert.deepEqual(credits({ size: '4K' }, 'count'), [
      ['1', 24],
      ['2', 48],
      ['4', 96]
    ]);
    assert.deepEqual(credits({}, 'sound'), [
      ['false', 8],
      ['true', 30]
    ]);
  });

  it('leave out what does not change the price now', () => {
    const found = optionPrices(entry, { sound: true }, () => undefined);
    assert.deepEqual(Object.keys(found).toSorted(), ['count', 'sound']);
  });

  it('leave out values without a figure', () => {
    const some = modelEntry({
      ...entry,
      price: [
        { when: { size: '1K' }, credits: 8, unit: 'image' },
        { when: { size: '2K' }, credits: 9, unit: 'image' }
      ]
    });
    const found = optionPrices(some, {}, () => undefined)['size'];
    assert.deepEqual(Object.keys(found ?? {}), ['1K', '2K']);
  });

  it('keep bounds as bounds', () => {
    const bound = modelEntry({ ...entry, priceBy: { images: 'count', imagesAtMost: true } });
    const found = optionPrices(bound, {}, () => undefined)['size'];
    assert.deepEqual(found?.['4K'], { kind: 'upTo', credits: 24 });
  });

  it('are approximate where the price of the draft is', () => {
    const found = asApproximate(optionPrices(entry, {}, () => undefined))['size'];
    assert.deepEqual(found?.['4K'], { kind: 'about', credits: 24 });
  });
});
