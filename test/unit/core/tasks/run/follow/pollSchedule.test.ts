import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OVERDUE_MS, nextPollMs, usualTime } from '../../../../../../src/core/tasks/run/follow/pollSchedule.ts';
import { followingFigures, MODEL_SETS } from '../../../../../bench/following.ts';

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

const LEARNED: readonly (readonly [what: string, durations: readonly number[], from: number, until: number])[] = [
  ['equal durations count as spread by 15 %', [10_000, 10_000, 10_000], 8_000, 22_000],
  ['the range of three counts', [8_300, 10_000, 11_700], 6_900, 22_000],
  ['the spread is at most 35 %', [1_000, 10_000, 90_000], 3_600, 22_000],
  ['of many the outer 15 % do not count', [1, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 90_000], 8_000, 22_000],
  ['of six the outer 15 % do not count', [8_000, 10_000, 10_000, 10_000, 10_000, 13_000], 8_000, 22_000],
  ['the ages are whole milliseconds', [1_001, 1_001, 1_001], 1_971, 2_202],
  ['the order does not matter', [11_700, 8_300, 10_000], 6_900, 22_000]
];

for (const [what, durations, from, until] of LEARNED) {
  test(`usual time: ${what}`, () => {
    assert.deepEqual(usualTime(durations), { fromMs: from, untilMs: until });
  });
}

test('usual time: two durations, or durations of 0, predict nothing', () => {
  assert.equal(usualTime([10_000, 10_000]), undefined);
  assert.equal(usualTime([0, 0, 0]), undefined);
});

const USUAL = { fromMs: 28_000, untilMs: 77_000 };
const EXPECTED: readonly (readonly [age: number, pause: number])[] = [
  [0, 5_000],
  [5_000, 5_000],
  [10_000, 10_000],
  [12_900, 12_900],
  [13_100, 14_900],
  [20_000, 8_000],
  [27_500, 1_000],
  [28_000, 2_000],
  [76_999, 2_000],
  [77_000, 7_000],
  [120_000, 20_000]
];

for (const [age, pause] of EXPECTED) {
  test(`poll schedule: ${pause} ms at ${age} ms when the end is due from 28 s to 77 s`, () => {
    assert.equal(nextPollMs(age, USUAL), pause);
  });
}

for (const models of MODEL_SETS) {
  test(`follow: 24 learned tasks of ${models.join(', ')} s end in time without more queries`, async () => {
    const learned = await followingFigures(models, 'learned');
    const flat = await followingFigures(models, 'flat');
    assert.ok(learned.queries <= flat.queries, `${learned.queries} queries, flat ${flat.queries}`);
    assert.ok(learned.p50Ms <= 1_200, `half within ${learned.p50Ms} ms`);
    assert.ok(learned.p90Ms <= 3_000, `90 % within ${learned.p90Ms} ms`);
    assert.ok(learned.peak < 10, `${learned.peak} queries in a second`);
  });
}
