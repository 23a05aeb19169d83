import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../../../../../src/core/engine/api.ts';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';

const { taskLines } = await import('../../../../../../src/vscode/features/generate/state/taskLines.ts');

const now = performance.timeOrigin + 1;
const hold = { kind: 'age', message: 'Old.' } as const;

/** Tasks of the form, the first one the newest. */
function listed(...states: readonly Partial<Task>[]) {
  const tasks = states.map((state, i): Task => {
    const base = { localId: String(i), state: 'running', model: 'm', input: {}, results: [], origin: 'form' } as const;
    return { ...base, createdAt: now - i, updatedAt: now, ...state };
  });
  const engine = { tasks: { list: () => tasks }, batches: { get: () => undefined } } as unknown as Engine;
  const { tasks: lines, moreTasks } = taskLines(engine, new Set());
  return [lines.map(({ task }) => task.localId), moreTasks];
}

const ids = (from: number, to: number): readonly string[] => Array.from({ length: to - from }, (_, i) => `${from + i}`);

test('lines of runs: up to 12 are listed, newest first', () => {
  assert.deepEqual(listed(...Array<Partial<Task>>(12).fill({})), [ids(0, 12), undefined]);
});

test('lines of runs: the others are counted, without results', () => {
  const done: Partial<Task> = { state: 'done' };
  assert.deepEqual(listed(...Array<Partial<Task>>(60).fill({})), [ids(0, 12), 48]);
  assert.deepEqual(listed(...Array<Partial<Task>>(60).fill(done)), [ids(0, 12), undefined]);
});

test('lines of runs: those that need the user are listed before newer ones', () => {
  const [running, held] = [Array<Partial<Task>>(20).fill({}), [{ hold }]];
  assert.deepEqual(listed(...running, ...held), [[...ids(0, 11), '20'], 9]);
  const [done, failed] = [Array<Partial<Task>>(20).fill({ state: 'done' }), [{ state: 'failed' }] as const];
  assert.deepEqual(listed(...done, ...failed), [[...ids(0, 11), '20'], undefined]);
});
