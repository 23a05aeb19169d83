import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activityOf } from '../../../../../../src/shared/tasks/activeTasks.ts';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';

const { groups } = await import('../../../../../../src/vscode/features/tasks/tree/grouping.ts');
const { activityText } = await import('../../../../../../src/vscode/common/text/activityText.ts');

const task = (localId: string, rest: Partial<Task> = {}): Task => ({
  localId,
  model: 'm',
  state: 'running',
  input: {},
  results: [],
  createdAt: 1,
  updatedAt: 1,
  origin: 'form',
  ...rest
});
const held = (localId: string, rest: Partial<Task> = {}): Task =>
  task(localId, { state: 'preparing', hold: { kind: 'age', message: 'Old.' }, ...rest });

test('groups: tasks that need approval come first and do not count as running', () => {
  const batch = { id: 'x' };
  const nodes = groups([task('a'), held('b'), task('c'), held('d', { batch })], 1);
  const summary = nodes.map(node =>
    node.kind === 'group'
      ? [node.label, ...node.lines.map(line => (line.kind === 'task' ? line.task.localId : line.batchId))]
      : [node.kind]
  );
  assert.deepEqual(summary, [['Needs approval', 'b'], ['batch'], ['Running', 'a', 'c']]);
});

test('activity: counts running and held tasks, without those that wait in a batch', () => {
  const tasks = [task('a'), held('b'), held('c'), task('d', { state: 'done' })];
  const waiting = task('e', { state: 'preparing', batch: { id: 'x', waiting: true } });
  const activity = activityOf({ list: () => [...tasks, waiting] });
  assert.deepEqual(activity, { running: 1, held: 2 });
  assert.deepEqual(activityText(activity), ['1 task is running.', '2 tasks need approval.']);
  assert.deepEqual(activityText(activityOf(undefined)), []);
});
