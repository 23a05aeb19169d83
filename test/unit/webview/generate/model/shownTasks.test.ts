import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskLine } from '../../../../../src/shared/protocol/snapshot.ts';
import type { Task } from '../../../../../src/shared/task.ts';
import { shownTasks } from '../../../../../webview/generate/model/shownTasks.ts';

const line = (localId: string, state: Task['state'], more: Partial<Task> = {}): TaskLine => ({
  task: { localId, state, model: 'm', input: {}, results: [], createdAt: 0, updatedAt: 0, origin: 'form', ...more }
});
const ids = (lines: readonly TaskLine[]): readonly string[] => lines.map(({ task }) => task.localId);

test('shownTasks: a result shows only while nothing runs', () => {
  const done = line('done', 'done');
  assert.equal(shownTasks([done, line('older', 'done')]).ended, done);
  assert.equal(shownTasks([line('now', 'running'), done]).ended, undefined);
});

test('shownTasks: the newest problem stays, before a newer result and beside runs', () => {
  const failed = line('failed', 'failed');
  assert.equal(shownTasks([line('done', 'done'), failed]).ended, failed);
  const { active, ended, more } = shownTasks([line('now', 'running'), failed, line('older', 'unknown')]);
  assert.deepEqual([ids(active), ended, more], [['now'], failed, 1]);
});

test('shownTasks: runs that wait for the user come first, and the rest is counted', () => {
  const held = line('held', 'preparing', { hold: { kind: 'age', message: 'Old.' } });
  const { active, more } = shownTasks([line('a', 'running'), line('b', 'queued'), line('c', 'running'), held]);
  assert.deepEqual([ids(active), more], [['held', 'a'], 2]);
});

test('shownTasks: runs that are not listed count too', () => {
  assert.equal(shownTasks([line('a', 'running'), line('b', 'failed'), line('c', 'failed')], 45).more, 46);
});
