import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { MkvOutputFormat, MovOutputFormat, Mp4OutputFormat, MpegTsOutputFormat } from 'mediabunny';
import { probeFile } from '../../../../../src/core/files/probe/probe.ts';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import { box, numberIn, patched, withEdit } from '../boxesAndFrames.ts';
import { opusSilence, remux } from '../containers.ts';
import { flacStream } from '../completeFiles.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-clip-'));
after(() => fs.rm(dir, { recursive: true }));

async function factsOf(content: Buffer): Promise<MediaFacts> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  const { bytes, ...facts } = await probeFile(file);
  assert.equal(bytes, content.length);
  return facts;
}

const hd = { width: 1280, height: 720, fps: 24 } as const;
const mp4 = await remux(new Mp4OutputFormat({ fastStart: 'in-memory' }));
const fragmented = await remux(new Mp4OutputFormat({ fastStart: 'fragmented' }));
const transport = await remux(new MpegTsOutputFormat());

const timescale = numberIn(mp4, 'mvhd', 12);
const declaring = (seconds: number): Buffer => patched(mp4, 'mvhd', 16, seconds * timescale);

function renamed(content: Buffer, type: string): Buffer {
  const copy = Buffer.from(content);
  copy.write(type, 4, 'latin1');
  return copy;
}

const video = { kind: 'video', mime: 'video/mp4', ...hd } as const;

async function joined(format: MkvOutputFormat): Promise<Buffer> {
  const one = await remux(format);
  return Buffer.concat([one, one]);
}

const EXACT: readonly (readonly [what: string, content: Buffer, facts: MediaFacts])[] = [
  ['MP4', mp4, video],
  ['MP4 in fragments', fragmented, video],
  ['MP4 turned upright', await remux(new Mp4OutputFormat(), { rotation: 90 }), { ...video, width: 720, height: 1280 }],
  ['MP4 that begins with free', renamed(mp4, 'free'), { ...video, mime: 'video/quicktime' }],
  ['MP4 that begins with uuid', renamed(mp4, 'uuid'), { ...video, mime: 'video/quicktime' }],
  ['MP4 whose header says less', declaring(1), video],
  ['QuickTime', await remux(new MovOutputFormat()), { ...video, mime: 'video/quicktime' }]
];

/** The packets of MPEG-TS have 188 bytes. */
const startOf = (content: Buffer, part: number): Buffer =>
  content.subarray(0, Math.floor(content.length / 188 / part) * 188);

