import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BatchInfo, Intent } from '../../../../src/core/tasks/types.ts';
import { CreditsError, InterruptedError, UnreachableError } from '../../../../src/core/http/errors/errors.ts';
import { createLedger } from '../../../../src/core/tasks/store/ledger.ts';
import type { NewRow } from '../../../../src/core/tasks/store/batchStore.ts';
import { LEASE_MS } from '../../../../src/core/tasks/store/leaseStore.ts';
import type { Price } from '../../../../src/shared/form.ts';
import type { Task } from '../../../../src/shared/task.ts';
import type { TaskRecord } from '../../../../src/core/kie/taskRecord.ts';
import { FakeKie, imageResult, rejection, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import { countEventLoopTurns } from '../../../support/engine/eventLoopTurns.ts';
import type { TestWindow } from '../../../support/engine/engineFixture.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const running: Partial<TaskRecord> = { state: 'generating' };
const ready = imageResult('https://r.test/a.png');

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  return { kie, fixture, window, engine: window.engine };
}

const promptIntents = (fixture: EngineFixture, count: number, rest: Partial<Intent> = {}): Intent[] =>
  Array.from({ length: count }, (_, i) => fixture.intent({ input: { prompt: `fox ${i}` }, ...rest }));
/** Each of these tasks at an unknown price. */
const agreedTo = (tasks: readonly Task[]): ReadonlyMap<string, Price> =>
  new Map(tasks.map(({ localId }) => [localId, { kind: 'unknown', parts: [] }]));
const prompts = (kie: FakeKie): unknown[] => kie.posts.map(post => post.input['prompt']);

async function begin(window: TestWindow, intents: readonly Intent[], atOnce = 3): Promise<string> {
  const { batchId, refused } = await window.engine.batches.start(intents, { name: 'Foxes', atOnce });
  assert.deepEqual(refused, []);
  assert.ok(batchId);
  return batchId;
}

test('batch: stores all tasks first, runs some at a time in order and ends once', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  kie.onRecord = () => running;
  const reported: BatchInfo[] = [];
  engine.batches.onDidChange(batch => reported.push(batch));
  const id = await begin(window, promptIntents(fixture, 8));
  assert.equal(engine.tasks.list().length, 8);
  assert.ok(engine.tasks.list().every(task => task.state === 'preparing' && task.batch?.id === id));
  await fixture.advance(60_000);
  assert.deepEqual(prompts(kie), ['fox 0', 'fox 1', 'fox 2']);
  assert.deepEqual(engine.batches.get(id)?.counts, { running: 3, waiting: 5 });
  assert.equal(engine.tasks.list().filter(task => task.batch?.waiting).length, 5);
  kie.onRecord = () => ready;
  await fixture.advanceUntil(() => reported.length > 0);
  assert.equal(kie.posts.length, 8);
  await fixture.advance(60_000);
  assert.deepEqual(
    reported.map(({ name, state, counts }) => ({ name, state, counts })),
    [{ name: 'Foxes', state: 'done', counts: { done: 8 } }]
  );
  assert.ok(reported[0]?.finishedAt);
  assert.deepEqual(
    engine.batches.list().map(batch => batch.id),
    [id]
  );
});

test('batch: pauses, moves a task to the front, resumes and stops', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  const id = await begin(window, promptIntents(fixture, 6), 1);
  await fixture.advanceUntil(() => kie.posts.length === 1);
  engine.batches.pause(id);
  await fixture.advance(120_000);
  assert.deepEqual([kie.posts.length, engine.batches.get(id)?.state], [1, 'paused']);
  const last = engine.tasks.list().find(task => task.input['prompt'] === 'fox 5');
  engine.batches.toFront(last?.localId ?? '');
  engine.batches.resume(id);
  await fixture.advanceUntil(() => kie.posts.length === 3);
  assert.deepEqual(prompts(kie), ['fox 0', 'fox 5', 'fox 1']);
  engine.batches.stop(id);
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.equal(kie.posts.length, 3);
  const batch = engine.batches.get(id);
  assert.deepEqual([batch?.state, batch?.counts], ['stopped', { done: 3, stopped: 3 }]);
  engine.batches.resume(id);
  await fixture.advance(120_000);
  assert.equal(kie.posts.length, 3, 'stopped tasks stay stopped');
});

