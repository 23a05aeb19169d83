import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../../src/shared/task.ts';
import '../../../../support/vscode/register.ts';

const { costText } = await import('../../../../../src/vscode/common/text/taskText.ts');

const task = (rest: Partial<Task>): Task => ({
  localId: 'a',
  taskId: 'id',
  model: 'm',
  state: 'running',
  input: {},
  results: [],
  createdAt: 1,
  updatedAt: 1,
  origin: 'form',
  ...rest
});

for (const [what, rest, text] of [
  ['nothing is known', {}, ''],
  ['KIE reports it', { credits: 1234.567, estimate: 4 }, '1,234.57 credits'],
  ['KIE reports one credit', { credits: 1 }, '1 credit'],
  ['a running prepaid task reports it', { credits: 12, estimate: 10, estimateKind: 'exact' }, '12 credits'],
  ['an exact estimate is still expected only', { estimate: 4, estimateKind: 'exact' }, '≈ 4 credits'],
  [
    'an exact price to approve',
    {
      state: 'preparing',
      taskId: undefined as never,
      estimate: 4,
      hold: { kind: 'price', message: 'It changed.', price: { credits: 12, exact: true } }
    },
    '12 credits'
  ],
  ['an estimate of an earlier version', { estimate: 4 }, '≈ 4 credits'],
  ['a bound', { estimate: 75, estimateKind: 'upTo' }, 'up to 75 credits'],
  ['an approximate price', { estimate: 75, estimateKind: 'about' }, 'about 75 credits'],
  ['it was never accepted', { state: 'failed', taskId: undefined as never, estimate: 4 }, 'not charged'],
  ['it failed for 0 credits', { state: 'failed', credits: 0, estimate: 4 }, 'not charged'],
  ['it failed after it was accepted', { state: 'failed', estimate: 4 }, 'charge unknown'],
  ['it may have been accepted', { state: 'unknown', taskId: undefined as never, estimate: 4 }, '≈ 4 credits'],
  ['it was stopped before it was sent', { state: 'stopped', taskId: undefined as never, estimate: 4 }, 'not charged']
] as const satisfies readonly (readonly [string, Partial<Task>, string])[]) {
  test(`cost text: ${what}`, () => assert.equal(costText(task(rest)), text));
}
