import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { discountEnd } from '../../../../../../src/core/models/pricing/stated/discountEnd.ts';

const END = 'Limited-time discount: available at a reduced price until';

describe('discountEnd: the end of a discount in a price text', () => {
  const CASES: readonly (readonly [string, string, string, string | undefined])[] = [
    ['a date', 'Limited-time pricing (until 2026-12-31): 70 credits', '2026-10-01', '2026-12-31'],
    ['a month without a year', `${END} October 7, 06:00 (UTC).`, '2026-10-01', '2026-10-07T06:00Z'],
    ['a month after the turn of the year', `${END} January 7, 06:00 (UTC).`, '2026-12-20', '2027-01-07T06:00Z'],
    ['a month before it', `${END} December 30.`, '2027-01-03', '2026-12-30'],
    ['a year and a time', '50% OFF until Dec 31, 2026 at 06:00 UTC', '2026-10-01', '2026-12-31T06:00Z'],
    ['no such date', `${END} 2026-13-45`, '2026-10-01', undefined],
    ['none', 'Flat pricing.', '2026-10-01', undefined]
  ];
  for (const [what, text, readAt, expected] of CASES) {
    it(what, () => assert.equal(discountEnd(text, Date.parse(readAt)), expected));
  }
});