test('batch: ends when all waiting tasks are stopped', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  const id = await begin(window, promptIntents(fixture, 2), 1);
  engine.batches.pause(id);
  await fixture.advanceUntil(() => engine.batches.get(id)?.counts.done === 1);
  for (const task of engine.tasks.list()) if (task.batch?.waiting) engine.tasks.stop(task.localId);
  assert.deepEqual([engine.batches.get(id)?.state, kie.posts.length], ['done', 1]);
});

test('batch: another window continues it after a crash and sends nothing twice', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  const id = await begin(window, promptIntents(fixture, 7), 2);
  // Two runs may continue at the same moment.
  await fixture.advanceUntil(() => kie.posts.length >= 3);
  window.crash();
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  await fixture.advanceUntil(() => second.engine.batches.get(id)?.finishedAt !== undefined);
  const { counts } = second.engine.batches.get(id) ?? {};
  assert.deepEqual([(counts?.done ?? 0) + (counts?.unknown ?? 0), counts?.waiting], [7, undefined]);
  assert.equal(kie.posts.length, new Set(prompts(kie)).size);
});

test('batch: a task rejected after the stop is not sent again', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  const first = Promise.withResolvers<string>();
  kie.onCreate = n => (n === 1 ? first.promise : `id-${n}`);
  const id = await begin(window, promptIntents(fixture, 2), 1);
  await fixture.advanceUntil(() => engine.batches.get(id)?.counts.submitting === 1);
  engine.batches.stop(id);
  first.reject(rejection({ transient: true }));
  await fixture.advance(300_000);
  assert.deepEqual([kie.posts.length, engine.batches.get(id)?.counts], [1, { stopped: 2 }]);
  assert.ok(engine.batches.get(id)?.finishedAt);
});

test('batch: stays paused after its window is closed', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  const id = await begin(window, promptIntents(fixture, 3), 1);
  await fixture.advanceUntil(() => kie.posts.length === 1);
  engine.batches.pause(id);
  engine.dispose();
  await engine.closed();
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  await fixture.advance(LEASE_MS * 3);
  assert.deepEqual([kie.posts.length, second.engine.batches.get(id)?.state], [1, 'paused']);
  second.engine.batches.resume(id);
  await fixture.advanceUntil(() => second.engine.batches.get(id)?.state === 'done');
  assert.equal(kie.posts.length, 3);
});

test('batch: two windows send nothing twice and keep the concurrency limit', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  const other = await fixture.openWindow();
  other.engine.resumeAll();
  const ends: string[] = [];
  engine.batches.onDidChange(batch => ends.push(batch.state));
  other.engine.batches.onDidChange(batch => ends.push(batch.state));
  let most = 0;
  kie.onRecord = n => {
    const { counts } = engine.batches.list()[0] ?? {};
    most = Math.max(most, (counts?.queued ?? 0) + (counts?.running ?? 0) + (counts?.submitting ?? 0));
    return n % 4 === 0 ? ready : running;
  };
  const id = await begin(window, promptIntents(fixture, 20), 4);
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  await fixture.advance(60_000);
  assert.deepEqual([kie.posts.length, new Set(prompts(kie)).size, ends], [20, 20, ['done']]);
  assert.equal(most, 4);
});

test('batch: a change in one window is reported in another within two seconds', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  kie.onRecord = () => running;
  const other = await fixture.openWindow();
  const seen: (string | undefined)[] = [];
  const ends: string[] = [];
  const id = await begin(window, promptIntents(fixture, 3), 1);
  await fixture.advanceUntil(() => engine.batches.get(id)?.counts.running === 1);
  other.engine.tasks.onDidChange(() => seen.push(other.engine.batches.get(id)?.state));
  other.engine.batches.onDidChange(batch => ends.push(batch.state));
  const soon = async (): Promise<string | undefined> => {
    seen.length = 0;
    await fixture.advance(2_000);
    return seen.at(-1);
  };
  assert.equal(await soon(), undefined, 'without a change nothing is reported');
  engine.batches.pause(id);
  assert.equal(await soon(), 'paused');
  engine.batches.resume(id);
  assert.equal(await soon(), 'running');
  engine.batches.pause(id);
  await soon();
  engine.batches.stop(id);
  assert.equal(await soon(), 'stopped');
  assert.deepEqual(ends, [], 'only the window that runs the batch reports its end');
});

