import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCredits } from '../../../../src/shared/format/credits.ts';

for (const [credits, text] of [
  [1, '1 credit'],
  [0.5, '0.5 credits'],
  [0.1 + 0.2, '0.3 credits'],
  [12, '12 credits']
] as const) {
  test(`credits: ${credits} is shown as "${text}"`, () => {
    assert.equal(formatCredits(credits), text);
  });
}
