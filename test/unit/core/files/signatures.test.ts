import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileTypeFromBuffer } from 'file-type';
import { signatureOf } from '../../../../src/core/files/signatures.ts';

const box = (brand: string): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\x02\0${brand}isom`, 'latin1')]);
const riff = (outer: string, inner: string): Buffer =>
  Buffer.from(`${outer}\x40\0\0\0${inner}fmt \x10\0\0\0`, 'latin1');
const ogg = (first: string): Buffer =>
  Buffer.concat([
    Buffer.from('OggS\0\x02', 'latin1'),
    Buffer.alloc(22),
    Buffer.from(first, 'latin1'),
    Buffer.alloc(64)
  ]);
const ebml = (type: string): Buffer =>
  Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 + 3 + type.length, 0x42, 0x82, 0x80 + type.length]),
    Buffer.from(type)
  ]);

/** An image whose major brand names no codec. */
const general = (brand: string): Buffer => Buffer.from(`\0\0\0\x18ftypmif1\0\0\0\0${brand}miaf`, 'latin1');
const id3 = Buffer.from('ID3\x04\0\0\0\0\0\x14TIT2\0\0\0\x0a\0\0\x03Title\0\0\0\0', 'latin1');
const atom = (type: string): Buffer => Buffer.from(`\0\0\0\x10${type}${'\x01'.repeat(8)}`, 'latin1');
const asf = (stream: string): Buffer =>
  Buffer.from(`3026b2758e66cf11a6d900aa0062ce6c9b03${'00'.repeat(30)}${stream}${'00'.repeat(64)}`, 'hex');
const frames = (count: number): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, () => Buffer.concat([Buffer.from([255, 251, 144, 0]), Buffer.alloc(413)]))
  );
function ape(size: number): Buffer {
  const tag = Buffer.alloc(32 + size, 'x');
  tag.write('APETAGEX', 'latin1');
  tag.writeUInt32LE(2000, 8);
  tag.writeUInt32LE(size, 12);
  return tag;
}
function packets(size: number, offset: number): Buffer {
  const stream = Buffer.alloc(size * 8, 0xff);
  for (let at = offset; at < stream.length; at += size) stream[at] = 0x47;
  return stream;
}

const HEADS: Record<string, Buffer> = {
  PNG: await fs.readFile(path.resolve('test/sample/portrait.png')),
  JPEG: await fs.readFile(path.resolve('test/sample/landscape.jpg')),
  WebP: await fs.readFile(path.resolve('test/sample/product.webp')),
  MP4: await fs.readFile(path.resolve('test/sample/clip.mp4')),
  MP3: await fs.readFile(path.resolve('test/sample/melody.mp3')),
  WAV: await fs.readFile(path.resolve('test/emulator/media/audio.wav')),
  GIF: Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'),
  BMP: Buffer.from('BM\x46\0\0\0\0\0\0\0', 'latin1'),
  AVIF: box('avif'),
  HEIC: box('heic'),
  QuickTime: box('qt  '),
  M4A: box('M4A '),
  FLAC: Buffer.from('fLaC\0\0\0\x22', 'latin1'),
  MIDI: Buffer.from('MThd\0\0\0\x06\0\x01', 'latin1'),
  'Ogg with Opus': ogg('OpusHead'),
  'Ogg with Vorbis': ogg('\x01vorbis'),
  AIFF: riff('FORM', 'AIFF'),
  AVI: riff('RIFF', 'AVI '),
  WebM: ebml('webm'),
  Matroska: ebml('matroska'),
  AAC: Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]),
  PDF: Buffer.from('%PDF-1.7\n')
};

HEADS['FLV'] = Buffer.from('FLV\x01\x05\0\0\0\x09', 'latin1');
HEADS['ICO'] = Buffer.from([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 104, 4, 0, 0, 22, 0, 0, 0]);

/** Formats that file-type does not recognize in this form, or names differently. */
const MORE: Readonly<Record<string, readonly [head: Buffer, mime: string, ext: string]>> = {
  'MP4 behind a free box': [Buffer.concat([atom('free'), box('isom')]), 'video/mp4', 'mp4'],
  'MP4 behind a uuid box': [Buffer.concat([atom('uuid'), box('mp42')]), 'video/mp4', 'mp4'],
  'QuickTime behind a wide box': [Buffer.concat([atom('wide'), box('qt  ')]), 'video/quicktime', 'mov'],
  'a segment of an MP4': [Buffer.concat([atom('styp'), atom('sidx'), atom('moof')]), 'video/mp4', 'mp4'],
  'a fragment of an MP4': [atom('moof'), 'video/mp4', 'mp4'],
  'RF64 WAV': [riff('RF64', 'WAVE'), 'audio/wav', 'wav'],
  'BW64 WAV': [riff('BW64', 'WAVE'), 'audio/wav', 'wav'],
  'RIFX WAV': [riff('RIFX', 'WAVE'), 'audio/wav', 'wav'],
  // Not ".ts", which is TypeScript's.
  'MPEG-TS': [packets(188, 0), 'video/mp2t', 'm2ts'],
  'MPEG-TS with time codes': [packets(192, 4), 'video/mp2t', 'm2ts'],
  WMV: [asf('c0ef19bc4d5bcf11a8fd00805f5c442b'), 'video/x-ms-wmv', 'wmv'],
  WMA: [asf('409e69f84d5bcf11a8fd00805f5c442b'), 'audio/x-ms-wma', 'wma'],
  EXR: [Buffer.from([0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0]), 'image/x-exr', 'exr'],
  'MP3 behind zeros': [Buffer.concat([Buffer.alloc(900), frames(3)]), 'audio/mpeg', 'mp3'],
  'MP3 behind an APE tag': [Buffer.concat([ape(70), frames(3)]), 'audio/mpeg', 'mp3'],
  'FLAC behind an ID3 tag': [Buffer.concat([id3, Buffer.from('fLaC\0\0\0\x22', 'latin1')]), 'audio/x-flac', 'flac'],
  'FLAC behind several ID3 tags': [
    Buffer.concat([id3, id3, id3, Buffer.from('fLaC\0\0\0\x22', 'latin1')]),
    'audio/x-flac',
    'flac'
  ],
  'MP3 behind thousands of ID3 tags': [
    Buffer.concat([Buffer.alloc(40_007, Buffer.from('ID3\x04\0\0\0\0\0\x01X', 'latin1')), frames(40)]),
    'audio/mpeg',
    'mp3'
  ],
  'MP3 behind an ID3 tag': [Buffer.concat([id3, frames(3)]), 'audio/mpeg', 'mp3'],
  'AVIF of a general brand': [general('avif'), 'image/avif', 'avif'],
  'HEIC of a general brand': [general('heic'), 'image/heic', 'heic'],
  'HEIC of several images': [box('heis'), 'image/heic', 'heic'],
  'MP3 behind an APE tag of a megabyte': [ape(1_000_000).subarray(0, 65_536), 'audio/mpeg', 'mp3']
};

for (const [what, [head, mime, ext]] of Object.entries(MORE)) {
  test(`signatureOf: recognizes ${what}`, () => assert.deepEqual(signatureOf(head), { mime, ext }));
}

for (const [what, head] of Object.entries(HEADS)) {
  test(`signatureOf: agrees with file-type on ${what}`, async () => {
    const known = await fileTypeFromBuffer(head);
    const found = signatureOf(head);
    assert.equal(found?.ext, known?.ext);
    assert.equal(found?.mime.split('/')[0], known?.mime.split('/')[0]);
  });
}

const NONE: Readonly<Record<string, Buffer>> = {
  nothing: Buffer.alloc(0),
  text: Buffer.from('Once upon a time'),
  'a text that begins like a BMP': Buffer.from('BMW and Audi'),
  'a text that begins like an MP3': Buffer.from('ID3 tags hold the title of a song'),
  'a web page': Buffer.from('<!doctype html><title>Not found</title>'),
  JSON: Buffer.from('{"code":404}'),
  'a text that begins like UTF-16': Buffer.from([0xff, 0xfe, 0x41, 0]),
  noise: Buffer.from([0, 1, 2, 3, 255, 254, 0, 9])
};

for (const [what, head] of Object.entries(NONE)) {
  test(`signatureOf: does not recognize ${what}`, () => assert.equal(signatureOf(head), undefined));
}
