import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';
import { modelEntry } from '../../../../../support/models/modelEntry.ts';

const { filterOf } = await import('../../../../../../src/vscode/features/tasks/tree/filter.ts');

const engine = { models: { entry: () => modelEntry({ name: 'Paint 2' }) } } as never;
const task: Task = {
  localId: 'a',
  model: 'paint',
  state: 'failed',
  input: { prompt: 'A Fox in snow', images: ['file:///photos/shot%207.png'] },
  error: { message: 'Too dark.', remedy: 'none' },
  results: [],
  createdAt: 1,
  updatedAt: 1,
  origin: 'form'
};

test('filter: matches words of prompt, model, file, state and error in any order', () => {
  for (const text of ['fox', 'SNOW fox', 'paint', 'shot 7', 'failed fox', 'dark']) {
    assert.equal(filterOf(engine, text)?.(task), true, text);
  }
  assert.equal(filterOf(engine, 'fox river')?.(task), false);
});

test('filter: shows everything when it has no words', () => {
  assert.equal(filterOf(engine, '  '), undefined);
});
