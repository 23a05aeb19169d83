import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OVERDUE_MS, nextPollMs, usualTime } from '../../../../../../src/core/tasks/run/follow/pollSchedule.ts';
import { followingFigures, MODEL_SETS } from '../../../../../bench/following.ts';
import type { FollowingSample } from '../../../../../bench/following.ts';

const UNLEARNED: readonly (readonly [age: number, pause: number])[] = [
  [0, 2_500],
  [29_999, 2_500],
  [30_000, 7_000],
  [119_999, 7_000],
  [120_000, 20_000],
  [899_999, 20_000],
  [900_000, 30_000],
  [86_400_000, 30_000]
];

for (const [age, pause] of UNLEARNED) {
  test(`poll schedule: ${pause} ms at the age of ${age} ms without a usual time`, () => {
    assert.equal(nextPollMs(age), pause);
  });
}

test('poll schedule: a task is overdue after 15 minutes', () => {
  assert.equal(OVERDUE_MS, 900_000);
});

/** From, late, pause and until. */
type Usual = readonly [number, number, number, number];

const LEARNED: readonly (readonly [what: string, durations: readonly number[], usual: Usual])[] = [
  ['equal durations count as spread by 15 %', [10_000, 10_000, 10_000], [8_550, 13_000, 1_120, 22_000]],
  ['the range of three counts', [8_300, 10_000, 11_700], [7_900, 14_000, 1_160, 22_000]],
  ['the spread is at most 35 %', [1_000, 10_000, 90_000], [5_950, 17_000, 1_280, 22_000]],
  [
    'of many the outer 15 % do not count',
    [1, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 90_000],
    [8_550, 13_000, 1_120, 22_000]
  ],
  [
    'of six the outer 15 % do not count',
    [8_000, 10_000, 10_000, 10_000, 10_000, 13_000],
    [8_550, 13_000, 1_120, 22_000]
  ],
  ['the ages are whole milliseconds', [1_001, 1_001, 1_001], [1_306, 1_306, 1_012, 2_202]],
  ['the pause is at most 2 s', [60_000, 60_000, 200_000], [33_200, 102_000, 2_000, 132_000]],
  ['the order does not matter', [11_700, 8_300, 10_000], [7_900, 14_000, 1_160, 22_000]]
];

for (const [what, durations, [fromMs, lateMs, pauseMs, untilMs]] of LEARNED) {
  test(`usual time: ${what}`, () => {
    assert.deepEqual(usualTime(durations), { fromMs, lateMs, pauseMs, untilMs });
  });
}

test('usual time: lateMs of a short task is never before fromMs', () => {
  for (let duration = 1; duration <= 3_000; duration += 7) {
    const { fromMs = 0, lateMs = 0 } = usualTime([duration, duration, duration]) ?? {};
    assert.ok(fromMs > 0 && fromMs <= lateMs, `${fromMs} to ${lateMs} ms for ${duration} ms`);
  }
});

test('usual time: two durations, or durations of 0, predict nothing', () => {
  assert.equal(usualTime([10_000, 10_000]), undefined);
  assert.equal(usualTime([0, 0, 0]), undefined);
});

const USUAL = { fromMs: 28_000, lateMs: 45_000, pauseMs: 1_400, untilMs: 77_000 };
const EXPECTED: readonly (readonly [age: number, pause: number])[] = [
  [0, 5_000],
  [5_000, 5_000],
  [10_000, 10_000],
  [12_900, 12_900],
  [13_000, 13_000],
  [13_001, 14_999],
  [20_000, 8_000],
  [27_500, 1_000],
  [28_000, 1_400],
  [44_999, 1_400],
  [45_000, 2_000],
  [76_999, 2_000],
  [77_000, 7_000],
  [120_000, 20_000]
];

for (const [age, pause] of EXPECTED) {
  test(`poll schedule: ${pause} ms at ${age} ms when the end is due from 28 s to 45 s`, () => {
    assert.equal(nextPollMs(age, USUAL), pause);
  });
}

/** Different seeds and variations, so that the result is no coincidence. */
const SAMPLES: readonly Omit<FollowingSample, 'models'>[] = [
  { variation: 0.15, firstSeed: 1, runs: 40 },
  { variation: 0.1, firstSeed: 1_001, runs: 15 },
  { variation: 0.2, firstSeed: 2_001, runs: 15 }
];

for (const models of MODEL_SETS) {
  test(`follow: 24 learned tasks of ${models.join(', ')} s end in time without more queries`, async () => {
    for (const each of SAMPLES) {
      const sample = { ...each, models };
      const of = JSON.stringify(sample);
      const learned = await followingFigures(sample, 'learned');
      const flat = await followingFigures(sample, 'flat');
      assert.ok(learned.queries <= flat.queries, `${learned.queries} queries, flat ${flat.queries}: ${of}`);
      assert.ok(learned.p50Ms <= 1_100, `half within ${learned.p50Ms} ms: ${of}`);
      assert.ok(learned.p90Ms <= 2_500, `90 % within ${learned.p90Ms} ms: ${of}`);
      assert.ok(learned.peak < 10, `${learned.peak} queries in a second: ${of}`);
    }
  });
}
