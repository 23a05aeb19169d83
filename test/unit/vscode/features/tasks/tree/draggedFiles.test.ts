import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';

const { draggedFiles } = await import('../../../../../../src/vscode/features/tasks/tree/draggedFiles.ts');

const saved = (index: number, path: string) => ({ index, kind: 'image', state: 'saved', path }) as const;
const task = (...paths: readonly string[]): Task => ({
  localId: paths.join(),
  model: 'm',
  state: 'done',
  input: {},
  results: [...paths.map((path, index) => saved(index, path)), { index: 9, kind: 'image', state: 'failed' }],
  createdAt: 1,
  updatedAt: 1,
  origin: 'form'
});

test('dragged files: are those of the items, each once', () => {
  const [a, b] = [task('/a.png', '/a2.png'), task('/b.png')];
  const files = draggedFiles([
    { kind: 'result', task: a, result: saved(1, '/a2.png') },
    { kind: 'task', task: a },
    { kind: 'batch', batchId: 'x', tasks: [a, b] },
    { kind: 'more', list: 'x', more: 1 }
  ]);
  assert.deepEqual(
    files.map(({ path }) => path),
    ['/a2.png', '/a.png', '/b.png']
  );
});
