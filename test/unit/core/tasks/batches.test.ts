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
import type { TaskRecord } from '../../../../src/core/kie/taskRecord.ts';
import { FakeKie, picture, refusal, PICTURE } from '../../../support/engine/fakeKie.ts';
import { turnsDuring } from '../../../support/engine/turns.ts';
import type { Window } from '../../../support/engine/world.ts';
import { World } from '../../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const running: Partial<TaskRecord> = { state: 'generating' };
const ready = picture('https://r.test/a.png');

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  window.engine.resumeAll();
  return { kie, world, window, engine: window.engine };
}

const many = (world: World, count: number, rest: Partial<Intent> = {}): Intent[] =>
  Array.from({ length: count }, (_, i) => world.intent({ input: { prompt: `fox ${i}` }, ...rest }));
const prompts = (kie: FakeKie): unknown[] => kie.posts.map(post => post.input['prompt']);

async function begin(window: Window, intents: readonly Intent[], atOnce = 3): Promise<string> {
  const { batchId, refused } = await window.engine.batches.start(intents, { name: 'Foxes', atOnce });
  assert.deepEqual(refused, []);
  assert.ok(batchId);
  return batchId;
}

test('all rows are there at once, some go on at a time in their order, and the end is told once', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  kie.onRecord = () => running;
  const told: BatchInfo[] = [];
  engine.batches.onDidChange(batch => told.push(batch));
  const id = await begin(window, many(world, 8));
  assert.equal(engine.tasks.list().length, 8);
  assert.ok(engine.tasks.list().every(task => task.state === 'preparing' && task.batch?.id === id));
  await world.pass(60_000);
  assert.deepEqual(prompts(kie), ['fox 0', 'fox 1', 'fox 2']);
  assert.deepEqual(engine.batches.get(id)?.counts, { running: 3, waiting: 5 });
  assert.equal(engine.tasks.list().filter(task => task.batch?.waiting).length, 5);
  kie.onRecord = () => ready;
  await world.until(() => told.length > 0);
  assert.equal(kie.posts.length, 8);
  await world.pass(60_000);
  assert.deepEqual(
    told.map(({ name, state, counts }) => ({ name, state, counts })),
    [{ name: 'Foxes', state: 'done', counts: { done: 8 } }]
  );
  assert.ok(told[0]?.finishedAt);
  assert.deepEqual(
    engine.batches.list().map(batch => batch.id),
    [id]
  );
});

test('pause, front, resume and stop', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  const id = await begin(window, many(world, 6), 1);
  await world.until(() => kie.posts.length === 1);
  engine.batches.pause(id);
  await world.pass(120_000);
  assert.deepEqual([kie.posts.length, engine.batches.get(id)?.state], [1, 'paused']);
  const last = engine.tasks.list().find(task => task.input['prompt'] === 'fox 5');
  engine.batches.toFront(last?.localId ?? '');
  engine.batches.resume(id);
  await world.until(() => kie.posts.length === 3);
  assert.deepEqual(prompts(kie), ['fox 0', 'fox 5', 'fox 1']);
  engine.batches.stop(id);
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.equal(kie.posts.length, 3);
  const batch = engine.batches.get(id);
  assert.deepEqual([batch?.state, batch?.counts], ['stopped', { done: 3, stopped: 3 }]);
  engine.batches.resume(id);
  await world.pass(120_000);
  assert.equal(kie.posts.length, 3, 'what was stopped stays so');
});

test('stopping one that waits, and all of them, ends the batch', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  const id = await begin(window, many(world, 2), 1);
  engine.batches.pause(id);
  await world.until(() => engine.batches.get(id)?.counts.done === 1);
  for (const task of engine.tasks.list()) if (task.batch?.waiting) engine.tasks.stop(task.localId);
  assert.deepEqual([engine.batches.get(id)?.state, kie.posts.length], ['done', 1]);
});

test('a batch survives its window: the next one goes on with it, and nothing is sent twice', OPTIONS, async t => {
  const { kie, world, window } = await setUp(t);
  const id = await begin(window, many(world, 7), 2);
  // Two runs may continue at the same moment.
  await world.until(() => kie.posts.length >= 3);
  window.crash();
  const second = await world.open();
  second.engine.resumeAll();
  await world.until(() => second.engine.batches.get(id)?.finishedAt !== undefined);
  const { counts } = second.engine.batches.get(id) ?? {};
  assert.deepEqual([(counts?.done ?? 0) + (counts?.unknown ?? 0), counts?.waiting], [7, undefined]);
  assert.equal(kie.posts.length, new Set(prompts(kie)).size);
});

