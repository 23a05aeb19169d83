import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { healthOf } from '../../../../src/shared/live/modelHealth.ts';
import type { RateSample } from '../../../../src/shared/live/modelHealth.ts';

const NOW = Date.parse('2026-10-01T12:00:00Z');
const TEN_MINUTES = 600_000;

/** Samples of ten minutes, the last one ending now. */
const samples = (...rates: readonly (number | undefined)[]): readonly RateSample[] =>
  rates.map((successRate, index) => {
    const end = NOW - (rates.length - 1 - index) * TEN_MINUTES;
    return { start: end - TEN_MINUTES, end, ...(successRate === undefined ? {} : { successRate }) };
  });

describe('healthOf: the last hour as a word', () => {
  const CASES: readonly (readonly [string, readonly (number | undefined)[], string, number])[] = [
    ['all succeed', [100, 100], 'good', 0],
    ['the limit of a good hour', [95], 'good', 5],
    ['below it', [94.9], 'degraded', 5],
    ['the limit of a degraded hour', [80], 'degraded', 20],
    ['below it', [79], 'unstable', 21],
    ['the limit of an unstable hour', [60], 'unstable', 40],
    ['below it', [52], 'failing', 48],
    ['earlier hours do not count', [0, 0, 0, 100, 100, 100, 100, 100, 100], 'good', 0],
    ['parts without traffic do not count', [100, undefined, 0, undefined], 'failing', 50]
  ];
  for (const [what, rates, word, failed] of CASES) {
    it(`${what}: ${word}, ${failed} %`, () => {
      const health = healthOf(samples(...rates), NOW);
      assert.deepEqual([health?.word, health?.failed], [word, failed]);
    });
  }

  it('nothing is known without monitoring, without traffic and from older samples', () => {
    assert.equal(healthOf([], NOW), undefined);
    assert.equal(healthOf(samples(undefined, undefined), NOW), undefined);
    assert.equal(healthOf(samples(10), NOW + 2 * 3_600_000), undefined);
  });

  it('the chart has a gap where there was no traffic', () => {
    assert.deepEqual(healthOf(samples(50, undefined, 100), NOW)?.rates, [50, null, 100]);
  });
});
