import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCredits, formatUsd } from '../../../../src/shared/format/credits.ts';

for (const [credits, text] of [
  [1, '1 credit'],
  [0.5, '0.5 credits'],
  [0.1 + 0.2, '0.3 credits'],
  [12, '12 credits'],
  [1.005, '1.01 credits'],
  [8.575, '8.58 credits'],
  [0.1 + 0.7 + 0.205, '1.01 credits']
] as const) {
  test(`credits: ${credits} is shown as "${text}"`, () => {
    assert.equal(formatCredits(credits), text);
  });
}

for (const [usd, text] of [
  [0.00125, '$0.00125'],
  [0.00005, '$0.00005'],
  [0.0325, '$0.0325'],
  [5, '$5.00']
] as const) {
  test(`dollars: ${usd} is shown in full`, () => assert.equal(formatUsd(usd), text));
}
