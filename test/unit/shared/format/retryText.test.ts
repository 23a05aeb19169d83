import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRetry, retryText } from '../../../../src/shared/format/retryText.ts';
import type { Task, TaskError } from '../../../../src/shared/task.ts';

const l10n = { t: (text: string, ...values: (string | number)[]) => text.replace('{0}', String(values[0])) };
const task = (error: TaskError, state: Task['state'] = 'preparing'): Task => ({
  localId: 'a',
  model: 'm',
  state,
  input: {},
  results: [],
  createdAt: 0,
  updatedAt: 0,
  origin: 'form',
  error
});
const maintenance: TaskError = { code: '455', message: '', remedy: 'wait', retryAt: 5_000 };
const refused: TaskError = { code: 'ECONNREFUSED', message: '', remedy: 'check-network', retryAt: 9_000 };
const full: TaskError = { code: '550', message: '', remedy: 'wait', retryAt: 6_000 };
const busy: TaskError = { code: '429', message: '', remedy: 'wait', retryAt: 3_000 };

test('next retry: is the earliest of the connection and the waiting tasks', () => {
  assert.deepEqual(nextRetry(4_000, [task(maintenance)]), { reason: 'unreachable', at: 4_000 });
  assert.deepEqual(nextRetry(8_000, [task(refused), task(maintenance)]), { reason: 'maintenance', at: 5_000 });
  assert.equal(nextRetry(undefined, [task(maintenance, 'stopped'), task({ message: '', remedy: 'none' })]), undefined);
});

test('next retry: leaves out tasks that wait for the user', () => {
  const hold = { kind: 'price', message: '' } as const;
  assert.equal(nextRetry(undefined, [{ ...task(busy), hold }]), undefined);
});

test('retry text: names the reason and counts down to zero', () => {
  const text = (error: TaskError, now: number) => {
    const retry = nextRetry(undefined, [task(error)]);
    return retry === undefined ? '' : retryText(l10n, retry, now);
  };
  assert.equal(text(maintenance, 1_500), 'KIE is under maintenance. Retrying in 4 s.');
  assert.equal(text(refused, 0), 'KIE is unreachable. Retrying in 9 s.');
  assert.equal(text(busy, 7_000), 'Too many requests. Retrying in 0 s.');
  assert.equal(text(full, 0), 'Retrying in 6 s.');
});
