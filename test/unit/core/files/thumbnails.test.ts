import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Thumbnails } from '../../../../src/core/files/thumbnails.ts';

const WEBP = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');

let dir: string;
let thumbnails: Thumbnails;
before(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-thumbnails-'));
  thumbnails = new Thumbnails(path.join(dir, 'storage'));
});
after(() => fs.rm(dir, { recursive: true }));

async function file(name: string, bytes = 10): Promise<string> {
  const full = path.join(dir, name);
  await fs.writeFile(full, Buffer.alloc(bytes));
  return full;
}

test('thumbnails: a small image is its own icon', async () => {
  const image = await file('small.png');
  assert.equal(await thumbnails.iconOf(image), image);
  assert.equal(await thumbnails.isMissing(image), false);
});

test('thumbnails: videos, large images and other types need one', async () => {
  for (const each of [await file('a.mp4'), await file('large.png', 3_000_001), await file('a.avif')]) {
    assert.deepEqual([await thumbnails.isMissing(each), await thumbnails.iconOf(each)], [true, undefined]);
    await thumbnails.store(each, WEBP);
    assert.equal(await thumbnails.isMissing(each), false);
    assert.deepEqual(await fs.readFile((await thumbnails.iconOf(each)) ?? ''), WEBP);
  }
});

test('thumbnails: a changed file needs a new one', async () => {
  const video = await file('changed.mp4');
  await thumbnails.store(video, WEBP);
  await file('changed.mp4', 20);
  assert.deepEqual([await thumbnails.isMissing(video), await thumbnails.iconOf(video)], [true, undefined]);
});

test('thumbnails: a missing file has none, and other bytes are not stored', async () => {
  const gone = path.join(dir, 'gone.mp4');
  assert.deepEqual([await thumbnails.isMissing(gone), await thumbnails.iconOf(gone)], [false, undefined]);
  const video = await file('other.mp4');
  await thumbnails.store(video, Buffer.from('<svg>'));
  assert.equal(await thumbnails.isMissing(video), true);
});

test('thumbnails: the oldest ones are removed above the limit', async () => {
  const folder = path.join(dir, 'storage/thumbnails');
  await Promise.all(
    Array.from({ length: 1000 }, async (_, i) => {
      const old = path.join(folder, `${i}.webp`);
      await fs.writeFile(old, WEBP);
      await fs.utimes(old, i, i + 1);
    })
  );
  const video = await file('newest.mp4');
  await thumbnails.store(video, WEBP);
  const names = await fs.readdir(folder);
  assert.deepEqual([names.length, names.includes('0.webp'), names.includes('999.webp')], [1000, false, true]);
  assert.ok(await thumbnails.iconOf(video));
});