const UNKNOWN: readonly (readonly [what: string, content: Buffer])[] = [
  [
    'MP4 with fragments behind a whole first part',
    Buffer.concat([mp4, fragmented.subarray(fragmented.indexOf('moof') - 4)])
  ],
  ['two of MP4 joined', Buffer.concat([mp4, mp4])],
  ['MP4 without an index', Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0')), box('mdat', Buffer.alloc(500))])],
  ['MP4 with a damaged index', patched(mp4, 'stco', 4, 0xffff_ffff)],
  ['two of Matroska joined', await joined(new MkvOutputFormat())],
  ['two live of Matroska joined', await joined(new MkvOutputFormat({ appendOnly: true }))],
  ['two of MPEG-TS joined', Buffer.concat([transport, transport])],
  ['half a second of MPEG-TS repeated', Buffer.concat(Array.from({ length: 8 }, () => startOf(transport, 6)))]
];

describe('containerFacts: video', () => {
  for (const [what, content, facts] of EXACT) {
    it(`${what}: is counted`, async () => assert.deepEqual(await factsOf(content), { ...facts, seconds: 4 }));
  }

  it('Matroska: is counted, with and without a declared duration', async () => {
    for (const appendOnly of [false, true]) {
      const {
        seconds = 0,
        secondsAtMost,
        fps = 0,
        ...facts
      } = await factsOf(await remux(new MkvOutputFormat({ appendOnly })));
      assert.deepEqual(facts, { kind: 'video', mime: 'video/x-matroska', width: 1280, height: 720 });
      assert.equal(secondsAtMost, undefined);
      assert.ok(Math.abs(seconds - 4) < 0.03 && Math.abs(fps - 24) < 0.01, `${seconds} s, ${fps}`);
    }
  });

  it('MPEG-TS: is counted from the first packet to the last for any clock', async () => {
    for (const content of [transport, await remux(new MpegTsOutputFormat(), { late: 99 })]) {
      const { seconds = 0, ...facts } = await factsOf(content);
      assert.deepEqual(facts, { kind: 'video', mime: 'video/mp2t', ...hd });
      assert.ok(Math.abs(seconds - 4.017) < 0.01, `${seconds} s`);
    }
  });

  it('MP4 whose header declares more: is an upper bound', async () => {
    assert.deepEqual(await factsOf(declaring(60)), { ...video, secondsAtMost: 60 });
  });

  it('MP4 whose edits cut the end: is an upper bound', async () => {
    const content = await remux(new Mp4OutputFormat({ fastStart: false }), { audio: false });
    const hasEdits = content.includes('elst');
    const cut = hasEdits ? patched(content, 'elst', 8, timescale) : withEdit(content, timescale);
    assert.deepEqual(await factsOf(cut), { ...video, secondsAtMost: 4 });
  });

  for (const [what, content] of UNKNOWN) {
    it(`${what}: is unknown without a problem`, async () => {
      const { kind, seconds, secondsAtMost, problem } = await factsOf(content);
      assert.deepEqual([kind, seconds, secondsAtMost, problem], ['video', undefined, undefined, undefined]);
    });
  }
});

describe('containerFacts: audio', () => {
  it('M4A: is counted', async () => {
    const content = await remux(new Mp4OutputFormat(), { video: false });
    assert.deepEqual(await factsOf(content), { kind: 'audio', mime: 'audio/mp4', seconds: 4 });
  });

  it('FLAC: is counted', async () => {
    const { seconds = 0, ...facts } = await factsOf(flacStream(100));
    assert.deepEqual(facts, { kind: 'audio', mime: 'audio/flac' });
    assert.ok(Math.abs(seconds - (100 * 192) / 44_100) < 0.01, `${seconds} s`);
  });

  it('FLAC without a sample count: is counted', async () => {
    const content = flacStream(100);
    content.writeUInt32BE(0, 22);
    const { seconds = 0, ...facts } = await factsOf(content);
    assert.deepEqual(facts, { kind: 'audio', mime: 'audio/flac' });
    assert.ok(Math.abs(seconds - (100 * 192) / 44_100) < 0.01, `${seconds} s`);
  });

  it('two joined FLAC files: are unknown', async () => {
    const one = flacStream(100);
    assert.deepEqual(await factsOf(Buffer.concat([one, one])), { kind: 'audio', mime: 'audio/flac' });
  });

  it('Ogg with an impossible last position: is unknown', async () => {
    const content = await opusSilence(250);
    content.writeBigInt64LE(2n ** 62n, content.lastIndexOf('OggS') + 6);
    assert.deepEqual(await factsOf(content), { kind: 'audio', mime: 'audio/ogg' });
  });

  it('Ogg: is the last position minus the first', async () => {
    for (const from of [0, 99]) {
      const facts = await factsOf(await opusSilence(250, from));
      assert.deepEqual(facts, { kind: 'audio', mime: 'audio/ogg', seconds: 5 });
    }
  });

  it('two joined Ogg files: are unknown', async () => {
    const one = await opusSilence(50);
    for (const between of [Buffer.alloc(0), Buffer.alloc(100_000, 1)]) {
      const both = Buffer.concat([one, between, one]);
      assert.deepEqual(await factsOf(both), { kind: 'audio', mime: 'audio/ogg' }, `${between.length} bytes between`);
    }
  });
});
