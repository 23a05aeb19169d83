import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import type { ModelEntry } from '../../../../../src/shared/model.ts';
import { withLowestPrice } from '../../../../../src/core/models/pricing/lowestPrice.ts';

const summary = { id: 'a' } as ModelSummary;
const prices: readonly [string, ModelEntry['price'], ModelSummary['from']][] = [
  [
    'the smallest price of rows in one unit',
    [
      { credits: 8, unit: 'image' },
      { credits: 4, unit: 'image' }
    ],
    { credits: 4, unit: 'image' }
  ],
  ['a dollar is 200 credits', [{ usd: 0.1, unit: 'request' }], { credits: 20, unit: 'request' }],
  [
    'none when units differ',
    [
      { credits: 8, unit: 'image' },
      { credits: 4, unit: 'second' }
    ],
    undefined
  ],
  ['none without a number', [{ unit: 'image' }], undefined],
  ['none without rows', undefined, undefined]
];
for (const [name, price, from] of prices) {
  test(`lowest price: ${name}`, () => assert.deepEqual(withLowestPrice(summary, { price } as ModelEntry).from, from));
}

test('lowest price: none after a discount whose later price is unknown', () => {
  const [end, over] = [Date.parse('2026-12-31T09:59:59Z'), Date.parse('2026-12-31T10:00:00Z')];
  const row = { credits: 4, unit: 'image', until: '2026-12-31' };
  const fromAt = (price: ModelEntry['price'], now: number): ModelSummary['from'] =>
    withLowestPrice(summary, { price } as ModelEntry, now).from;
  const other = { credits: 9, unit: 'image' };
  assert.deepEqual(fromAt([row, other], end), { credits: 4, unit: 'image' });
  assert.equal(fromAt([row, other], over), undefined);
  assert.deepEqual(fromAt([{ ...row, after: { credits: 8 } }, other], over), { credits: 8, unit: 'image' });
});
