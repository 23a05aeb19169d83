import assert from 'node:assert/strict';
import type http from 'node:http';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { Samples } from '../../../../src/core/engine/samples.ts';
import { clientFor, KEY, makeTempFolder, serve } from '../../../support/http/testClient.ts';

/** One second of silence: a WAV file. */
const WAV = Buffer.concat([
  Buffer.from(
    'RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x40\x1f\0\0',
    'latin1'
  ),
  Buffer.alloc(8000, 128)
]);

async function samplesOf(t: TestContext, answer: (response: http.ServerResponse) => void) {
  const requests: http.IncomingMessage[] = [];
  const base = await serve(t, (request, response) => {
    requests.push(request);
    answer(response);
  });
  const storageDir = await makeTempFolder(t);
  const { client } = clientFor(t, base);
  const samples = new Samples({ client, storageDir, signal: new AbortController().signal });
  return { samples, base, requests, folder: path.join(storageDir, 'samples') };
}

/** Names of all files below a folder. */
const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await fs.readdir(folder, { recursive: true, withFileTypes: true })).filter(one => one.isFile()).map(one => one.name);

test('samples: are downloaded once, without the key', async t => {
  const { samples, base, requests } = await samplesOf(t, response => response.end(WAV));
  const [first, second] = await Promise.all([samples.file(`${base}/a.mp3`), samples.file(`${base}/a.mp3`)]);
  assert.equal(first, second);
  assert.equal(await samples.file(`${base}/a.mp3`), first);
  assert.equal(path.basename(first), 'sample.wav');
  assert.ok((await fs.readFile(first)).equals(WAV));
  assert.equal(requests.length, 1);
  assert.ok(!JSON.stringify(requests[0]?.headers).includes(KEY));
});

test('samples: reject content that is not audio and leave no file', async t => {
  const { samples, base, folder } = await samplesOf(t, response => response.end('{"code":404}'));
  await assert.rejects(samples.file(`${base}/a.mp3`), { name: 'UnreadableAnswerError' });
  assert.deepEqual(await filesIn(folder), []);
});

test('samples: reject a file that is too large', async t => {
  const { samples, base, folder } = await samplesOf(t, response =>
    response.writeHead(200, { 'content-length': 10_000_001 }).end(WAV)
  );
  await assert.rejects(samples.file(`${base}/a.mp3`), { name: 'UnreadableAnswerError' });
  assert.deepEqual(await filesIn(folder), []);
});

test('samples: are kept for 30 days', async t => {
  const { samples, base, requests } = await samplesOf(t, response => response.end(WAV));
  const file = await samples.file(`${base}/a.mp3`);
  const old = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  await fs.utimes(file, old, old);
  await fs.utimes(path.dirname(file), old, old);
  await samples.file(`${base}/a.mp3`);
  assert.equal(requests.length, 2);
});
