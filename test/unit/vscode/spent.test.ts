import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spentOn } from '../../../src/shared/spent.ts';
import type { Task } from '../../../src/shared/task.ts';

const NOON = new Date(2026, 9, 5, 12).getTime();
const HOUR = 3_600_000;

const task = (more: Partial<Task>): Task => ({
  localId: 'l',
  model: 'm',
  state: 'done',
  input: {},
  results: [],
  createdAt: NOON,
  updatedAt: NOON,
  origin: 'form',
  ...more
});

const cases: readonly (readonly [string, Partial<Task>, number])[] = [
  ['what KIE took counts before what was expected', { submittedAt: NOON, estimate: 8, credits: 6 }, 6],
  ['what was expected counts while nothing else is known', { submittedAt: NOON, estimate: 8 }, 8],
  ['a price that is not known counts nothing', { submittedAt: NOON }, 0],
  ['what is being uploaded is promised', { state: 'preparing', estimate: 8 }, 8],
  ['what may have been accepted counts', { state: 'unknown', estimate: 8 }, 8],
  ['what a program runs counts', { state: 'running', taskId: 't', origin: 'api', estimate: 8 }, 8],
  ['what failed before it was sent costs nothing', { state: 'failed', estimate: 8 }, 0],
  ['what was stopped before it was sent costs nothing', { state: 'stopped', estimate: 8 }, 0],
  ['what is no longer followed was bought', { state: 'stopped', taskId: 't', submittedAt: NOON, estimate: 8 }, 8],
  ['the day begins at midnight', { submittedAt: NOON, createdAt: NOON - 11 * HOUR, estimate: 8 }, 8],
  ['yesterday does not count', { submittedAt: NOON, createdAt: NOON - 13 * HOUR, estimate: 8 }, 0]
];

for (const [name, more, credits] of cases) {
  test(name, () => assert.equal(spentOn([task(more)], NOON), credits));
}

test('the tasks of a day are added up', () => {
  assert.equal(
    spentOn([task({ submittedAt: NOON, credits: 1.5 }), task({ submittedAt: NOON, estimate: 2 })], NOON),
    3.5
  );
});
