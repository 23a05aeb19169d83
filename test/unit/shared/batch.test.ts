import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchRuns } from '../../../src/shared/batch.ts';
import { batchSize } from '../../../src/shared/protocol/batch.ts';

const entry = {
  params: { prompt: { type: 'string' }, seed: { minimum: 10, maximum: 12 }, size: {}, loop: {} }
} as const;

test('batch: increases a seed by 1, and continues from its minimum', () => {
  assert.deepEqual(batchRuns(entry, { seed: 11, size: 'a' }, { times: 3 }), [
    { name: '#1', draft: { seed: 11, size: 'a' } },
    { name: '#2', draft: { seed: 12, size: 'a' } },
    { name: '#3', draft: { seed: 10, size: 'a' } }
  ]);
});

test('batch: keeps a missing or random seed', () => {
  const drafts = (draft: object) => batchRuns(entry, { ...draft }, { times: 2 }).map(run => run.draft);
  assert.deepEqual(drafts({ size: 'a' }), [{ size: 'a' }, { size: 'a' }]);
  assert.deepEqual(drafts({ seed: -1 }), [{ seed: -1 }, { seed: -1 }]);
});

test('batch: combines the values of two parameters', () => {
  const batch = {
    times: 1,
    sweep: { name: 'size', values: ['a', 'b'] },
    second: { name: 'loop', values: [true, false] }
  };
  assert.deepEqual(batchRuns(entry, { seed: 11, size: 'x' }, batch), [
    { name: 'a · true', draft: { seed: 11, size: 'a', loop: true } },
    { name: 'a · false', draft: { seed: 11, size: 'a', loop: false } },
    { name: 'b · true', draft: { seed: 11, size: 'b', loop: true } },
    { name: 'b · false', draft: { seed: 11, size: 'b', loop: false } }
  ]);
  assert.equal(batchSize(batch), 4);
});

test('batch: runs each prompt with each value, as often as asked', () => {
  const batch = { times: 2, sweep: { name: 'size', values: ['a'] }, prompts: ['a kite', `long ${'x'.repeat(80)}`] };
  const runs = batchRuns(entry, { prompt: 'old', seed: 10 }, batch);
  assert.deepEqual(
    runs.slice(0, 2).map(run => [run.name, run.draft]),
    [
      ['a kite · a #1', { prompt: 'a kite', size: 'a', seed: 10 }],
      ['a kite · a #2', { prompt: 'a kite', size: 'a', seed: 11 }]
    ]
  );
  assert.equal(runs.at(2)?.draft['prompt'], `long ${'x'.repeat(80)}`);
  assert.ok((runs.at(2)?.name.length ?? 99) < 70);
  assert.equal(runs.length, batchSize(batch));
});

test('batch: ignores prompts of a model without one', () => {
  const runs = batchRuns({ params: { size: {} } }, { size: 'x' }, { times: 1, prompts: ['a', 'b'] });
  assert.deepEqual(runs, [{ name: '', draft: { size: 'x' } }]);
});
