import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { MkvOutputFormat, Mp4OutputFormat } from 'mediabunny';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import { box } from '../boxesAndFrames.ts';
import { remux } from '../containers.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-times-'));
after(() => fs.rm(dir, { recursive: true }));

/** Returns the length of a file: exact seconds, an upper bound, or nothing. */
async function lengthOf(content: Buffer): Promise<object> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  const { kind, seconds, secondsAtMost, problem } = await probeFile(file);
  assert.deepEqual([kind, problem], ['video', undefined]);
  return { ...(seconds === undefined ? {} : { seconds }), ...(secondsAtMost === undefined ? {} : { secondsAtMost }) };
}

const mp4 = await remux(new Mp4OutputFormat({ fastStart: 'in-memory' }));

/** Returns a copy of the sample video (4 s) with another 32-bit number at `offset` in the content of a box. */
function patched(type: string, offset: number, value: number): Buffer {
  const copy = Buffer.from(mp4);
  copy.writeUInt32BE(value, copy.indexOf(type) + 4 + offset);
  return copy;
}

const timescaleOf = (type: string): number => mp4.readUInt32BE(mp4.indexOf(type) + 4 + 12);

/** Puts a list of one edit of `duration` units, in 64 bits, into the first track. */
function withLongEdit(duration: bigint): Buffer {
  const edit = Buffer.alloc(28);
  edit[0] = 1;
  edit.writeUInt32BE(1, 4);
  edit.writeBigUInt64BE(duration, 8);
  edit.writeUInt32BE(0x10000, 24);
  const edits = box('edts', box('elst', edit));
  const trak = mp4.indexOf('trak');
  const at = trak + 4 + mp4.readUInt32BE(trak + 4);
  const copy = Buffer.concat([mp4.subarray(0, at), edits, mp4.subarray(at)]);
  for (const type of ['moov', 'trak']) {
    const size = copy.indexOf(type) - 4;
    copy.writeUInt32BE(copy.readUInt32BE(size) + edits.length, size);
  }
  return copy;
}

describe('movieTimes', () => {
  const cases: readonly (readonly [what: string, content: Buffer, length: object])[] = [
    ['a movie of unknown duration', patched('mvhd', 16, 0xffff_ffff), { seconds: 4 }],
    ['a movie with the highest signed duration', patched('mvhd', 16, 0x7fff_ffff), { seconds: 4 }],
    ['media that declare more', patched('mdhd', 16, 60 * timescaleOf('mdhd')), { secondsAtMost: 60 }],
    ['a track that declares more', patched('tkhd', 20, 60 * timescaleOf('mvhd')), { secondsAtMost: 60 }],
    ['a movie with time scale 0', patched('mvhd', 12, 0), {}],
    ['media with time scale 0', patched('mdhd', 12, 0), {}],
    ['a sample of weeks', patched('stts', 12, 0x7fff_ffff), {}],
    ['an edit of 2^62 units', withLongEdit(2n ** 62n), {}]
  ];
  for (const [what, content, length] of cases) {
    it(`${what}: ${Object.keys(length)[0] ?? 'unknown'}`, async () => {
      assert.deepEqual(await lengthOf(content), length);
    });
  }

  for (const [what, format, seconds] of [
    ['MP4', new Mp4OutputFormat({ fastStart: 'in-memory' }), 103],
    ['MP4 in fragments', new Mp4OutputFormat({ fastStart: 'fragmented' }), 103],
    ['live Matroska', new MkvOutputFormat({ appendOnly: true }), 102.994]
  ] as const) {
    it(`${what} whose clock starts at 99 s: is an upper bound`, async () => {
      assert.deepEqual(await lengthOf(await remux(format, { late: 99 })), { secondsAtMost: seconds });
    });
  }
});
