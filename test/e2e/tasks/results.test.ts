import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createSemaphore } from '../../../src/core/tasks/run/semaphore.ts';
import { FakeKie, PICTURE, picture } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
/** Samples without a media format. */
const STRANGE = Buffer.from(Int16Array.from({ length: 500 }, (_, i) => i * 37 - 7000).buffer);

async function ended(t: TestContext, kie: FakeKie) {
  const world = new World(t, kie);
  const window = await world.open();
  const { localId } = await window.engine.tasks.start(world.intent());
  return { world, window, engine: window.engine, localId, task: await world.ends(window, localId) };
}

test('collect: half an image is fetched again until it is whole', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onDownload = n => (n < 3 ? PICTURE.subarray(0, PICTURE.length - 8) : PICTURE);
  const { world, task } = await ended(t, kie);
  assert.equal(task.state, 'done');
  assert.equal(kie.downloads.length, 3);
  assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(PICTURE));
  assert.deepEqual(await fs.readdir(path.join(world.dir, 'unverified')), [], 'the cut content is gone');
});

test('collect: what stays incomplete is kept, collectable and can be saved as it is', OPTIONS, async t => {
  const half = PICTURE.subarray(0, PICTURE.length - 8);
  const kie = new FakeKie();
  kie.onDownload = () => half;
  const { world, window, engine, localId, task } = await ended(t, kie);
  assert.deepEqual([task.state, task.error?.code, task.results[0]?.unverified], ['uncollected', 'unverified', true]);
  assert.ok(engine.tasks.canResume(localId));
  assert.deepEqual(await world.files(), []);
  engine.tasks.saveAnyway(localId);
  const saved = await world.ends(window, localId);
  assert.deepEqual([saved.state, saved.results[0]?.unverified], ['done', undefined]);
  assert.ok((await fs.readFile(saved.results[0]?.path ?? '')).equals(half));
});

for (const [url, name] of [
  ['https://r.test/a.pcm?x=1', 'a-red-fox.pcm'],
  ['https://r.test/a.png', 'a-red-fox.png'],
  ['https://r.test/a.exe', 'a-red-fox.exe.bin'],
  ['https://r.test/a', 'a-red-fox.bin']
] as const) {
  test(`saveAnyway: unknown bytes of ${url} become ${name}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = () => picture(url);
    kie.onDownload = () => STRANGE;
    const { world, window, engine, localId, task } = await ended(t, kie);
    assert.equal(task.state, 'uncollected');
    assert.equal(kie.downloads.length, 1);
    engine.tasks.saveAnyway(localId, 0);
    assert.equal((await world.ends(window, localId)).state, 'done');
    assert.deepEqual(await world.files(), [name]);
    assert.ok((await fs.readFile(path.join(world.out, name))).equals(STRANGE));
    assert.deepEqual(await fs.readdir(path.join(world.dir, 'unverified')), []);
    assert.equal(kie.downloads.length, 1);
    assert.throws(() => engine.tasks.saveAnyway(localId), /no unverified result/);
  });
}

test('collect: bytes win over the announced type', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.mime = 'application/json';
  const { task } = await ended(t, kie);
  assert.equal(task.state, 'done');
});

test('downloadAgain: a done task gets its missing file back, and then a second copy', OPTIONS, async t => {
  const { world, window, engine, localId, task } = await ended(t, new FakeKie());
  const [first] = task.results;
  await fs.rm(first?.path ?? '');
  await engine.tasks.downloadAgain(localId);
  assert.equal((await world.ends(window, localId)).state, 'done');
  assert.deepEqual(await world.files(), ['a-red-fox.png']);
  await engine.tasks.downloadAgain(localId, 0);
  await world.ends(window, localId);
  assert.deepEqual(await world.files(), ['a-red-fox-2.png', 'a-red-fox.png']);
  world.now += 24 * 3_600_000;
  assert.equal(engine.tasks.canResume(localId), false);
  await assert.rejects(engine.tasks.downloadAgain(localId), /has expired/);
});

test('downloadAgain: when it fails, the file of before stays the result', OPTIONS, async t => {
  const kie = new FakeKie();
  const { world, window, engine, localId, task } = await ended(t, kie);
  kie.onDownload = () => '<!doctype html><p>gone';
  await engine.tasks.downloadAgain(localId);
  const after = await world.ends(window, localId);
  assert.deepEqual([after.state, after.results[0]?.path], ['done', task.results[0]?.path]);
  assert.match(after.error?.message ?? '', /Expected image but received/);
});

test('collect: of 5,000 addresses 200 are saved, and the task says so', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => picture(...Array.from({ length: 5_000 }, (_, i) => `https://r.test/${i}.png`));
  const { task } = await ended(t, kie);
  assert.deepEqual([task.state, task.results.length, kie.downloads.length], ['done', 200, 200]);
  assert.match(task.note ?? '', /5000 results.*first 200/);
});

test('follow: an answer without a result is kept and can be saved', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'success', results: [], unread: '{"link":"ftp://a"}' });
  const { world, window, engine, localId, task } = await ended(t, kie);
  assert.equal(task.state, 'uncollected');
  assert.match(task.error?.message ?? '', /ftp:\/\/a/);
  assert.deepEqual(await world.files(), []);
  kie.onRecord = () => picture('https://r.test/a.png');
  engine.tasks.resume(localId);
  const done = await world.ends(window, localId);
  assert.deepEqual([done.state, done.results.map(({ kind }) => kind)], ['done', ['image']]);
});

test('createSemaphore: work that leaves its place lets the next one in, up to a limit', async () => {
  const gate = createSemaphore(1, 1);
  const left: boolean[] = [];
  const order: string[] = [];
  const hang = (name: string, times: number): void => {
    void gate(leave => {
      order.push(name);
      for (let n = 0; n < times; n++) left.push(leave());
      return new Promise<never>(() => undefined);
    });
  };
  hang('slow', 2);
  hang('also slow', 1);
  hang('waits', 0);
  await new Promise(setImmediate);
  assert.deepEqual(order, ['slow', 'also slow']);
  assert.deepEqual(left, [true, true, false]);
});
