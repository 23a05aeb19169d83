import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { discountEnd } from '../../../../../../src/core/models/pricing/stated/discountEnd.ts';

const END = 'Limited-time discount: available at a reduced price until';
const OCTOBER = '2026-10-01';

describe('discountEnd: the end of a discount in a price text', () => {
  const CASES: readonly (readonly [text: string, readAt: string, until: string])[] = [
    ['Limited-time pricing (until 2026-12-31): 70 credits', OCTOBER, '2026-12-31'],
    [`${END} October 7, 06:00 (UTC).`, OCTOBER, '2026-10-07T06:00Z'],
    [`${END} January 7, 06:00 (UTC).`, '2026-12-20', '2027-01-07T06:00Z'],
    [`${END} December 30.`, '2027-01-03', '2026-12-30'],
    ['50% OFF until Dec 31, 2026 at 06:00 UTC', OCTOBER, '2026-12-31T06:00Z'],
    ['10 credits until Oct 7, 14:00 UTC+8', OCTOBER, '2026-10-07T06:00Z'],
    ['10 credits until Oct 7, 14:00 (GMT+08:00)', OCTOBER, '2026-10-07T06:00Z'],
    ['10 credits until Oct 7, 20:30 UTC-3:30', OCTOBER, '2026-10-08T00:00Z'],
    ['10 credits until 2026-10-07T06:00Z', OCTOBER, '2026-10-07T06:00Z'],
    ['10 credits until 2026-10-07 06:00:00+02:00', OCTOBER, '2026-10-07T04:00Z'],
    ['Until Oct 7, 6 PM UTC - 10 credits', OCTOBER, '2026-10-07T18:00Z'],
    ['Until Oct 7, 12:30 am UTC', OCTOBER, '2026-10-07T00:30Z'],
    ['Until Oct 7, 24:00 UTC', OCTOBER, '2026-10-08T00:00Z'],
    ['Until Oct 7, 70 credits', OCTOBER, '2026-10-07'],
    ['Until 2026/10/07', OCTOBER, '2026-10-07'],
    ['Until 7 October', OCTOBER, '2026-10-07'],
    ['till Sept. 30th, 2026', OCTOBER, '2026-09-30'],
    ['through Oct 7', OCTOBER, '2026-10-07'],
    ['20% off, ends Oct 7', OCTOBER, '2026-10-07'],
    ['Ending on October 7th', OCTOBER, '2026-10-07'],
    ['Expires: Oct 7', OCTOBER, '2026-10-07'],
    ['By Oct 7', OCTOBER, '2026-10-07'],
    ['Before Oct 1', OCTOBER, '2026-09-30'],
    ['20% off until Oct 20 for 1080p; 720p until Oct 5', OCTOBER, '2026-10-05'],
    ['until Oct 7, 12:00 UTC, and for others until Oct 7', OCTOBER, '2026-10-07']
  ];
  for (const [text, readAt, until] of CASES) {
    it(text, () => assert.deepEqual(discountEnd(text, Date.parse(readAt)), { until }));
  }

  it('texts without an end', () => {
    for (const text of [
      'Flat pricing.',
      'Through the API, billed by the second, from 480p to 720p, before tax.',
      'May cost 10 credits. gpt-4o-2026-08-06: 5 / 10 credits by 2x'
    ]) {
      assert.deepEqual(discountEnd(text, Date.parse(OCTOBER)), {}, text);
    }
  });
});

describe('discountEnd: an end or a date that is unclear', () => {
  const TEXTS = [
    ...[
      'until 2026-13-45',
      'until Feb 30',
      'until Oct 7, 99:99 UTC',
      'until Oct 7, 13 pm UTC',
      'until Oct 7, 14:00 UTC+15'
    ],
    ...['until Oct 7, 14:00', 'until Oct 7, 14:00 PST', 'until Oct 7, 14:00 (Beijing time)', 'until Oct 7, 6 pm'],
    ...['until Oct 7 at noon', 'until midnight Oct 7', 'until the end of October', 'by the end of the month'],
    ...['until 10/07/2026', 'through 10/07/2026', 'until further notice', 'ends soon', 'until Monday'],
    ...['from Sep 1 to Oct 7', 'Sep 1 - Oct 7', 'limited time: 10/1-10/7', '限时至10月7日', 'After Oct 7: 20 credits'],
    'until Oct 7; since 2026-09-01'
  ];
  for (const text of TEXTS) {
    it(text, () => assert.equal(discountEnd(text, Date.parse(OCTOBER)), undefined));
  }
});
