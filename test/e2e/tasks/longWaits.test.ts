import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { RateLimitError } from '../../../src/core/http/errors/errors.ts';
import { Catalog } from '../../../src/core/models/catalog.ts';
import type { PriceRow } from '../../../src/shared/modelPrice.ts';
import type { Task } from '../../../src/shared/task.ts';
import { modelEntry } from '../../support/models/modelEntry.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import { FakeKie, PNG_IMAGE } from '../../support/engine/fakeKie.ts';

const OPTIONS = { timeout: 60_000 };
const HOUR = 3_600_000;

const isHeld = (task: () => Task | undefined): boolean => task()?.hold !== undefined;

const rateLimit = (retryAfterMs: number): RateLimitError =>
  new RateLimitError('Slower.', { remedy: 'wait', accepted: 'no', transient: true, retryAfterMs });

async function setUp(t: TestContext) {
  const kie = new FakeKie();
  kie.onCredits = () => 100_000;
  kie.uploadLifetimeMs = 24 * HOUR;
  const fixture = new EngineFixture(t, kie);
  const row: { credits: number; unit: 'image' } = { credits: 10, unit: 'image' };
  const price: readonly PriceRow[] = [row];
  const image = { type: 'string', media: 'image' } as const;
  const entry = modelEntry({ id: 'priced', params: { prompt: { type: 'string' }, image }, price });
  const { engine } = await fixture.openWindow(new Catalog([entry]));
  engine.resumeAll();
  const file = path.join(fixture.dir, 'in.png');
  fs.writeFileSync(file, PNG_IMAGE);
  const intent = (prompt: string, input = {}) => fixture.intent({ model: 'priced', input: { prompt, ...input } });
  const start = async (prompt: string, input = {}): Promise<() => Task | undefined> => {
    const { localId } = await engine.tasks.start(intent(prompt, input));
    return () => engine.tasks.get(localId);
  };
  const approve = (task: Task | undefined): boolean =>
    task?.hold !== undefined && engine.tasks.approve(task.localId, task.hold);
  return { kie, fixture, engine, row, file, input: { image: pathToFileURL(file).href }, intent, start, approve };
}

/** Starts a task with an uploaded file that waits for its slot, since KIE holds the first one back. */
async function setUpWaiting(t: TestContext, pauseMs = HOUR) {
  const parts = await setUp(t);
  const { kie, fixture, input, start } = parts;
  kie.onCreate = n => (n === 1 ? rateLimit(pauseMs) : `id-${n}`);
  const first = await start('first');
  await fixture.advanceUntil(() => kie.posts.length === 1);
  await fixture.advance(1_000);
  const waiting = await start('waiting', input);
  while (kie.uploads.length === 0) await turn(); // reading the file takes real time
  await fixture.advance(60_000);
  assert.deepEqual([kie.uploads.length, kie.posts.length], [1, 1]);
  return { ...parts, first, waiting };
}

test('long wait: a price that rises in the rate limiter waits for approval', OPTIONS, async t => {
  const { kie, fixture, row, first, waiting } = await setUpWaiting(t);
  row.credits = 500;
  await fixture.advanceUntil(() => (isHeld(first) && isHeld(waiting)) || kie.posts.length > 1);
  assert.deepEqual([kie.posts.length, first()?.hold?.kind, waiting()?.hold?.kind], [1, 'price', 'price']);
  assert.equal(waiting()?.hold?.price?.credits, 500);
});

test('long wait: a price that rises while the clock is set back waits for approval', OPTIONS, async t => {
  const { kie, fixture, row, waiting } = await setUpWaiting(t);
  row.credits = 500;
  fixture.now -= HOUR;
  await fixture.advanceUntil(() => isHeld(waiting) || kie.posts.length > 1);
  assert.equal(kie.posts.length, 1);
});

test('long wait: a file that changes in the rate limiter is uploaded again', OPTIONS, async t => {
  const { kie, fixture, file, first, waiting } = await setUpWaiting(t, HOUR / 2);
  fs.writeFileSync(file, Buffer.concat([PNG_IMAGE, Buffer.from('more')]));
  await fixture.advanceUntil(() => waiting()?.state === 'done' && first()?.state === 'done');
  const sent = kie.posts.find(({ input }) => input['prompt'] === 'waiting')?.input['image'];
  assert.deepEqual([kie.uploads.length, sent], [2, 'https://up.test/2']);
});

test('long wait: an upload that is about to expire is repeated', OPTIONS, async t => {
  const { kie, fixture, start, input } = await setUp(t);
  kie.uploadLifetimeMs = HOUR;
  kie.onCreate = n => (n === 1 ? rateLimit(55 * 60_000) : `id-${n}`);
  const task = await start('late', input);
  await fixture.advanceUntil(() => task()?.state === 'done');
  assert.deepEqual([kie.uploads.length, kie.posts[1]?.input['image']], [2, 'https://up.test/2']);
});

test('long wait: a long queue that is checked again passes at full speed', OPTIONS, async t => {
  const { kie, fixture, engine, start } = await setUp(t);
  const sentAt: number[] = [];
  kie.onCreate = n => {
    sentAt.push(fixture.now);
    return n === 1 ? rateLimit(5 * 60_000) : `id-${n}`;
  };
  await start('first');
  await fixture.advanceUntil(() => kie.posts.length === 1);
  const tasks = [];
  for (let n = 0; n < 100; n++) tasks.push(await start(`fox ${n}`));
  await fixture.advanceUntil(() => engine.tasks.list().every(({ state }) => state === 'done'));
  const [from = 0, to = 0] = [sentAt[1], sentAt.at(-1)];
  assert.equal(kie.posts.length, 102);
  // 20 in 10 s; a slot for each check would take twice as long.
  assert.ok(to - from <= 90_000, `${(to - from) / 1000} s for 101 submissions`);
  for (const at of sentAt) assert.ok(sentAt.filter(other => other >= at && other < at + 10_000).length <= 20);
});
