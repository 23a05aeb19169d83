import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../src/shared/task.ts';
import type { TaskCost } from '../../../../src/shared/format/taskCost.ts';
import { costOf, isNotCharged } from '../../../../src/shared/format/taskCost.ts';

const task = (part: Partial<Task>): Task => ({
  localId: 'l',
  model: 'm',
  state: 'done',
  input: {},
  results: [],
  createdAt: 0,
  updatedAt: 0,
  origin: 'form',
  ...part
});
const result = { index: 0, kind: 'image', state: 'saved' } as const;

const CASES: readonly (readonly [string, Partial<Task>, TaskCost | undefined])[] = [
  ['refused by KIE', { state: 'failed', submittedAt: 1, estimate: 8 }, { kind: 'none' }],
  ['failed before it was sent', { state: 'failed', estimate: 8 }, { kind: 'none' }],
  ['stopped before it was sent', { state: 'stopped', estimate: 8 }, { kind: 'none' }],
  ['failed, nothing taken', { state: 'failed', taskId: 't', estimate: 8, credits: 0 }, { kind: 'none' }],
  ['failed, taken', { state: 'failed', taskId: 't', credits: 0.5 }, { kind: 'reported', credits: 0.5 }],
  ['failed after acceptance, no figure', { state: 'failed', taskId: 't', estimate: 8 }, { kind: 'unknown' }],
  ['stopped after acceptance', { state: 'stopped', taskId: 't', estimate: 8 }, { kind: 'expected', credits: 8 }],
  ['stopped with a result', { state: 'stopped', results: [result], estimate: 8 }, { kind: 'expected', credits: 8 }],
  ['perhaps accepted', { state: 'unknown', submittedAt: 1, estimate: 8 }, { kind: 'expected', credits: 8 }],
  ['prepaid and running', { state: 'running', taskId: 't', credits: 70 }, { kind: 'reported', credits: 70 }],
  [
    'an approximate estimate',
    { state: 'running', estimate: 8, estimateKind: 'about' },
    { kind: 'expected', credits: 8, as: 'about' }
  ],
  [
    'held at a changed price',
    { state: 'preparing', estimate: 1, hold: { kind: 'price', message: '', price: { credits: 12, exact: true } } },
    { kind: 'expected', credits: 12, as: 'exact' }
  ],
  [
    'held at an unknown price',
    { state: 'preparing', estimate: 1, hold: { kind: 'price', message: '', price: { exact: false } } },
    undefined
  ],
  ['a free result', { credits: 0 }, { kind: 'reported', credits: 0 }],
  ['nothing known', { state: 'running' }, undefined]
];

for (const [what, part, cost] of CASES) {
  test(`cost of a task: ${what}`, () => {
    assert.deepEqual(costOf(task(part)), cost);
    assert.equal(isNotCharged(task(part)), cost?.kind === 'none');
  });
}