test('what is refused after its batch was stopped is not sent again', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  const first = Promise.withResolvers<string>();
  kie.onCreate = n => (n === 1 ? first.promise : `id-${n}`);
  const id = await begin(window, many(world, 2), 1);
  await world.until(() => engine.batches.get(id)?.counts.submitting === 1);
  engine.batches.stop(id);
  first.reject(refusal({ transient: true }));
  await world.pass(300_000);
  assert.deepEqual([kie.posts.length, engine.batches.get(id)?.counts], [1, { stopped: 2 }]);
  assert.ok(engine.batches.get(id)?.finishedAt);
});

test('a paused batch stays paused when its window is closed and another is opened', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  const id = await begin(window, many(world, 3), 1);
  await world.until(() => kie.posts.length === 1);
  engine.batches.pause(id);
  engine.dispose();
  await engine.closed();
  const second = await world.open();
  second.engine.resumeAll();
  await world.pass(LEASE_MS * 3);
  assert.deepEqual([kie.posts.length, second.engine.batches.get(id)?.state], [1, 'paused']);
  second.engine.batches.resume(id);
  await world.until(() => second.engine.batches.get(id)?.state === 'done');
  assert.equal(kie.posts.length, 3);
});

test('two windows share a batch without sending anything twice or more at once than agreed', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  const other = await world.open();
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
  const id = await begin(window, many(world, 20), 4);
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  await world.pass(60_000);
  assert.deepEqual([kie.posts.length, new Set(prompts(kie)).size, ends], [20, 20, ['done']]);
  assert.equal(most, 4);
});

test('what happens to a batch in one window is told in another within two seconds', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  kie.onRecord = () => running;
  const other = await world.open();
  const seen: (string | undefined)[] = [];
  const ends: string[] = [];
  const id = await begin(window, many(world, 3), 1);
  await world.until(() => engine.batches.get(id)?.counts.running === 1);
  other.engine.tasks.onDidChange(() => seen.push(other.engine.batches.get(id)?.state));
  other.engine.batches.onDidChange(batch => ends.push(batch.state));
  const soon = async (): Promise<string | undefined> => {
    seen.length = 0;
    await world.pass(2_000);
    return seen.at(-1);
  };
  assert.equal(await soon(), undefined, 'where nothing happens nothing is told');
  engine.batches.pause(id);
  assert.equal(await soon(), 'paused');
  engine.batches.resume(id);
  assert.equal(await soon(), 'running');
  engine.batches.pause(id);
  await soon();
  engine.batches.stop(id);
  assert.equal(await soon(), 'stopped');
  assert.deepEqual(ends, [], 'the messages come where the batch is run');
});

test('two windows that try again what failed at the same moment buy it once', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  kie.onCreate = n => (n === 1 ? refusal({ remedy: 'fix-input' }) : `id-${n}`);
  const id = await begin(window, many(world, 1));
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  const [failed] = engine.tasks.list();
  assert.ok(failed);
  const ledgers = ['a', 'b'].map(owner => {
    const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path.join(world.dir, 'ledger.db'));
    t.after(() => db.close());
    return createLedger(db, owner, () => world.now);
  });
  // Both windows have read the batch, and both write a retry of the same task.
  const again = (localId: string): NewRow => ({
    task: { ...failed, localId, state: 'preparing', retryOf: failed.localId },
    details: { plan: { prompt: 'fox 0' }, saveTo: { folder: world.out, stem: 'x' } }
  });
  assert.deepEqual(
    ledgers.map((ledger, i) => ledger.batches.extend(id, [again(`again-${i}`)])),
    [1, 0]
  );
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.equal(kie.posts.length, 2);
});

test('only what failed is tried again, never what is unknown', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  kie.onCreate = n =>
    n === 1
      ? refusal({ remedy: 'fix-input' })
      : n === 2
        ? new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' })
        : `id-${n}`;
  const id = await begin(window, many(world, 4), 1);
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.deepEqual(engine.batches.get(id)?.counts, { failed: 1, unknown: 1, done: 2 });
  const failed = engine.tasks.list().find(task => task.state === 'failed');
  const all = engine.tasks.list().map(({ localId }) => localId);
  assert.deepEqual(await engine.batches.retryFailed(id, all), { count: 1, refused: [] });
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.deepEqual(engine.batches.get(id)?.counts, { unknown: 1, done: 3 });
  assert.deepEqual([kie.posts.length, prompts(kie).at(-1)], [5, 'fox 0']);
  assert.equal(engine.tasks.list().filter(task => task.retryOf === failed?.localId).length, 1);
  assert.deepEqual(await engine.batches.retryFailed(id, all), { count: 0, refused: [] });
});

test('of what failed, only what was agreed to is tried again', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  kie.onCreate = n => (n <= 3 ? refusal({ remedy: 'fix-input' }) : `id-${n}`);
  const id = await begin(window, many(world, 3), 1);
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  const agreed = engine.tasks.list().filter(task => task.input['prompt'] === 'fox 1');
  assert.deepEqual(await engine.batches.retryFailed(id, []), { count: 0, refused: [] });
  const ids = agreed.map(({ localId }) => localId);
  assert.deepEqual(await engine.batches.retryFailed(id, ids), { count: 1, refused: [] });
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  assert.deepEqual(engine.batches.get(id)?.counts, { failed: 2, done: 1 });
  assert.deepEqual([kie.posts.length, prompts(kie).at(-1)], [4, 'fox 1']);
});

