import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dateAt } from '../../../../../../src/core/models/pricing/stated/dateAt.ts';

const READ_AT = Date.parse('2026-10-01');

it('dateAt: reads the date at the start of a text, and its time', () => {
  const found = (text: string): unknown => dateAt(text, READ_AT);
  assert.deepEqual(found('oct 7, 2026: 10 credits'), { until: '2026-10-07', length: 11 });
  assert.deepEqual(found('oct 7 at 06:00 (utc) for all'), { until: '2026-10-07T06:00Z', length: 20 });
  assert.deepEqual(found('march 5'), { until: '2027-03-05', length: 7 });
  for (const text of ['on oct 7', 'marketing 5', '5 credits', '2026-10']) assert.equal(found(text), undefined, text);
  for (const text of ['oct 32', 'oct 7, 06:00', 'oct 7 noon']) assert.equal(found(text), 'unclear', text);
});