test('retryFailed: two windows retry a failed task only once', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  kie.onCreate = n => (n === 1 ? rejection({ remedy: 'fix-input' }) : `id-${n}`);
  const id = await begin(window, promptIntents(fixture, 1));
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  const [failed] = engine.tasks.list();
  assert.ok(failed);
  const ledgers = ['a', 'b'].map(owner => {
    const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path.join(fixture.dir, 'ledger.db'));
    t.after(() => db.close());
    return createLedger(db, owner, () => fixture.now);
  });
  // Both windows have read the batch, and both write a retry of the same task.
  const again = (localId: string): NewRow => ({
    task: { ...failed, localId, state: 'preparing', retryOf: failed.localId },
    details: { plan: { prompt: 'fox 0' }, saveTo: { folder: fixture.out, stem: 'x' } }
  });
  assert.deepEqual(
    ledgers.map((ledger, i) => ledger.batches.extend(id, [again(`again-${i}`)])),
    [1, 0]
  );
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.equal(kie.posts.length, 2);
});

test('retryFailed: retries failed tasks, never unknown ones', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  kie.onCreate = n =>
    n === 1
      ? rejection({ remedy: 'fix-input' })
      : n === 2
        ? new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' })
        : `id-${n}`;
  const id = await begin(window, promptIntents(fixture, 4), 1);
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.deepEqual(engine.batches.get(id)?.counts, { failed: 1, unknown: 1, done: 2 });
  const failed = engine.tasks.list().find(task => task.state === 'failed');
  const all = agreedTo(engine.tasks.list());
  assert.deepEqual(await engine.batches.retryFailed(id, all), { count: 1, refused: [] });
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.deepEqual(engine.batches.get(id)?.counts, { unknown: 1, done: 3 });
  assert.deepEqual([kie.posts.length, prompts(kie).at(-1)], [5, 'fox 0']);
  assert.equal(engine.tasks.list().filter(task => task.retryOf === failed?.localId).length, 1);
  assert.deepEqual(await engine.batches.retryFailed(id, all), { count: 0, refused: [] });
});

test('retryFailed: retries only the given tasks', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  kie.onCreate = n => (n <= 3 ? rejection({ remedy: 'fix-input' }) : `id-${n}`);
  const id = await begin(window, promptIntents(fixture, 3), 1);
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  const agreed = agreedTo(engine.tasks.list().filter(task => task.input['prompt'] === 'fox 1'));
  assert.deepEqual(await engine.batches.retryFailed(id, new Map()), { count: 0, refused: [] });
  assert.deepEqual(await engine.batches.retryFailed(id, agreed), { count: 1, refused: [] });
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.deepEqual(engine.batches.get(id)?.counts, { failed: 2, done: 1 });
  assert.deepEqual([kie.posts.length, prompts(kie).at(-1)], [4, 'fox 1']);
});

test('retryFailed: reports a failed task that is no longer valid', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  kie.onCreate = n => (n <= 2 ? rejection({ remedy: 'fix-input' }) : `id-${n}`);
  const missing = path.join(fixture.dir, 'gone.png');
  await fs.copyFile(new URL('../../../sample/portrait.png', import.meta.url), missing);
  const image = pathToFileURL(missing).href;
  const intents = [{ image }, {}].map(rest => fixture.intent({ model: 'edit', input: { label: 'x', ...rest } }));
  const id = await begin(window, intents, 1);
  await fixture.advanceUntil(() => engine.batches.get(id)?.finishedAt !== undefined);
  await fs.rm(missing);
  const failed = agreedTo(engine.tasks.list());
  const { count, refused } = await engine.batches.retryFailed(id, failed);
  assert.equal(count, 1);
  assert.equal(refused.length, 1);
  assert.match(refused[0]?.message ?? '', /The file does not exist\./);
});

