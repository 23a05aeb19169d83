import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import { box } from '../boxesAndFrames.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-image-'));
after(() => fs.rm(dir, { recursive: true }));

async function factsOf(content: Buffer): Promise<MediaFacts> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  return probeFile(file);
}

async function sizeOf(content: Buffer): Promise<readonly unknown[]> {
  const { mime, width, height } = await factsOf(content);
  return [mime, width, height];
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);

/** Builds a big-endian TIFF directory of short values, `at` bytes after the start. */
function tiff(at: number, tags: readonly (readonly [tag: number, value: number])[]): Buffer {
  const entries = tags.map(([tag, value]) => Buffer.concat([u16(tag), u16(3), u32(1), u16(value), u16(0)]));
  const head = Buffer.concat([ascii('MM\0*'), u32(at), Buffer.alloc(Math.max(0, at - 8), 0x55)]);
  return Buffer.concat([head, u16(entries.length), ...entries, u32(0)]);
}

const segment = (marker: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(content.length + 2), content]);

/** Builds a JPEG of 800 × 600 with these parts before its frame. */
const jpeg = (...before: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    ...before,
    segment(0xc0, Buffer.concat([Buffer.from([8]), u16(600), u16(800), Buffer.alloc(4)])),
    Buffer.from('ffd9', 'hex')
  ]);

const exif = (at: number, orientation: number): Buffer =>
  segment(0xe1, Buffer.concat([ascii('Exif\0\0'), tiff(at, [[274, orientation]])]));

describe('imageFacts: JPEG', () => {
  it('EXIF rotation: is applied, wherever its directory is', async () => {
    for (const at of [8, 24, 3000]) assert.deepEqual(await sizeOf(jpeg(exif(at, 6))), ['image/jpeg', 600, 800]);
    assert.deepEqual(await sizeOf(jpeg(exif(24, 3))), ['image/jpeg', 800, 600]);
  });

  it('2 MB of metadata before the frame: is skipped', async () => {
    const xmp = Array.from({ length: 32 }, () => segment(0xe1, Buffer.alloc(65_000, 0x41)));
    assert.deepEqual(await sizeOf(jpeg(...xmp, exif(8, 8))), ['image/jpeg', 600, 800]);
  });

  it('EXIF rotation: the first valid one counts, even after the frame', async () => {
    assert.deepEqual(await sizeOf(jpeg(exif(8, 6), exif(8, 1))), ['image/jpeg', 600, 800]);
    assert.deepEqual(await sizeOf(jpeg(exif(8, 99))), ['image/jpeg', 800, 600]);
    const late = Buffer.concat([jpeg().subarray(0, -2), exif(8, 6), Buffer.from('ffd9', 'hex')]);
    assert.deepEqual(await sizeOf(late), ['image/jpeg', 600, 800]);
  });

  it('fill bytes before a marker: are skipped', async () => {
    assert.deepEqual(await sizeOf(jpeg(Buffer.alloc(5000, 0xff))), ['image/jpeg', 800, 600]);
  });

  it('JPEG without a frame: has a problem', async () => {
    assert.notEqual((await factsOf(Buffer.from('ffd8ffd9', 'hex'))).problem, undefined);
  });
});

describe('imageFacts: TIFF', () => {
  it('a directory after 1.4 MB: is read', async () => {
    const tags = [
      [256, 1000],
      [257, 500]
    ] as const;
    assert.deepEqual(await sizeOf(tiff(1_400_000, tags)), ['image/tiff', 1000, 500]);
    assert.deepEqual(await sizeOf(tiff(8, [...tags, [274, 5]])), ['image/tiff', 500, 1000]);
    assert.deepEqual(await sizeOf(tiff(8, [...tags, [274, 99]])), ['image/tiff', 1000, 500]);
  });
});

/** Builds a HEIC of one image with these properties; `own` are the indexes that belong to it. */
function heic(properties: readonly Buffer[], own: readonly number[]): Buffer {
  const link = Buffer.concat([u32(0), u32(1), u16(7), Buffer.from([own.length, ...own])]);
  const iprp = Buffer.concat([box('ipco', Buffer.concat(properties)), box('ipma', link)]);
  const meta = Buffer.concat([u32(0), box('pitm', Buffer.concat([u32(0), u16(7)])), box('iprp', iprp)]);
  return Buffer.concat([box('ftyp', ascii('heic\0\0\0\0mif1')), box('meta', meta), box('mdat', Buffer.alloc(20))]);
}
const ispe = (width: number, height: number): Buffer => box('ispe', Buffer.concat([u32(0), u32(width), u32(height)]));
const irot = (turns: number): Buffer => box('irot', Buffer.from([turns]));

describe('imageFacts: HEIC and AVIF', () => {
  it('irot rotation: is applied', async () => {
    const properties = [ispe(512, 512), ispe(800, 600), irot(1), irot(2)];
    assert.deepEqual(await sizeOf(heic(properties, [2, 3])), ['image/heic', 600, 800]);
    assert.deepEqual(await sizeOf(heic(properties, [2, 4])), ['image/heic', 800, 600]);
    assert.deepEqual(await sizeOf(heic(properties, [0x82])), ['image/heic', 800, 600], 'essential, not turned');
    assert.deepEqual(
      await sizeOf(heic([ispe(4000, 3000), ispe(80, 60)], [2])),
      ['image/heic', 80, 60],
      'with a larger auxiliary image'
    );
  });

  it('irot rotation of AVIF: is applied', async () => {
    for (const [turns, size] of [
      [0, [800, 600]],
      [1, [600, 800]],
      [3, [600, 800]]
    ] as const) {
      const content = heic([ispe(800, 600), irot(turns)], [1, 2]);
      content.write('avif', content.indexOf('heic'), 'latin1');
      assert.deepEqual(await sizeOf(content), ['image/avif', ...size]);
    }
  });

  it('a brand of no codec: the compatible one decides', async () => {
    const content = heic([ispe(8, 6)], [1]);
    content.write('mif1\0\0\0\0heic', content.indexOf('heic'), 'latin1');
    assert.deepEqual(await sizeOf(content), ['image/heic', 8, 6]);
  });

  it('40,000 extents: are read fast', async () => {
    const content = heic(
      Array.from({ length: 40_000 }, (_, i) => ispe(10 + (i % 500), 20)),
      [5]
    );
    const before = process.cpuUsage();
    assert.deepEqual(await sizeOf(content), ['image/heic', 14, 20]);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1_500_000, `${(user + system) / 1000} ms of computing`);
  });
});

describe('probeFile: named pipes', { skip: process.platform === 'win32' }, () => {
  it('several pipes: return at once', { timeout: 10_000 }, async () => {
    const pipes = Array.from({ length: 8 }, (_, i) => path.join(dir, `pipe${i}.png`));
    execFileSync('mkfifo', pipes);
    for (const { problem } of await Promise.all(pipes.map(pipe => probeFile(pipe)))) {
      assert.equal(problem, 'Not a regular file.');
    }
  });
});
