import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';

const { factLines } = await import('../../../../../../src/vscode/features/result/state/details.ts');

const rejected: Task = {
  localId: 'a',
  model: 'paint',
  input: {},
  state: 'failed',
  createdAt: 0,
  updatedAt: 3000,
  submittedAt: 1000,
  finishedAt: 3000,
  results: [],
  origin: 'form'
};
const facts = (of: Task): Readonly<Record<string, string>> =>
  Object.fromEntries(factLines(of, undefined).map(({ label, value }) => [label, value]));

test('facts: a failed task has the time that KIE worked on it and its charged credits', () => {
  const { 'Generation time': time, Charged: charged } = facts({ ...rejected, taskId: 't', credits: 8 });
  assert.deepEqual([time, charged], ['2 s', '8 credits ($0.04)']);
});

test('facts: a rejected task was charged nothing and has no time', () => {
  const { 'Generation time': time, Charged: charged } = facts(rejected);
  assert.deepEqual([time, charged], [undefined, '0 credits ($0.00)']);
});

test('facts: a price that KIE reported before a failure is not called an estimate', () => {
  const failed: Task = { ...rejected, taskId: 't', estimate: 24 };
  const { Estimated: before, Charged: charged } = facts(failed);
  assert.deepEqual([before, charged], [undefined, 'unknown']);
  assert.equal(facts({ ...failed, estimateKind: 'exact' })['Estimated'], '24 credits ($0.12)');
});
