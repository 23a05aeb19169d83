import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InterruptedError } from '../../../../src/core/http/errors/errors.ts';
import { mayHoldUnsavedResult } from '../../../../src/shared/task.ts';
import type { Task, TaskState } from '../../../../src/shared/task.ts';
import { FakeKie, picture, refusal } from '../../../support/engine/fakeKie.ts';
import { turnsDuring } from '../../../support/engine/turns.ts';
import type { Window } from '../../../support/engine/world.ts';
import { World } from '../../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const HOUR = 3_600_000;
const perhaps = new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' });
const ready = picture('https://r.test/a.png');

test('trying an unknown task again makes a new one that names it; the old one stays explained', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCreate = n => (n === 1 ? perhaps : `id-${n}`);
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.reaches(window, localId, 'unknown');
  const again = await window.engine.tasks.tryAgain(localId);
  assert.equal(again.retryOf, localId);
  assert.equal((await world.ends(window, again.localId)).state, 'done');
  const old = window.engine.tasks.get(localId);
  assert.deepEqual([old?.state, old?.error?.remedy, kie.posts.length], ['unknown', 'check-logs', 2]);
  assert.deepEqual(kie.posts[0], kie.posts[1]);
  assert.equal((await world.open()).engine.tasks.get(again.localId)?.retryOf, localId, 'it is in the ledger');
  await assert.rejects(window.engine.tasks.tryAgain(again.localId), /is already known/);
});

/** One task in each state that can be cleared or must be kept. */
async function oneOfEach(world: World, kie: FakeKie, window: Window): Promise<ReadonlyMap<TaskState, Task>> {
  const found = new Map<TaskState, Task>();
  const end = async (state: TaskState, arrange: () => void): Promise<void> => {
    arrange();
    const { localId } = await window.engine.tasks.start(world.intent());
    if (state === 'stopped') {
      await world.reaches(window, localId, 'running');
      window.engine.tasks.stop(localId);
    }
    found.set(state, await world.reaches(window, localId, state));
    kie.onCreate = n => `id-${n}`;
    kie.onRecord = () => ready;
  };
  await end('done', () => undefined);
  await end('failed', () => (kie.onCreate = () => refusal({ remedy: 'fix-input' })));
  await end('unknown', () => (kie.onCreate = () => perhaps));
  await end('uncollected', () => (kie.onRecord = () => picture()));
  await end('stopped', () => (kie.onRecord = () => ({ state: 'generating' })));
  await end('running', () => (kie.onRecord = () => ({ state: 'generating' })));
  return found;
}

test('clearing the history forgets what ended for good and nothing else', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const [window, other] = [await world.open(), await world.open()];
  const all = await oneOfEach(world, kie, window);
  other.engine.tasks.list();
  assert.deepEqual(
    [...all.values()].filter(task => !mayHoldUnsavedResult(task)).map(task => task.state),
    ['done', 'failed']
  );
  assert.equal(await window.engine.tasks.clear(), 2);
  for (const { engine } of [window, other]) {
    assert.deepEqual(
      engine.tasks
        .list()
        .map(task => task.state)
        .sort(),
      ['running', 'stopped', 'uncollected', 'unknown']
    );
  }
  assert.equal(await window.engine.tasks.clear(), 0);
});

test('a long history is cleared with turns for others in between', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const { engine } = await world.open();
  const { batchId = '' } = await engine.batches.start(
    Array.from({ length: 1_200 }, () => world.intent()),
    { name: 'many', atOnce: 1 }
  );
  engine.batches.stop(batchId);
  await world.until(() => engine.batches.get(batchId)?.finishedAt !== undefined);
  const { length } = engine.tasks.list();
  const { turns, result: cleared } = await turnsDuring(() => engine.tasks.clear());
  assert.deepEqual([cleared, engine.tasks.list().length, engine.batches.list().length], [length, 0, 0]);
  assert.ok(turns >= 3);
});

test(
  'the credits of a day are counted over all windows and programs, and stay when tasks are forgotten',
  OPTIONS,
  async t => {
    const kie = new FakeKie();
    kie.onCredits = () => 1_000;
    const world = new World(t, kie);
    world.now = new Date(2026, 0, 5, 12).getTime();
    const [first, second] = [await world.open(), await world.open()];
    const run = async (window: Window, origin: 'api' | 'form'): Promise<Task> => {
      const { localId } = await window.engine.tasks.start(world.intent({ model: 'priced', input: {}, origin }));
      return world.ends(window, localId);
    };
    kie.onRecord = () => ({ ...ready, credits: 6 });
    const known = await run(first, 'api');
    kie.onRecord = () => ready;
    await run(second, 'form');
    kie.onCreate = () => perhaps;
    await run(second, 'form');
    const spent = (): number[] => [first, second].map(({ engine }) => engine.account.spentToday());
    assert.deepEqual(spent(), [26, 26], 'what KIE took, else what was expected, and what may have been bought');
    first.engine.tasks.remove(known.localId);
    assert.deepEqual(spent(), [26, 26]);
    await second.engine.tasks.clear();
    assert.deepEqual(spent(), [26, 26]);
    assert.equal((await world.open()).engine.account.spentToday(), 26);
    world.now += 13 * HOUR;
    assert.deepEqual(spent(), [0, 0], 'a new day');
    assert.equal(first.engine.account.spentToday(world.now - 13 * HOUR), 26, 'the day that is asked for');
  }
);

for (const [name, credits] of [
  ['what waits in a batch is promised', 20],
  ['what was stopped before it was sent costs nothing', 0]
] as const) {
  test(name, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCredits = () => 1_000;
    kie.onRecord = () => ({ state: 'generating' });
    const world = new World(t, kie);
    const { engine } = await world.open();
    const intents = [0, 1].map(() => world.intent({ model: 'priced', input: {} }));
    const { batchId = '' } = await engine.batches.start(intents, { name: 'x' });
    if (credits === 0) engine.batches.stop(batchId);
    assert.equal(engine.account.spentToday(), credits);
  });
}

test('a removed task that ended without costing leaves the sum as it is', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  const { batchId = '' } = await window.engine.batches.start([world.intent({ model: 'priced', input: {} })], {
    name: 'x'
  });
  window.engine.batches.stop(batchId);
  await window.engine.tasks.clear();
  assert.equal(window.engine.account.spentToday(), 0);
});
