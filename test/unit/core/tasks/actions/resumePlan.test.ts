import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalog } from '../../../../../src/core/models/catalog.ts';
import { hasRecord, planResume } from '../../../../../src/core/tasks/actions/resumePlan.ts';
import { NOT_READY } from '../../../../../src/shared/task.ts';
import type { Task, TaskResult } from '../../../../../src/shared/task.ts';
import { readTable } from '../../../../emulator/catalogData.ts';

const catalog = new Catalog([...readTable().values()]);
const DAY_MS = 24 * 3_600_000;
const clock = { now: () => DAY_MS, sleep: () => Promise.resolve() };
const ctx = { entry: (id: string) => catalog.entry(id), clock };
const base = { localId: 'l', input: {}, results: [], createdAt: 1, updatedAt: 1, origin: 'form' } as const;
const result = (state: TaskResult['state']): TaskResult => ({
  index: 0,
  kind: 'video',
  url: 'https://r.test/a',
  state
});
const text: readonly TaskResult[] = [{ index: 0, kind: 'text', state: 'saved' }];
const [saved, open] = [[result('saved')], [result('pending')]];
const early = { code: NOT_READY, message: '', remedy: 'wait' } as const;
const part = { code: 'incomplete', message: '', remedy: 'retry' } as const;
const [VIDEO, ORDER, WORDS] = ['veo-3-1', '/veo/get-1080p-video', '/style/generate'];

type Case = Pick<Task, 'model' | 'state'> & Partial<Task>;

/** A task, and the state in which it resumes without another purchase; undefined if it cannot. */
const CASES: readonly (readonly [Case, string | undefined])[] = [
  [{ model: VIDEO, state: 'stopped', taskId: 't' }, 'queued'],
  [{ model: VIDEO, state: 'stopped', taskId: 't', results: open }, 'queued'],
  [{ model: VIDEO, state: 'stopped' }, undefined],
  [{ model: VIDEO, state: 'stopped', submittedAt: 1 }, undefined],
  [{ model: VIDEO, state: 'unknown', submittedAt: 1 }, undefined],
  [{ model: VIDEO, state: 'unknown', taskId: 't' }, 'queued'],
  [{ model: VIDEO, state: 'uncollected', taskId: 't' }, 'queued'],
  [{ model: VIDEO, state: 'uncollected', taskId: 't', results: open }, 'collecting'],
  [{ model: VIDEO, state: 'uncollected', taskId: 't', results: open, error: part }, 'queued'],
  [{ model: VIDEO, state: 'failed', taskId: 't' }, undefined],
  [{ model: VIDEO, state: 'failed', taskId: 't', results: open }, 'collecting'],
  [{ model: VIDEO, state: 'failed', taskId: 't', results: saved }, undefined],
  // Addresses live 24 hours; text came inside the answer.
  [{ model: VIDEO, state: 'done', taskId: 't', results: saved, finishedAt: 0 }, undefined],
  [{ model: VIDEO, state: 'done', taskId: 't', results: saved, finishedAt: 1 }, 'collecting'],
  [{ model: VIDEO, state: 'done', taskId: 't', results: text, finishedAt: 0 }, 'collecting'],
  [{ model: VIDEO, state: 'done', taskId: 't' }, undefined],
  [{ model: VIDEO, state: 'running', taskId: 't' }, undefined],
  // An order without an ID is its own query, but only after KIE answered "not ready yet".
  [{ model: ORDER, state: 'stopped', submittedAt: 1, error: early }, 'preparing'],
  [{ model: ORDER, state: 'stopped', submittedAt: 1 }, undefined],
  [{ model: ORDER, state: 'unknown', submittedAt: 1 }, undefined],
  [{ model: ORDER, state: 'unknown', submittedAt: 1, error: early }, undefined],
  [{ model: ORDER, state: 'uncollected', submittedAt: 1, error: early }, 'preparing'],
  [{ model: ORDER, state: 'uncollected', submittedAt: 1 }, 'preparing'],
  [{ model: ORDER, state: 'uncollected', submittedAt: 1, results: open }, 'collecting'],
  [{ model: ORDER, state: 'stopped' }, undefined],
  [{ model: ORDER, state: 'failed', submittedAt: 1 }, undefined],
  // The answer was the result: it cannot be requested again.
  [{ model: WORDS, state: 'stopped', taskId: 't', submittedAt: 1 }, undefined],
  [{ model: WORDS, state: 'stopped', taskId: 't', submittedAt: 1, results: open }, 'collecting'],
  [{ model: WORDS, state: 'unknown', submittedAt: 1 }, undefined]
];

for (const [given, expected] of CASES) {
  const { results = [], ...rest } = given;
  test(`planResume: ${JSON.stringify({ ...rest, results: results.map(({ state }) => state) })} → ${expected ?? 'none'}`, () => {
    const plan = planResume(ctx, { ...base, ...given });
    assert.equal(plan?.state, expected);
    if (plan !== undefined) assert.ok(plan.from.includes(given.state));
  });
}

for (const [model, expected] of [
  [VIDEO, true],
  ['/veo/generate', true],
  [ORDER, false],
  [WORDS, false],
  ['/voice/check-voice', false],
  // Unknown models are queried like all current ones.
  ['no/such-model', true]
] as const) {
  test(`hasRecord: ${model} ${expected ? 'can' : 'cannot'} be queried by an ID`, () => {
    assert.equal(hasRecord(ctx, { ...base, model, state: 'unknown' }), expected);
  });
}
