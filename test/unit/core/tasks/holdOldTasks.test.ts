import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BatchInfo } from '../../../../src/core/tasks/types.ts';
import { FakeKie, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import type { TestWindow } from '../../../support/engine/engineFixture.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';
import type { TestContext } from 'node:test';

const OPTIONS = { timeout: 60_000 };
const HOUR_MS = 3_600_000;

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const file = path.join(fixture.dir, 'a.png');
  await fs.writeFile(file, PNG_IMAGE);
  const intent = fixture.intent({ model: 'edit', input: { image: pathToFileURL(file).href, label: 'x' } });
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  return { kie, fixture, intent, window };
}

async function reopen(fixture: EngineFixture): Promise<TestWindow> {
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  return window;
}

for (const [after, ms, held] of [
  ['30 days', 30 * 24 * HOUR_MS, true],
  ['61 minutes', 61 * 60_000, true],
  ['50 minutes', 50 * 60_000, false]
] as const) {
  test(`old tasks: killed while uploading and opened ${after} later`, OPTIONS, async t => {
    const { kie, fixture, intent, window } = await setUp(t);
    kie.onUpload = () => new Promise<never>(() => undefined);
    const { localId } = await window.engine.tasks.start(intent);
    await fixture.advanceUntil(() => kie.uploads.length === 1);
    window.crash();
    fixture.now += ms;
    kie.onUpload = n => `https://up.test/${n}`;
    const second = await reopen(fixture);
    const hold = second.engine.tasks.get(localId)?.hold;
    assert.equal(hold?.kind, held ? 'age' : undefined);
    await fixture.advance(10 * 60_000);
    assert.equal(kie.posts.length, held ? 0 : 1);
    if (hold === undefined) return;
    assert.match(hold.message, /Nothing was charged\. Approve it to send it now, or cancel it\./);
    const third = await reopen(fixture);
    assert.deepEqual(third.engine.tasks.get(localId)?.hold, hold, 'every window asks for approval');
    assert.equal(second.engine.tasks.approve(localId, hold), true);
    assert.equal((await fixture.waitForEnd(second, localId)).state, 'done');
    assert.equal(kie.posts.length, 1);
  });
}

for (const [shift, held] of [
  ['a day back', true],
  ['five minutes back', false]
] as const) {
  test(`old tasks: killed while uploading, then the clock is set ${shift}`, OPTIONS, async t => {
    const { kie, fixture, intent, window } = await setUp(t);
    kie.onUpload = () => new Promise<never>(() => undefined);
    const { localId } = await window.engine.tasks.start(intent);
    await fixture.advanceUntil(() => kie.uploads.length === 1);
    window.crash();
    fixture.now -= held ? 24 * HOUR_MS : 5 * 60_000;
    kie.onUpload = n => `https://up.test/${n}`;
    const second = await reopen(fixture);
    assert.equal(second.engine.tasks.get(localId)?.hold?.kind, held ? 'age' : undefined);
    await fixture.advance(10 * 60_000);
    assert.equal(kie.posts.length, held ? 0 : 1);
  });
}

test('old tasks: stopping a held task sends nothing', OPTIONS, async t => {
  const { kie, fixture, intent, window } = await setUp(t);
  kie.onUpload = () => new Promise<never>(() => undefined);
  const { localId } = await window.engine.tasks.start(intent);
  await fixture.advanceUntil(() => kie.uploads.length === 1);
  window.crash();
  fixture.now += 2 * HOUR_MS;
  const second = await reopen(fixture);
  second.engine.tasks.stop(localId);
  await fixture.advance(HOUR_MS);
  assert.deepEqual([second.engine.tasks.get(localId)?.state, kie.posts.length], ['stopped', 0]);
});

const prompts = (fixture: EngineFixture) => [0, 1, 2, 3].map(i => fixture.intent({ input: { prompt: `fox ${i}` } }));

test('old tasks: an abandoned batch pauses, shows the reason and resumes', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const { batchId = '' } = await window.engine.batches.start(prompts(fixture), { name: 'Foxes', atOnce: 1 });
  await fixture.advanceUntil(() => kie.posts.length === 1);
  window.crash();
  fixture.now += 2 * HOUR_MS;
  const second = await fixture.openWindow();
  const reported: BatchInfo[] = [];
  second.engine.batches.onDidChange(batch => reported.push(batch));
  second.engine.resumeAll();
  assert.deepEqual(
    reported.map(({ state }) => state),
    ['paused']
  );
  assert.match(second.engine.batches.get(batchId)?.reason?.message ?? '', /more than an hour/);
  await fixture.advance(60_000);
  assert.equal(kie.posts.length, 1);
  second.engine.batches.resume(batchId);
  kie.onRecord = () => ({ state: 'success', results: [{ kind: 'image', url: 'https://r.test/a.png' }] });
  await fixture.advanceUntil(() => second.engine.batches.get(batchId)?.state === 'done');
  assert.equal(kie.posts.length, 4);
});

test('old tasks: a batch that runs for hours continues in the next window', OPTIONS, async t => {
  const { kie, fixture, window } = await setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const { batchId = '' } = await window.engine.batches.start(prompts(fixture), { name: 'Foxes', atOnce: 1 });
  await fixture.advance(2 * HOUR_MS);
  assert.equal(kie.posts.length, 1);
  window.crash();
  fixture.now += 10 * 60_000;
  const second = await reopen(fixture);
  assert.equal(second.engine.batches.get(batchId)?.state, 'running');
  kie.onRecord = () => ({ state: 'success', results: [{ kind: 'image', url: 'https://r.test/a.png' }] });
  await fixture.advanceUntil(() => second.engine.batches.get(batchId)?.state === 'done');
  assert.equal(kie.posts.length, 4);
});