test('what failed and is not valid any more is told, not dropped', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  kie.onCreate = n => (n <= 2 ? refusal({ remedy: 'fix-input' }) : `id-${n}`);
  const gone = path.join(world.dir, 'gone.png');
  await fs.copyFile(new URL('../../../sample/portrait.png', import.meta.url), gone);
  const image = pathToFileURL(gone).href;
  const intents = [{ image }, {}].map(rest => world.intent({ model: 'edit', input: { label: 'x', ...rest } }));
  const id = await begin(window, intents, 1);
  await world.until(() => engine.batches.get(id)?.finishedAt !== undefined);
  await fs.rm(gone);
  const failed = engine.tasks.list().map(({ localId }) => localId);
  const { count, refused } = await engine.batches.retryFailed(id, failed);
  assert.equal(count, 1);
  assert.equal(refused.length, 1);
  assert.match(refused[0]?.message ?? '', /The file does not exist\./);
});

test('missing credits pause the batch instead of failing every task of it', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  const told: (string | undefined)[] = [];
  engine.batches.onDidChange(batch => told.push(batch.reason?.remedy));
  kie.onCreate = n =>
    n === 3 ? new CreditsError('Too few.', { code: 402, remedy: 'top-up', accepted: 'no' }) : `id-${n}`;
  const id = await begin(window, many(world, 6), 1);
  await world.until(() => told.length > 0);
  await world.pass(300_000);
  assert.deepEqual(engine.batches.get(id)?.counts, { done: 2, waiting: 4 });
  assert.deepEqual(
    [engine.batches.get(id)?.state, engine.batches.get(id)?.reason?.remedy, told],
    ['paused', 'top-up', ['top-up']]
  );
  engine.batches.resume(id);
  assert.equal(engine.batches.get(id)?.reason, undefined);
  await world.until(() => engine.batches.get(id)?.state === 'done');
  assert.deepEqual(prompts(kie), ['fox 0', 'fox 1', 'fox 2', 'fox 2', 'fox 3', 'fox 4', 'fox 5']);
});

test('what cannot be paid is noticed before its file travels', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  kie.onCredits = () => 25 - 10 * kie.posts.length;
  const image = path.join(world.dir, 'in.png');
  const files = await Promise.all(
    [0, 1, 2, 3].map(async i => {
      const file = `${image}-${i}.png`;
      await fs.writeFile(file, Buffer.concat([PICTURE, Buffer.from([i])]));
      return pathToFileURL(file).href;
    })
  );
  const id = await begin(
    window,
    files.map(file => world.intent({ model: 'priced', input: { image: file } })),
    1
  );
  await world.until(() => engine.batches.get(id)?.state === 'paused');
  assert.deepEqual([kie.posts.length, kie.uploads.length], [2, 2]);
  assert.deepEqual([engine.batches.get(id)?.state, engine.batches.get(id)?.reason?.remedy], ['paused', 'top-up']);
});

test('a network that is away makes no task of a batch fail', OPTIONS, async t => {
  const { kie, world, window, engine } = await setUp(t);
  const away = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
  kie.onCreate = () => away;
  const id = await begin(window, many(world, 4), 2);
  await world.pass(3_600_000);
  assert.deepEqual(engine.batches.get(id)?.counts, { preparing: 2, waiting: 2 });
  kie.onCreate = n => `id-${n}`;
  await world.until(() => engine.batches.get(id)?.state === 'done');
  assert.deepEqual(engine.batches.get(id)?.counts, { done: 4 });
});

test(
  'what is not valid is left out and named; nothing is written when nothing is left or no key is set',
  OPTIONS,
  async t => {
    const { world, engine } = await setUp(t);
    const bad = world.intent({ input: {} });
    const some = await engine.batches.start([bad, ...many(world, 2)], { name: 'x' });
    assert.deepEqual(
      some.refused.map(({ index, error }) => [index, error.name]),
      [[0, 'InvalidInputError']]
    );
    assert.equal(engine.tasks.list().length, 2);
    assert.equal((await engine.batches.start([bad], { name: 'y' })).batchId, undefined);
    world.key = undefined;
    await assert.rejects(engine.batches.start(many(world, 1), { name: 'z' }), { remedy: 'set-key' });
    assert.equal(engine.batches.list().length, 1);
  }
);

test('starting 500 lets others have their turn in between', OPTIONS, async t => {
  const { world, engine } = await setUp(t);
  const { turns } = await turnsDuring(() => engine.batches.start(many(world, 500), { name: 'many' }));
  assert.ok(turns > 20, `${turns} turns`);
  assert.equal(engine.tasks.list().length, 500);
});
