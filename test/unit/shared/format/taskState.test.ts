import assert from 'node:assert/strict';
import { test } from 'node:test';
import { taskStateText } from '../../../../src/shared/format/taskState.ts';
import type { Task } from '../../../../src/shared/task.ts';

const l10n = { t: (message: string): string => message };
const task = (more: Partial<Task>): Task => ({
  localId: 'a',
  model: 'm',
  state: 'preparing',
  input: {},
  results: [],
  createdAt: 0,
  updatedAt: 0,
  origin: 'form',
  ...more
});

const cases: readonly (readonly [Partial<Task>, string])[] = [
  [{}, 'Preparing'],
  [{ progress: 0 }, 'Uploading'],
  [{ error: { message: '', remedy: 'wait', retryAt: 1 } }, 'Waiting to retry'],
  [{ hold: { kind: 'price', message: '' } }, 'Needs approval'],
  [{ batch: { id: 'b', waiting: true } }, 'Waiting'],
  [{ submittedAt: 1 }, 'Waiting'],
  [{ state: 'submitting' }, 'Submitting'],
  [{ state: 'queued' }, 'Queued'],
  [{ state: 'running' }, 'Running'],
  [{ state: 'collecting' }, 'Downloading'],
  [{ state: 'done' }, 'Done'],
  [{ state: 'failed' }, 'Failed'],
  [{ state: 'unknown' }, 'Status unknown'],
  [{ state: 'uncollected' }, 'Result not downloaded'],
  [{ state: 'stopped' }, 'Canceled'],
  [{ state: 'stopped', taskId: 'x' }, 'Not tracked']
];

for (const [more, expected] of cases) {
  test(`task state: ${JSON.stringify(more)} is "${expected}"`, () =>
    assert.equal(taskStateText(l10n, task(more)), expected));
}
