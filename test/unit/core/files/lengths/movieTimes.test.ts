import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { MkvOutputFormat, Mp4OutputFormat } from 'mediabunny';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import { numberIn, patched, withEdit } from '../boxesAndFrames.ts';
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

/** The sample video, of 4 s. */
const mp4 = await remux(new Mp4OutputFormat({ fastStart: 'in-memory' }));

/** Its headers declare a tenth of its length. */
const shortHeaders = ['mvhd', 'mdhd', 'tkhd'].reduce((content, type) => {
  const offset = type === 'tkhd' ? 20 : 16;
  return patched(content, type, offset, Math.round(numberIn(content, type, offset) / 10));
}, mp4);

const timescaleOf = (type: string): number => numberIn(mp4, type, 12);

describe('movieTimes', () => {
  const cases: readonly (readonly [what: string, content: Buffer, length: object])[] = [
    ['a movie of unknown duration', patched(mp4, 'mvhd', 16, 0xffff_ffff), { seconds: 4 }],
    ['a movie with the highest signed duration', patched(mp4, 'mvhd', 16, 0x7fff_ffff), { seconds: 4 }],
    ['media that declare more', patched(mp4, 'mdhd', 16, 60 * timescaleOf('mdhd')), { secondsAtMost: 60 }],
    ['a track that declares more', patched(mp4, 'tkhd', 20, 60 * timescaleOf('mvhd')), { secondsAtMost: 60 }],
    ['a movie with time scale 0', patched(mp4, 'mvhd', 12, 0), {}],
    ['media with time scale 0', patched(mp4, 'mdhd', 12, 0), {}],
    ['a sample of weeks', patched(mp4, 'stts', 12, 0x7fff_ffff), {}],
    ['times of fewer samples than sizes', patched(shortHeaders, 'stts', 8, 10), {}],
    ['times of more samples than sizes', patched(mp4, 'stts', 8, 150), {}],
    ['sizes of fewer samples than times', patched(mp4, 'stsz', 8, 50), {}],
    ['an edit of 2^62 units', withEdit(mp4, 2n ** 62n), {}]
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
