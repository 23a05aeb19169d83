import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BatchInfo } from '../../../../../../src/core/tasks/types.ts';
import type { Task } from '../../../../../../src/shared/task.ts';
import '../../../../../support/vscode/register.ts';

const { batchTooltip } = await import('../../../../../../src/vscode/features/tasks/tree/batchItem.ts');

const failed = (index: number): Task => ({
  ...{ localId: String(index), model: 'm', state: 'failed', input: {}, results: [], createdAt: 1, updatedAt: 1 },
  ...{ origin: 'form', error: { message: `Reason ${index}.`, remedy: 'none' } }
});

const tooltip = (count: number): readonly string[] => {
  const batch: BatchInfo = { id: 'b', name: 'Batch', state: 'running', counts: { failed: count }, createdAt: 1 };
  const tasks = Array.from({ length: count }, (_, index) => failed(index));
  return batchTooltip(undefined, batch, tasks).value.trim().split('\n\n').slice(3);
};

test('batch tooltip: failures beyond the limit are counted, below it none are', () => {
  assert.deepEqual(tooltip(5), ['Reason 0.', 'Reason 1.', 'Reason 2.', 'Reason 3.', 'Reason 4.']);
  assert.deepEqual(tooltip(8).slice(4), ['Reason 4.', 'and 3 more']);
});