test('batch: missing credits pause it instead of failing its tasks', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  const reported: (string | undefined)[] = [];
  engine.batches.onDidChange(batch => reported.push(batch.reason?.remedy));
  kie.onCreate = n =>
    n === 3 ? new CreditsError('Too few.', { code: 402, remedy: 'top-up', accepted: 'no' }) : `id-${n}`;
  const id = await begin(window, promptIntents(fixture, 6), 1);
  await fixture.advanceUntil(() => reported.length > 0);
  await fixture.advance(300_000);
  assert.deepEqual(engine.batches.get(id)?.counts, { done: 2, waiting: 4 });
  assert.deepEqual(
    [engine.batches.get(id)?.state, engine.batches.get(id)?.reason?.remedy, reported],
    ['paused', 'top-up', ['top-up']]
  );
  engine.batches.resume(id);
  assert.equal(engine.batches.get(id)?.reason, undefined);
  await fixture.advanceUntil(() => engine.batches.get(id)?.state === 'done');
  assert.deepEqual(prompts(kie), ['fox 0', 'fox 1', 'fox 2', 'fox 2', 'fox 3', 'fox 4', 'fox 5']);
});

test('batch: missing credits are noticed before an upload', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  kie.onCredits = () => 25 - 10 * kie.posts.length;
  const image = path.join(fixture.dir, 'in.png');
  const files = await Promise.all(
    [0, 1, 2, 3].map(async i => {
      const file = `${image}-${i}.png`;
      await fs.writeFile(file, Buffer.concat([PNG_IMAGE, Buffer.from([i])]));
      return pathToFileURL(file).href;
    })
  );
  const id = await begin(
    window,
    files.map(file => fixture.intent({ model: 'priced', input: { image: file } })),
    1
  );
  await fixture.advanceUntil(() => engine.batches.get(id)?.state === 'paused');
  assert.deepEqual([kie.posts.length, kie.uploads.length], [2, 2]);
  assert.deepEqual([engine.batches.get(id)?.state, engine.batches.get(id)?.reason?.remedy], ['paused', 'top-up']);
});

test('batch: an unreachable network fails no task', OPTIONS, async t => {
  const { kie, fixture, window, engine } = await setUp(t);
  const unreachable = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
  kie.onCreate = () => unreachable;
  const id = await begin(window, promptIntents(fixture, 4), 2);
  await fixture.advance(3_600_000);
  assert.deepEqual(engine.batches.get(id)?.counts, { preparing: 2, waiting: 2 });
  kie.onCreate = n => `id-${n}`;
  await fixture.advanceUntil(() => engine.batches.get(id)?.state === 'done');
  assert.deepEqual(engine.batches.get(id)?.counts, { done: 4 });
});

test('start: rejects invalid tasks, and stores nothing without a valid one or a key', OPTIONS, async t => {
  const { fixture, engine } = await setUp(t);
  const bad = fixture.intent({ input: {} });
  const some = await engine.batches.start([bad, ...promptIntents(fixture, 2)], { name: 'x' });
  assert.deepEqual(
    some.refused.map(({ index, error }) => [index, error.name]),
    [[0, 'InvalidInputError']]
  );
  assert.equal(engine.tasks.list().length, 2);
  assert.equal((await engine.batches.start([bad], { name: 'y' })).batchId, undefined);
  fixture.key = undefined;
  await assert.rejects(engine.batches.start(promptIntents(fixture, 1), { name: 'z' }), { remedy: 'set-key' });
  assert.equal(engine.batches.list().length, 1);
});

test('start: a batch of 500 does not block the event loop', OPTIONS, async t => {
  const { fixture, engine } = await setUp(t);
  const { turns } = await countEventLoopTurns(() =>
    engine.batches.start(promptIntents(fixture, 500), { name: 'many' })
  );
  assert.ok(turns > 20, `${turns} turns`);
  assert.equal(engine.tasks.list().length, 500);
});
