import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InterruptedError } from '../../../../src/core/http/errors/errors.ts';
import { mayHoldUnsavedResult } from '../../../../src/shared/task.ts';
import type { Task, TaskState } from '../../../../src/shared/task.ts';
import { FakeKie, imageResult, rejection } from '../../../support/engine/fakeKie.ts';
import { countEventLoopTurns } from '../../../support/engine/eventLoopTurns.ts';
import type { TestWindow } from '../../../support/engine/engineFixture.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const HOUR = 3_600_000;
const mayBeAccepted = new InterruptedError('Reset.', { remedy: 'check-logs', accepted: 'perhaps' });
const ready = imageResult('https://r.test/a.png');

test('tryAgain: adds a task that names the unknown one, which keeps its error', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCreate = n => (n === 1 ? mayBeAccepted : `id-${n}`);
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'unknown');
  const again = await window.engine.tasks.tryAgain(localId, { kind: 'unknown', parts: [] });
  assert.equal(again.retryOf, localId);
  assert.equal((await fixture.waitForEnd(window, again.localId)).state, 'done');
  const old = window.engine.tasks.get(localId);
  assert.deepEqual([old?.state, old?.error?.remedy, kie.posts.length], ['unknown', 'check-logs', 2]);
  assert.deepEqual(kie.posts[0], kie.posts[1]);
  assert.equal(
    (await fixture.openWindow()).engine.tasks.get(again.localId)?.retryOf,
    localId,
    'it is stored in the ledger'
  );
  await assert.rejects(window.engine.tasks.tryAgain(again.localId, { kind: 'unknown', parts: [] }), /is already known/);
});

/** One task in each state that can be cleared or must be kept. */
async function oneOfEach(
  fixture: EngineFixture,
  kie: FakeKie,
  window: TestWindow
): Promise<ReadonlyMap<TaskState, Task>> {
  const found = new Map<TaskState, Task>();
  const end = async (state: TaskState, arrange: () => void): Promise<void> => {
    arrange();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    if (state === 'stopped') {
      await fixture.waitForState(window, localId, 'running');
      window.engine.tasks.stop(localId);
    }
    found.set(state, await fixture.waitForState(window, localId, state));
    kie.onCreate = n => `id-${n}`;
    kie.onRecord = () => ready;
  };
  await end('done', () => undefined);
  await end('failed', () => (kie.onCreate = () => rejection({ remedy: 'fix-input' })));
  await end('unknown', () => (kie.onCreate = () => mayBeAccepted));
  await end('uncollected', () => (kie.onRecord = () => imageResult()));
  await end('stopped', () => (kie.onRecord = () => ({ state: 'generating' })));
  await end('running', () => (kie.onRecord = () => ({ state: 'generating' })));
  return found;
}

test('clear: removes tasks that ended for good and no others', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const [window, other] = [await fixture.openWindow(), await fixture.openWindow()];
  const all = await oneOfEach(fixture, kie, window);
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

test('clear: a long history does not block the event loop', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const { engine } = await fixture.openWindow();
  const { batchId = '' } = await engine.batches.start(
    Array.from({ length: 1_200 }, () => fixture.intent()),
    { name: 'many', atOnce: 1 }
  );
  engine.batches.stop(batchId);
  await fixture.advanceUntil(() => engine.batches.get(batchId)?.finishedAt !== undefined);
  const { length } = engine.tasks.list();
  const { turns, result: cleared } = await countEventLoopTurns(() => engine.tasks.clear());
  assert.deepEqual([cleared, engine.tasks.list().length, engine.batches.list().length], [length, 0, 0]);
  assert.ok(turns >= 3);
});

test('spentToday: counts all windows and programs, also removed tasks', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCredits = () => 1_000;
  const fixture = new EngineFixture(t, kie);
  fixture.now = new Date(2026, 0, 5, 12).getTime();
  const [first, second] = [await fixture.openWindow(), await fixture.openWindow()];
  const run = async (window: TestWindow, origin: 'api' | 'form'): Promise<Task> => {
    const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'priced', input: {}, origin }));
    return fixture.waitForEnd(window, localId);
  };
  kie.onRecord = () => ({ ...ready, credits: 6 });
  const known = await run(first, 'api');
  kie.onRecord = () => ready;
  await run(second, 'form');
  kie.onCreate = () => mayBeAccepted;
  await run(second, 'form');
  const spent = (): number[] => [first, second].map(({ engine }) => engine.account.spentToday());
  assert.deepEqual(spent(), [26, 26], 'actual cost, else the estimate, including unknown tasks');
  first.engine.tasks.remove(known.localId);
  assert.deepEqual(spent(), [26, 26]);
  await second.engine.tasks.clear();
  assert.deepEqual(spent(), [26, 26]);
  assert.equal((await fixture.openWindow()).engine.account.spentToday(), 26);
  fixture.now += 13 * HOUR;
  assert.deepEqual(spent(), [0, 0], 'a new day');
  assert.equal(first.engine.account.spentToday(fixture.now - 13 * HOUR), 26, 'the requested day');
});

for (const [name, credits] of [
  ['spentToday: tasks waiting in a batch are reserved', 20],
  ['spentToday: a task stopped before it was sent costs nothing', 0]
] as const) {
  test(name, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onCredits = () => 1_000;
    kie.onRecord = () => ({ state: 'generating' });
    const fixture = new EngineFixture(t, kie);
    const { engine } = await fixture.openWindow();
    const intents = [0, 1].map(() => fixture.intent({ model: 'priced', input: {} }));
    const { batchId = '' } = await engine.batches.start(intents, { name: 'x' });
    if (credits === 0) engine.batches.stop(batchId);
    assert.equal(engine.account.spentToday(), credits);
  });
}

test('spentToday: removing a task that cost nothing changes nothing', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { batchId = '' } = await window.engine.batches.start([fixture.intent({ model: 'priced', input: {} })], {
    name: 'x'
  });
  window.engine.batches.stop(batchId);
  await window.engine.tasks.clear();
  assert.equal(window.engine.account.spentToday(), 0);
});
