import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { listen } from '../../../support/http/listen.ts';
import { OPTIONS, SAMPLES_DIR } from '../../../support/engine/emulatorFixture.ts';
import { adts } from '../../../unit/core/files/streamFiles.ts';
import { openHostileKie } from '../../security/hostileKie.ts';

/** `cut`: the connection breaks before the declared length. Undefined: no response. */
type Body = Buffer | { readonly cut: Buffer } | undefined;

/** A server that closes the connection after each body, which is the only sign of its end. */
async function oldServer(t: TestContext, bodies: readonly Body[]) {
  let downloads = 0;
  const server = net.createServer(socket => {
    let head = '';
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      head += bytes.toString('latin1');
      if (!head.endsWith('\r\n\r\n')) return;
      const isQuestion = /^range:/im.test(head);
      const body = bodies[Math.min(isQuestion ? downloads - 1 : downloads, bodies.length - 1)];
      if (!isQuestion) downloads++;
      const length = body === undefined || Buffer.isBuffer(body) ? '' : `content-length: ${body.cut.length + 1}\r\n`;
      const headers = Buffer.from(`HTTP/1.0 200 OK\r\n${length}connection: close\r\n\r\n`);
      if (body === undefined) socket.destroy();
      else socket.end(Buffer.concat([headers, Buffer.isBuffer(body) ? body : body.cut]));
    });
  });
  return { base: `http://127.0.0.1:${await listen(t, server)}`, count: () => downloads };
}

/** Runs a task whose result is at such a server. */
async function runWith(t: TestContext, name: string, ...bodies: readonly Body[]) {
  const { base, count } = await oldServer(t, bodies);
  const resultJson = JSON.stringify({ resultUrls: [`${base}/${name}`] });
  const kie = await openHostileKie(t, { record: () => ({ state: 'success', resultJson }) });
  const isAudio = name.endsWith('.aac');
  const task = await kie.run(isAudio ? { model: 'elevenlabs/text-to-speech-turbo-2-5', input: { text: 'Hello' } } : {});
  return { kie, task, downloads: count() };
}

const sample = (name: string): Promise<Buffer> => fs.readFile(path.join(SAMPLES_DIR, name));
const [jpeg, webp] = [await sample('landscape.jpg'), await sample('product.webp')];
/** Whole frames: nothing in them shows that more should follow. */
const frames = { whole: adts(60), half: adts(30), quarter: adts(15) };

for (const [name, whole] of [
  ['landscape.jpg', jpeg],
  ['product.webp', webp],
  ['speech.aac', frames.whole]
] as const) {
  const half = name === 'speech.aac' ? frames.half : whole.subarray(0, whole.length >> 1);
  test(`download: half of ${name} without a length is fetched again`, OPTIONS, async t => {
    const { task, downloads } = await runWith(t, name, half, whole, whole);
    assert.equal(task.state, 'done', task.error?.message);
    assert.equal(downloads, name === 'speech.aac' ? 3 : 2);
    assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(whole));
  });
}

for (const [what, name, ...bodies] of [
  ['half a JPEG', 'landscape.jpg', jpeg.subarray(0, jpeg.length >> 1)],
  ['half a WebP', 'product.webp', webp.subarray(0, webp.length >> 1)],
  ['sound of a new length each time', 'speech.aac', frames.quarter, frames.half, frames.whole],
  [
    'sound cut in a later frame',
    'speech.aac',
    frames.half,
    frames.whole.subarray(0, -100),
    frames.whole.subarray(0, -50)
  ],
  ['sound that becomes shorter', 'speech.aac', frames.whole, frames.half, frames.half],
  [
    'sound cut in a frame twice, then of an unknown length',
    'speech.aac',
    frames.whole.subarray(0, -100),
    frames.whole.subarray(0, -50),
    frames.half
  ]
] as const) {
  test(`download: ${what} without a length is not done`, OPTIONS, async t => {
    const { kie, task, downloads } = await runWith(t, name, ...bodies);
    assert.deepEqual([task.state, task.results[0]?.unverified, downloads], ['uncollected', true, 3]);
    assert.deepEqual(await kie.files(), []);
  });
}

for (const [what, ...later] of [
  ['the same length', frames.whole],
  ['a lost connection', undefined, frames.whole],
  ['a part and a broken connection', { cut: frames.half }, frames.whole]
] as const) {
  test(`download: sound without a length counts after ${what}`, OPTIONS, async t => {
    const { task, downloads } = await runWith(t, 'speech.aac', frames.whole, ...later);
    assert.equal(task.state, 'done', task.error?.message);
    assert.ok(downloads >= 2);
    assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(frames.whole));
  });
}

test('download: a longer part of a broken download is not the result', OPTIONS, async t => {
  const { task } = await runWith(t, 'speech.aac', frames.quarter, { cut: frames.half }, frames.whole);
  assert.equal(task.state, 'done', task.error?.message);
  assert.ok((await fs.readFile(task.results[0]?.path ?? '')).equals(frames.whole));
});
