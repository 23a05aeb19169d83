import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayHoldUnsavedResult } from '../../../src/shared/task.ts';
import type { TaskResult, TaskState } from '../../../src/shared/task.ts';

const result = (state: TaskResult['state']): TaskResult => ({ index: 0, kind: 'image', state });
const ID = 'made-at-kie';

/** By state: without an ID, with an ID, and with results that are all unsaved. */
const STATES: Readonly<Record<TaskState, readonly [boolean, boolean, boolean]>> = {
  preparing: [false, false, false],
  submitting: [true, true, true],
  unknown: [true, true, true],
  queued: [true, true, true],
  running: [true, true, true],
  collecting: [true, true, true],
  done: [false, false, false],
  uncollected: [true, true, true],
  failed: [false, false, false],
  stopped: [false, true, true]
};

for (const [state, [bare, withId, withResult]] of Object.entries(STATES) as [TaskState, (typeof STATES)['done']][]) {
  test(`mayHoldUnsavedResult: ${bare || withId ? 'possible' : 'impossible'} for a task that is ${state}`, () => {
    assert.equal(mayHoldUnsavedResult({ state, results: [] }), bare);
    assert.equal(mayHoldUnsavedResult({ state, taskId: ID, results: [] }), withId);
    assert.equal(mayHoldUnsavedResult({ state, results: [result('pending')] }), withResult);
  });
}

test('mayHoldUnsavedResult: possible for a stopped task with an ID and a saved part', () => {
  assert.equal(mayHoldUnsavedResult({ state: 'stopped', taskId: ID, results: [result('saved')] }), true);
  assert.equal(mayHoldUnsavedResult({ state: 'stopped', results: [result('saved')] }), false);
});
