import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { clipFacts } from '../../../../../src/core/files/probe/probeClip.ts';
import type { MediaFacts } from '../../../../../src/shared/form.ts';
import { adtsBytes, box, flac, frames, matroska, movie, oggOpus, wav } from '../../../files/clipBytes.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-clip-'));
after(() => fs.rm(dir, { recursive: true }));
const sample = (name: string): Promise<Buffer> =>
  fs.readFile(path.join(import.meta.dirname, '../../../../sample', name));
const clip = await sample('clip.mp4');
const melody = await sample('melody.mp3');

async function factsOf(content: Buffer): Promise<MediaFacts | undefined> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  return clipFacts(file);
}

const picture = { width: 320, height: 180 };
const mp4 = { kind: 'video', mime: 'video/mp4', seconds: 2.5, ...picture } as const;
const mp3 = { kind: 'audio', mime: 'audio/mpeg' } as const;
const filler = box('mdat', Buffer.alloc(5000, 0xff));
const ftyp = (brand: string): Buffer => box('ftyp', Buffer.from(`${brand}\0\0\0\0`, 'latin1'));
const id3 = Buffer.from([...Buffer.from('ID3'), 4, 0, 0, 0, 0, 1, 0, ...Buffer.alloc(128)]);

const CLIPS: readonly (readonly [what: string, content: Buffer, facts: MediaFacts | undefined])[] = [
  ['clip.mp4', clip, { kind: 'video', mime: 'video/mp4', seconds: 4, width: 1280, height: 720, fps: 24 }],
  ['melody.mp3', melody, { ...mp3, seconds: (231 * 1152) / 44_100 }],
  ['MP4', Buffer.concat([ftyp('isom'), movie({ step: 1001 })]), { ...mp4, fps: 29.97 }],
  ['MP4, index last', Buffer.concat([ftyp('isom'), filler, movie({})]), { ...mp4, fps: 30 }],
  ['MP4, 64-bit sizes', Buffer.concat([ftyp('isom'), box('mdat', filler, true), movie({})]), { ...mp4, fps: 30 }],
  ['MP4 turned', Buffer.concat([ftyp('isom'), movie({ turned: true })]), { ...mp4, width: 180, height: 320, fps: 30 }],
  ['QuickTime', Buffer.concat([ftyp('qt  '), movie({})]), { ...mp4, mime: 'video/quicktime', fps: 30 }],
  [
    'M4A',
    Buffer.concat([ftyp('M4A '), movie({ handler: 'soun' })]),
    { kind: 'audio', mime: 'audio/mp4', seconds: 2.5 }
  ],
  ['MP4 without tracks', Buffer.concat([ftyp('isom'), filler]), undefined],
  ['WebM', matroska('webm', 1), { kind: 'video', mime: 'video/webm', seconds: 2.5, ...picture, fps: 25 }],
  ['Matroska', matroska('matroska', 1), { kind: 'video', mime: 'video/x-matroska', seconds: 2.5, ...picture, fps: 25 }],
  ['WebM of sound', matroska('webm', 2), { kind: 'audio', mime: 'audio/webm', seconds: 2.5 }],
  ['WAV', wav(16_000), { kind: 'audio', mime: 'audio/wav', seconds: 2 }],
  ['WAV whose size was never written', wav(0xffff_ffff), { kind: 'audio', mime: 'audio/wav', seconds: 2 }],
  ['MP3 of one rate', frames(100), { ...mp3, seconds: (100 * 417 * 8) / 128_000 }],
  ['MP3 behind a tag', Buffer.concat([id3, frames(100)]), { ...mp3, seconds: (100 * 417 * 8) / 128_000 }],
  ['MP3 with Xing', frames(3, 'Xing', 36, 1000), { ...mp3, seconds: (1000 * 1152) / 44_100 }],
  ['MP3 with VBRI', frames(3, 'VBRI', 36, 1000), { ...mp3, seconds: (1000 * 1152) / 44_100 }],
  ['Opus', oggOpus(48_000 * 3 + 312, 312), { kind: 'audio', mime: 'audio/ogg', seconds: 3 }],
  ['FLAC', flac(44_100, 44_100 * 7), { kind: 'audio', mime: 'audio/flac', seconds: 7 }],
  ['AAC without container', adtsBytes(), undefined],
  ['text', Buffer.from('no clip at all'), undefined],
  ['nothing', Buffer.alloc(0), undefined]
];

describe('facts of a clip or sound', () => {
  for (const [what, content, facts] of CLIPS) {
    it(what, async () => {
      assert.deepEqual(await factsOf(content), facts);
    });
  }

  it('tells of an unreadable file nothing', async () => {
    assert.equal(await clipFacts(path.join(dir, 'missing')), undefined);
    assert.equal(await clipFacts(dir), undefined);
  });
});

describe('broken and hostile files', () => {
  it('cut anywhere, they end in facts or in nothing', async () => {
    for (const [, content] of CLIPS) {
      const whole = content.subarray(0, 600);
      for (let length = 0; length < whole.length; length += 7) await factsOf(whole.subarray(0, length));
    }
  });

  it('any byte of the headers may be wrong', async () => {
    for (const [, content] of CLIPS) {
      for (let at = 0; at < Math.min(content.length, 600); at += 5) {
        for (const byte of [0, 0xff]) {
          const broken = Buffer.from(content.subarray(0, 700));
          broken[at % broken.length] = byte;
          const facts = await factsOf(broken);
          for (const value of [facts?.seconds, facts?.fps]) assert.ok(value === undefined || Number.isFinite(value));
        }
      }
    }
  });

  it('boxes without end are left alone', async () => {
    const nested = Array.from({ length: 500 }).reduce<Buffer>(inner => box('mdia', inner), Buffer.alloc(8));
    const many = Buffer.concat(Array.from({ length: 20_000 }, () => box('free', Buffer.alloc(0))));
    const tracks = box('moov', Buffer.concat(Array.from({ length: 20_000 }, () => box('trak', Buffer.alloc(0)))));
    for (const content of [box('moov', box('trak', nested)), many, tracks]) {
      assert.equal(await factsOf(content), undefined);
    }
  });
});
