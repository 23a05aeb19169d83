import assert from 'node:assert/strict';
import { it } from 'node:test';
import { barsOf } from '../../../../webview/components/rateChart.ts';

it('barsOf: a day becomes at most 24 averages, the newest complete', () => {
  const day = Array.from({ length: 144 }, (_, index) => (index < 138 ? 100 : 50));
  assert.deepEqual([barsOf(day).length, barsOf(day)[0], barsOf(day).at(-1)], [24, 100, 50]);
});

it('barsOf: samples without a rate do not count', () => {
  assert.deepEqual(barsOf([100, null, 60]), [100, null, 60]);
  assert.deepEqual(barsOf([]), []);
  assert.deepEqual(barsOf([null, ...Array.from({ length: 24 }, () => 40)]).at(0), null);
});
