import assert from 'node:assert/strict';
import { test } from 'node:test';
import { priceNote, shortPrice } from '../../../../../../webview/generate/model/text/optionPrice.ts';

const cases = [
  [{ kind: 'exact', credits: 1234.5 }, '1,234.5', '1,234.5 credits'],
  [{ kind: 'upTo', credits: 24 }, '≤\u00a024', 'up to 24 credits'],
  [{ kind: 'about', credits: 1 }, '≈\u00a01', 'about 1 credit']
] as const;
for (const [price, short, note] of cases) {
  test(`option price: "${note}"`, () => assert.deepEqual([shortPrice(price), priceNote(price)], [short, note]));
}
