import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { Mp4OutputFormat } from 'mediabunny';
import type { FileReader } from '../../../../../src/core/files/fileReader.ts';
import { FragmentClock } from '../../../../../src/core/files/lengths/fragmentClock.ts';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import { box } from '../boxesAndFrames.ts';
import { remux } from '../containers.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-fragments-'));
after(() => fs.rm(dir, { recursive: true }));

async function lengthOf(content: Buffer): Promise<readonly unknown[]> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  const { kind, seconds, secondsAtMost, problem } = await probeFile(file);
  assert.deepEqual([kind, problem], ['video', undefined]);
  return [seconds, secondsAtMost];
}

const repeated = (part: Buffer, times: number): Buffer => Buffer.concat(Array.from({ length: times }, () => part));

describe('FragmentClock: MP4 in fragments', async () => {
  const content = await remux(new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.5 }));
  const start = content.indexOf('moof') - 4;
  const head = content.subarray(0, start);
  const fragments = content.subarray(start, content.lastIndexOf('mfra') - 4);
  const last = fragments.subarray(fragments.lastIndexOf('moof') - 4);

  it('fragments that follow each other: are counted', async () => {
    assert.deepEqual(await lengthOf(Buffer.concat([head, fragments])), [4, undefined]);
  });

  for (const [what, parts] of [
    ['all fragments twice', repeated(fragments, 2)],
    ['all fragments ten times', repeated(fragments, 10)],
    ['the last fragment 40 times', Buffer.concat([fragments, repeated(last, 40)])],
    ['the first fragment again', Buffer.concat([fragments, fragments.subarray(0, fragments.indexOf('moof', 8) - 4)])]
  ] as const) {
    it(`${what}: is unknown`, async () => {
      assert.deepEqual(await lengthOf(Buffer.concat([head, parts])), [undefined, undefined]);
    });
  }
});

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value, i * 4));
  return bytes;
};

/** A fragment of track 1; versions and flags are the first number of each box. */
const fragment = (...boxes: readonly (readonly [type: string, ...content: readonly number[]])[]): Buffer =>
  box('moof', box('traf', Buffer.concat(boxes.map(([type, ...content]) => box(type, u32(...content))))));

async function clockOf(fragments: readonly Buffer[], defaultDuration = 10): Promise<FragmentClock> {
  const clock = new FragmentClock();
  for (const content of fragments) {
    const file: FileReader = {
      size: content.length,
      read: async (at, length) => Promise.resolve(content.subarray(at, at + length))
    };
    const moof = { type: 'moof', start: 0, at: 8, end: content.length, open: false };
    assert.equal(await clock.add(file, moof, new Map([[1, defaultDuration]])), true);
  }
  return clock;
}

describe('FragmentClock: boxes', () => {
  const scale = new Map([[1, 100]]);
  const tfhd = ['tfhd', 0, 1] as const;
  const ten = ['trun', 0, 10] as const;

  it('sums the durations of samples, fragments and the movie', async () => {
    const fragments = [
      fragment(tfhd, ten),
      fragment(['tfhd', 2 | 8, 1, 0, 20], ten),
      fragment(tfhd, ['trun', 1 | 4 | 0x100 | 0x200, 2, 0, 0, 30, 999, 40, 999])
    ];
    const clock = await clockOf(fragments);
    assert.deepEqual([clock.end(scale), clock.isSteady(scale)], [1 + 2 + 0.7, true]);
  });

  it('takes the time of a fragment from its own box, of 32 or 64 bits', async () => {
    const clock = await clockOf([
      fragment(tfhd, ['tfdt', 0, 500], ten),
      fragment(tfhd, ['tfdt', 1 << 24, 0, 600], ten)
    ]);
    assert.deepEqual([clock.end(scale), clock.isSteady(scale)], [7, true]);
  });

  it('small overlaps and gaps are steady, a restart is not', async () => {
    const at = (time: number): Buffer => fragment(tfhd, ['tfdt', 0, time], ten);
    assert.equal((await clockOf([at(0), at(98), at(198), at(900)])).isSteady(scale), true);
    assert.equal((await clockOf([at(0), at(900), at(0)])).isSteady(scale), false);
    assert.equal((await clockOf([at(0), at(0)])).isSteady(scale), false);
  });

  it('tracks without a time scale are ignored', async () => {
    const clock = await clockOf([fragment(tfhd, ten), fragment(tfhd, ['tfdt', 0, 0], ten)]);
    assert.deepEqual([clock.end(new Map()), clock.isSteady(new Map([[1, 0]]))], [0, true]);
  });

  it('an implausible number of samples is refused', async () => {
    const content = fragment(tfhd, ['trun', 0, 0xffff_ffff]);
    const file: FileReader = {
      size: content.length,
      read: async (at, n) => Promise.resolve(content.subarray(at, at + n))
    };
    const moof = { type: 'moof', start: 0, at: 8, end: content.length, open: false };
    assert.equal(await new FragmentClock().add(file, moof, new Map()), false);
  });
});
