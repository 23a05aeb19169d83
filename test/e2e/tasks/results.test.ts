import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { readResults } from '../../../src/core/kie/services/results.ts';
import { createSemaphore } from '../../../src/core/tasks/run/semaphore.ts';
import { FakeKie, PNG_IMAGE, imageResult } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
/** Samples without a media format. */
const STRANGE = Buffer.from(Int16Array.from({ length: 500 }, (_, i) => i * 37 - 7000).buffer);

async function ended(t: TestContext, kie: FakeKie) {
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  return { fixture, window, engine: window.engine, localId, task: await fixture.waitForEnd(window, localId) };
}

test('download: half an image is downloaded again until it is complete', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onDownload = n => (n < 3 ? PNG_IMAGE.subarray(0, PNG_IMAGE.length - 8) : PNG_IMAGE);
  const { fixture, task } = await ended(t, kie);
  assert.equal(task.state, 'done');
  assert.equal(kie.downloads.length, 3);
  assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(PNG_IMAGE));
  assert.deepEqual(await fs.readdir(path.join(fixture.dir, 'unverified')), [], 'the truncated content is deleted');
});

test('download: an incomplete result is kept and can be saved as it is', OPTIONS, async t => {
  const half = PNG_IMAGE.subarray(0, PNG_IMAGE.length - 8);
  const kie = new FakeKie();
  kie.onDownload = () => half;
  const { fixture, window, engine, localId, task } = await ended(t, kie);
  assert.deepEqual([task.state, task.error?.code, task.results[0]?.unverified], ['uncollected', 'unverified', true]);
  assert.ok(engine.tasks.canResume(localId));
  assert.deepEqual(await fixture.files(), []);
  engine.tasks.saveAnyway(localId);
  const saved = await fixture.waitForEnd(window, localId);
  assert.deepEqual([saved.state, saved.results[0]?.unverified], ['done', undefined]);
  assert.ok((await fs.readFile(saved.results[0]?.path ?? '')).equals(half));
});

for (const [title, content, saved] of [
  ['a whole image is saved', PNG_IMAGE, PNG_IMAGE],
  ['half an image is kept and can be saved as it is', PNG_IMAGE.subarray(0, -8), PNG_IMAGE.subarray(0, -8)]
] as const) {
  test(`data URL: ${title}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const resultUrls = [`data:image/png;base64,${content.toString('base64')}`];
    kie.onRecord = () => ({ state: 'success', results: readResults(JSON.stringify({ resultUrls }), 'image') });
    const { fixture, window, engine, localId, task } = await ended(t, kie);
    const isWhole = content === PNG_IMAGE;
    assert.deepEqual(
      [task.state, task.results[0]?.unverified],
      [isWhole ? 'done' : 'uncollected', !isWhole || undefined]
    );
    if (!isWhole) engine.tasks.saveAnyway(localId);
    const { results } = await fixture.waitForEnd(window, localId);
    assert.equal(path.extname(results[0]?.path ?? ''), '.png');
    assert.ok((await fs.readFile(results[0]?.path ?? '')).equals(saved));
    assert.equal(kie.downloads.length, 0);
  });
}

test('data URL: percent-encoded characters of any case are decoded', OPTIONS, async t => {
  const kie = new FakeKie();
  const escaped = PNG_IMAGE.toString('base64').replaceAll(/[+/=A-F]/g, encodeEach);
  const resultUrls = [`data:image/png;base64,${escaped}`];
  kie.onRecord = () => ({ state: 'success', results: readResults(JSON.stringify({ resultUrls }), 'image') });
  const { task } = await ended(t, kie);
  assert.equal(task.state, 'done');
  assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(PNG_IMAGE));
});

/** Percent-encodes a character, in lower and upper case by turns. */
function encodeEach(character: string, at: number): string {
  const code = character.charCodeAt(0).toString(16);
  return `%${at % 2 === 0 ? code : code.toUpperCase()}`;
}

for (const [url, name] of [
  ['https://r.test/a.pcm?x=1', 'a-red-fox.pcm'],
  ['https://r.test/a.png', 'a-red-fox.png'],
  ['https://r.test/a.exe', 'a-red-fox.exe.bin'],
  ['https://r.test/a', 'a-red-fox.bin']
] as const) {
  test(`saveAnyway: unknown bytes of ${url} become ${name}`, OPTIONS, async t => {
    const kie = new FakeKie();
    kie.onRecord = () => imageResult(url);
    kie.onDownload = () => STRANGE;
    const { fixture, window, engine, localId, task } = await ended(t, kie);
    assert.equal(task.state, 'uncollected');
    assert.equal(kie.downloads.length, 1);
    engine.tasks.saveAnyway(localId, 0);
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
    assert.deepEqual(await fixture.files(), [name]);
    assert.ok((await fs.readFile(path.join(fixture.out, name))).equals(STRANGE));
    assert.deepEqual(await fs.readdir(path.join(fixture.dir, 'unverified')), []);
    assert.equal(kie.downloads.length, 1);
    assert.throws(() => engine.tasks.saveAnyway(localId), /no unverified result/);
  });
}

test('download: the content wins over the declared type', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.mime = 'application/json';
  const { task } = await ended(t, kie);
  assert.equal(task.state, 'done');
});

test('downloadAgain: restores a missing file, then makes a second copy', OPTIONS, async t => {
  const { fixture, window, engine, localId, task } = await ended(t, new FakeKie());
  const [first] = task.results;
  await fs.rm(first?.path ?? '');
  await engine.tasks.downloadAgain(localId);
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
  await engine.tasks.downloadAgain(localId, 0);
  await fixture.waitForEnd(window, localId);
  assert.deepEqual(await fixture.files(), ['a-red-fox-2.png', 'a-red-fox.png']);
  fixture.now += 24 * 3_600_000;
  assert.equal(engine.tasks.canResume(localId), false);
  await assert.rejects(engine.tasks.downloadAgain(localId), /has expired/);
});

test('downloadAgain: keeps the existing file when it fails', OPTIONS, async t => {
  const kie = new FakeKie();
  const { fixture, window, engine, localId, task } = await ended(t, kie);
  kie.onDownload = () => '<!doctype html><p>gone';
  await engine.tasks.downloadAgain(localId);
  const after = await fixture.waitForEnd(window, localId);
  assert.deepEqual([after.state, after.results[0]?.path], ['done', task.results[0]?.path]);
  assert.match(after.error?.message ?? '', /Expected an image but received/);
});

test('download: saves 200 of 5,000 URLs and notes it', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => imageResult(...Array.from({ length: 5_000 }, (_, i) => `https://r.test/${i}.png`));
  const { task } = await ended(t, kie);
  assert.deepEqual([task.state, task.results.length, kie.downloads.length], ['done', 200, 200]);
  assert.match(task.note ?? '', /5000 results.*first 200/);
});

test('follow: a response without a result is kept and can be saved', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'success', results: [], unread: '{"link":"ftp://a"}' });
  const { fixture, window, engine, localId, task } = await ended(t, kie);
  assert.equal(task.state, 'uncollected');
  assert.match(task.error?.message ?? '', /ftp:\/\/a/);
  assert.deepEqual(await fixture.files(), []);
  kie.onRecord = () => imageResult('https://r.test/a.png');
  engine.tasks.resume(localId);
  const done = await fixture.waitForEnd(window, localId);
  assert.deepEqual([done.state, done.results.map(({ kind }) => kind)], ['done', ['image']]);
});

test('createSemaphore: work that leaves lets the next one in, up to a limit', async () => {
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
