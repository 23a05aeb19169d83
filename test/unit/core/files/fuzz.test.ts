import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { AdtsOutputFormat, MkvOutputFormat, Mp4OutputFormat, MpegTsOutputFormat } from 'mediabunny';
import { completenessOf } from '../../../../src/core/files/completeness.ts';
import { inspectInput } from '../../../../src/core/files/inspectInput.ts';
import { probeFile } from '../../../../src/core/files/probe/probe.ts';
import { opusSilence, remux } from './containers.ts';
import {
  aiff,
  bitmap,
  flacStream,
  fragments,
  gif,
  heic,
  jpegWithThumbnail,
  mp3WithBytes,
  quickTime,
  rf64,
  riff,
  tiff
} from './completeFiles.ts';
import { vorbis } from './oggFiles.ts';
import { asf, packets } from './streamFiles.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-fuzz-'));
after(() => fs.rm(dir, { recursive: true }));

const SEED = 20_261_127;
const FILES_EACH = 25;
/** Maximum CPU time per file on all threads. */
const MAX_CPU_MS = 1000;
/** Maximum growth of the process's peak memory per file. A peak that an earlier file raised hides later growth. */
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;
/** Maximum resident memory after all files, including the worker. */
const MAX_RSS_BYTES = 500e6;

/** Returns a generator of numbers from 0 to 1 that are the same in each run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x7fff_ffff;
  };
}

/** Returns a copy with some bytes or sizes changed, mostly in the headers, or truncated. */
function mutated(content: Buffer, random: () => number): Buffer {
  let copy = Buffer.from(content);
  for (let changes = 1 + Math.floor(random() * 6); changes > 0; changes--) {
    const at = Math.floor(random() * Math.max(1, Math.min(copy.length - 4, random() < 0.8 ? 1500 : copy.length)));
    const how = random();
    if (how < 0.4) copy[at] = [0, 1, 0x7f, 0x80, 0xfe, 0xff][Math.floor(random() * 6)] ?? 0;
    else if (how < 0.6) copy[at] = Math.floor(random() * 256);
    else if (how < 0.9) copy.writeUInt32BE(how < 0.75 ? 0xffff_ffff : Math.floor(random() * 0xffff_ffff), at);
    else copy = copy.subarray(0, Math.max(16, at));
  }
  return copy;
}

const sample = (name: string): Promise<Buffer> => fs.readFile(path.join(import.meta.dirname, '../../../sample', name));

const READERS: readonly (readonly [what: string, content: Buffer])[] = [
  ['PNG', await sample('portrait.png')],
  ['JPEG', jpegWithThumbnail()],
  ['WebP', await sample('product.webp')],
  ['GIF', gif()],
  ['BMP', bitmap()],
  ['TIFF', tiff(true)],
  ['HEIC', heic()],
  ['AVIF', Buffer.from(heic().toString('latin1').replace('heic', 'avif'), 'latin1')],
  ['SVG', Buffer.from(`<?xml version="1.0"?><svg>${'<g><!-- a --><path d="M0 0"/></g>'.repeat(100)}</svg>`)],
  ['JSON', Buffer.from(JSON.stringify(Array.from({ length: 200 }, (_, i) => ({ [`key ${i}`]: ['"\\', i] }))))],
  ['MP4', await remux(new Mp4OutputFormat({ fastStart: 'in-memory' }))],
  ['MP4 in fragments', await remux(new Mp4OutputFormat({ fastStart: 'fragmented' }))],
  ['boxes', fragments()],
  ['QuickTime without a type', quickTime()],
  ['Matroska', await remux(new MkvOutputFormat())],
  ['MPEG-TS', await remux(new MpegTsOutputFormat())],
  ['MPEG-TS with time codes', packets(40, 4)],
  ['AAC', await remux(new AdtsOutputFormat(), { video: false })],
  ['MP3', mp3WithBytes(100)],
  ['WMA', asf()],
  ['FLAC', flacStream(50)],
  ['Ogg', await opusSilence(100)],
  [
    'Ogg Vorbis',
    vorbis(
      Array.from({ length: 300 }, (_, i) => i % 2),
      samples => samples
    )
  ],
  ['AVI', riff('AVI ', 4000)],
  ['WAV', riff('WAVE', 4000)],
  ['RF64', rf64(4000)],
  ['AIFF', aiff(4000)]
];

const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;

describe('corrupt and hostile media files', () => {
  // The start of the worker is not part of a file.
  before(async () => inspectInput(path.join(import.meta.dirname, '../../../sample/clip.mp4')));

  for (const [what, content] of READERS) {
    it(`${what}: takes bounded time and yields finite numbers or none`, async () => {
      const random = seededRandom(SEED);
      const file = path.join(dir, 'file');
      for (let i = 0; i < FILES_EACH; i++) {
        await fs.writeFile(file, mutated(content, random));
        const [start, peak] = [process.cpuUsage(), peakBytes()];
        const facts = await probeFile(file);
        const whole = await completenessOf(file);
        const inspected = await inspectInput(file);
        const { user, system } = process.cpuUsage(start);
        const growth = peakBytes() - peak;
        assert.ok((user + system) / 1000 < MAX_CPU_MS, `file ${i}: ${(user + system) / 1000} ms`);
        assert.ok(growth < MAX_GROWTH_BYTES, `file ${i}: ${growth} bytes`);
        assert.ok(['complete', 'truncated', 'unknown'].includes(whole));
        for (const { width, height, seconds, secondsAtMost, fps } of [facts, inspected]) {
          for (const value of [width, height, seconds, secondsAtMost, fps]) {
            assert.ok(value === undefined || (Number.isFinite(value) && value > 0), `file ${i}: ${value}`);
          }
          assert.ok(seconds === undefined || secondsAtMost === undefined);
        }
        if (whole === 'truncated') assert.notEqual(inspected.problem, undefined, `file ${i}`);
      }
    });
  }

  it('MP4 that declares four billion samples: is unknown', async () => {
    const content = await remux(new Mp4OutputFormat({ fastStart: 'in-memory' }));
    const file = path.join(dir, 'samples.mp4');
    for (const [type, at] of [
      ['stts', 12],
      ['ctts', 12],
      ['stsz', 12]
    ] as const) {
      const found = content.indexOf(type);
      const copy = Buffer.from(content);
      if (found > 0) copy.writeUInt32BE(0xffff_ffff, found + at);
      await fs.writeFile(file, copy);
      const { seconds, kind, problem } = await probeFile(file);
      assert.deepEqual([kind, seconds, problem], ['video', found > 0 ? undefined : 4, undefined], type);
    }
  });

  it('all files: take bounded memory', () => {
    const { rss } = process.memoryUsage();
    assert.ok(rss < MAX_RSS_BYTES, `${rss} bytes`);
  });
});
