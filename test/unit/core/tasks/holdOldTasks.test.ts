import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BatchInfo } from '../../../../src/core/tasks/types.ts';
import { FakeKie, PICTURE } from '../../../support/engine/fakeKie.ts';
import type { Window } from '../../../support/engine/world.ts';
import { World } from '../../../support/engine/world.ts';
import type { TestContext } from 'node:test';

const OPTIONS = { timeout: 60_000 };
const HOUR_MS = 3_600_000;

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const file = path.join(world.dir, 'a.png');
  await fs.writeFile(file, PICTURE);
  const intent = world.intent({ model: 'edit', input: { image: pathToFileURL(file).href, label: 'x' } });
  const window = await world.open();
  window.engine.resumeAll();
  return { kie, world, intent, window };
}

async function reopen(world: World): Promise<Window> {
  const window = await world.open();
  window.engine.resumeAll();
  return window;
}

for (const [after, ms, held] of [
  ['30 days', 30 * 24 * HOUR_MS, true],
  ['61 minutes', 61 * 60_000, true],
  ['50 minutes', 50 * 60_000, false]
] as const) {
  test(`old tasks: killed while uploading and opened ${after} later`, OPTIONS, async t => {
    const { kie, world, intent, window } = await setUp(t);
    kie.onUpload = () => new Promise<never>(() => undefined);
    const { localId } = await window.engine.tasks.start(intent);
    await world.until(() => kie.uploads.length === 1);
    window.crash();
    world.now += ms;
    kie.onUpload = n => `https://up.test/${n}`;
    const second = await reopen(world);
    const hold = second.engine.tasks.get(localId)?.hold;
    assert.equal(hold?.kind, held ? 'age' : undefined);
    await world.pass(10 * 60_000);
    assert.equal(kie.posts.length, held ? 0 : 1);
    if (hold === undefined) return;
    assert.match(hold.message, /Nothing was charged\. Send it now, or stop it\./);
    const third = await reopen(world);
    assert.deepEqual(third.engine.tasks.get(localId)?.hold, hold, 'and asks in every window');
    assert.equal(second.engine.tasks.approve(localId, hold), true);
    assert.equal((await world.ends(second, localId)).state, 'done');
    assert.equal(kie.posts.length, 1);
  });
}

test('old tasks: stopping a held task sends nothing', OPTIONS, async t => {
  const { kie, world, intent, window } = await setUp(t);
  kie.onUpload = () => new Promise<never>(() => undefined);
  const { localId } = await window.engine.tasks.start(intent);
  await world.until(() => kie.uploads.length === 1);
  window.crash();
  world.now += 2 * HOUR_MS;
  const second = await reopen(world);
  second.engine.tasks.stop(localId);
  await world.pass(HOUR_MS);
  assert.deepEqual([second.engine.tasks.get(localId)?.state, kie.posts.length], ['stopped', 0]);
});

const prompts = (world: World) => [0, 1, 2, 3].map(i => world.intent({ input: { prompt: `fox ${i}` } }));

test('old tasks: a batch that no window looked after pauses, says why and resumes', OPTIONS, async t => {
  const { kie, world, window } = await setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const { batchId = '' } = await window.engine.batches.start(prompts(world), { name: 'Foxes', atOnce: 1 });
  await world.until(() => kie.posts.length === 1);
  window.crash();
  world.now += 2 * HOUR_MS;
  const second = await world.open();
  const told: BatchInfo[] = [];
  second.engine.batches.onDidChange(batch => told.push(batch));
  second.engine.resumeAll();
  assert.deepEqual(
    told.map(({ state }) => state),
    ['paused']
  );
  assert.match(second.engine.batches.get(batchId)?.reason?.message ?? '', /more than an hour/);
  await world.pass(60_000);
  assert.equal(kie.posts.length, 1);
  second.engine.batches.resume(batchId);
  kie.onRecord = () => ({ state: 'success', results: [{ kind: 'image', url: 'https://r.test/a.png' }] });
  await world.until(() => second.engine.batches.get(batchId)?.state === 'done');
  assert.equal(kie.posts.length, 4);
});

test('old tasks: a batch that runs for hours in an open window goes on in the next', OPTIONS, async t => {
  const { kie, world, window } = await setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const { batchId = '' } = await window.engine.batches.start(prompts(world), { name: 'Foxes', atOnce: 1 });
  await world.pass(2 * HOUR_MS);
  assert.equal(kie.posts.length, 1);
  window.crash();
  world.now += 10 * 60_000;
  const second = await reopen(world);
  assert.equal(second.engine.batches.get(batchId)?.state, 'running');
  kie.onRecord = () => ({ state: 'success', results: [{ kind: 'image', url: 'https://r.test/a.png' }] });
  await world.until(() => second.engine.batches.get(batchId)?.state === 'done');
  assert.equal(kie.posts.length, 4);
});
