import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedRow } from '../../../../../src/core/kie/priceFeed.ts';
import { isFresh, readLivePrices, withLivePrices } from '../../../../../src/core/models/pricing/livePrices.ts';
import { priceOf } from '../../../../../src/core/models/pricing/price.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import type { PriceRow } from '../../../../../src/shared/modelPrice.ts';
import { readTable } from '../../../../emulator/catalogData.ts';
import { entryOf as anyEntry } from '../../../../support/models/testCatalog.ts';

const entryOf = (price: readonly PriceRow[], more: Partial<ModelEntry> = {}): ModelEntry =>
  anyEntry({ id: 'some/model', price, ...more });
const live = (description: string, credits: number, unit = 'per image', model = 'some/model'): FeedRow => ({
  model,
  description,
  credits,
  unit
});
const one: readonly PriceRow[] = [{ when: {}, credits: 4, usd: 0.02, unit: 'image' }];
const sizes: readonly PriceRow[] = [
  { when: { resolution: '1K' }, credits: 6, unit: 'image' },
  { when: { resolution: '2K' }, credits: 10, unit: 'image' }
];
const audio: readonly PriceRow[] = [
  { when: { sound: false }, credits: 6, unit: 'image' },
  { when: { sound: true }, credits: 10, unit: 'image' }
];

type Case = readonly [
  what: string,
  price: readonly PriceRow[],
  rows: readonly FeedRow[],
  verdict: string,
  /** Kind and credits of the price at 1K, then at 2K. */
  prices: readonly (readonly [string, number?])[]
];
const CASES: readonly Case[] = [
  ['no row of this ID', one, [live('some', 9, 'per image', 'other/model')], 'none', [['exact', 4]]],
  ['the same', one, [live('some', 4)], 'same', [['exact', 4]]],
  ['the same twice', one, [live('some', 4), live('some again', 4)], 'same', [['exact', 4]]],
  ['another price of the only row', one, [live('some model', 5)], 'changed', [['exact', 5]]],
  ['an unknown variant', one, [live('some model, 2k', 5)], 'doubtful', [['upTo', 5]]],
  ['an additional row', one, [live('some', 4), live('some, turbo', 9)], 'doubtful', [['upTo', 9]]],
  ['a cheaper doubtful row', one, [live('some, with audio', 2)], 'doubtful', [['upTo', 4]]],
  ['another unit', one, [live('some', 4, 'per second')], 'doubtful', [['unknown']]],
  ['no credits', one, [{ model: 'some/model', description: 'some', unit: 'per image' }], 'doubtful', [['unknown']]],
  [
    'one of two rows changed',
    sizes,
    [live('some, 1K', 6), live('some, 2K', 12)],
    'changed',
    [
      ['exact', 6],
      ['exact', 12]
    ]
  ],
  [
    'both rows changed',
    sizes,
    [live('some, 1K', 7), live('some, 2K', 12)],
    'doubtful',
    [
      ['upTo', 12],
      ['upTo', 12]
    ]
  ],
  [
    'the ID is in one row only',
    sizes,
    [live('some, 2K', 10)],
    'same',
    [
      ['exact', 6],
      ['exact', 10]
    ]
  ],
  [
    'an ambiguous row',
    sizes,
    [live('some', 6), live('some, best', 12)],
    'doubtful',
    [
      ['upTo', 12],
      ['upTo', 12]
    ]
  ],
  ['conditions without words', audio, [live('some', 6), live('some, with sound', 12)], 'doubtful', [['upTo', 12]]],
  ['no row in the table', [], [live('some', 6)], 'doubtful', [['unknown']]]
];

for (const [what, price, rows, verdict, prices] of CASES) {
  test(`live prices: ${what}`, () => {
    const view = withLivePrices(entryOf(price), rows);
    assert.equal(view.verdict, verdict);
    assert.equal(view.lines.length, rows.filter(row => row.model === 'some/model').length);
    const result = prices.map((_, index) => {
      const set = { resolution: ['1K', '2K'][index], sound: false };
      const { kind, credits } = priceOf(view.entry, { set, defaults: {} }, () => undefined);
      return credits === undefined ? [kind] : [kind, credits];
    });
    assert.deepEqual(result, prices);
  });
}

test('live prices: a difference hides the price when input images cost too', () => {
  const entry = entryOf(one, { priceBy: { inputImages: { credits: 1, of: ['image_urls'] } } });
  const view = withLivePrices(entry, [live('some model', 5)]);
  assert.equal(view.verdict, 'doubtful');
  assert.equal(priceOf(view.entry, { set: {}, defaults: {} }, () => undefined).kind, 'unknown');
});

test('live prices: an identical list changes nothing, for every entry', () => {
  for (const entry of readTable().values()) {
    const rows = (entry.price ?? []).map(row => ({
      model: entry.id,
      description: entry.name,
      ...(typeof row.credits === 'number' ? { credits: row.credits } : {}),
      unit: `per ${row.unit ?? 'request'}`
    }));
    const view = withLivePrices(entry, rows);
    assert.equal(view.verdict, rows.length === 0 ? 'none' : 'same', entry.id);
    // KIE's current price settles the doubt about a discount.
    if (entry.price?.every(row => row.until === undefined) === true) assert.equal(view.entry, entry);
    else assert.ok(view.entry.price?.every(row => row.until === undefined) ?? true, entry.id);
  }
});

test('live prices: lines have description, credits, unit and dollars', () => {
  const rows = [
    { ...live('Some, 1K', 6), usd: 0.03 },
    { ...live('Some, 2K', 100), usd: 0.5 },
    { model: 'some/model', description: 'Other' }
  ];
  assert.deepEqual(withLivePrices(entryOf(sizes), rows).lines, [
    'Some, 1K: 6 credits per image ($0.03)',
    'Some, 2K: 100 credits per image ($0.50)',
    'Other: no price listed'
  ]);
});

test('live prices: a stored list is used on the same day when it is valid', () => {
  const prices = { fetchedAt: 1_000_000, rows: [live('some', 4)] };
  const back = readLivePrices(JSON.parse(JSON.stringify(prices)));
  assert.deepEqual(back, prices);
  assert.ok(isFresh(back, 1_000_000 + 23 * 3_600_000));
  assert.ok(!isFresh(back, 1_000_000 + 24 * 3_600_000));
  assert.ok(!isFresh(back, 999_999));
  assert.ok(!isFresh(undefined, 0));
  for (const wrong of [undefined, null, 'x', {}, { fetchedAt: 'x', rows: [] }, { fetchedAt: 1, rows: [{}] }]) {
    assert.equal(readLivePrices(wrong), undefined);
  }
});
