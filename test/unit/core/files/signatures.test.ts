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

const HEADS: Readonly<Record<string, Buffer>> = {
  PNG: await fs.readFile(path.resolve('test/sample/portrait.png')),
  JPEG: await fs.readFile(path.resolve('test/sample/landscape.jpg')),
  WebP: await fs.readFile(path.resolve('test/sample/product.webp')),
  MP4: await fs.readFile(path.resolve('test/sample/clip.mp4')),
  MP3: await fs.readFile(path.resolve('test/sample/melody.mp3')),
  WAV: await fs.readFile(path.resolve('test/emulator/media/sound.wav')),
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

for (const [what, head] of Object.entries(HEADS)) {
  test(`${what} is what file-type says it is`, async () => {
    const known = await fileTypeFromBuffer(head);
    const found = signatureOf(head);
    assert.equal(found?.ext, known?.ext);
    assert.equal(found?.mime.split('/')[0], known?.mime.split('/')[0]);
  });
}

const NONE: Readonly<Record<string, Buffer>> = {
  nothing: Buffer.alloc(0),
  text: Buffer.from('Once upon a time'),
  'a web page': Buffer.from('<!doctype html><title>Not found</title>'),
  JSON: Buffer.from('{"code":404}'),
  'a text that begins like UTF-16': Buffer.from([0xff, 0xfe, 0x41, 0]),
  noise: Buffer.from([0, 1, 2, 3, 255, 254, 0, 9])
};

for (const [what, head] of Object.entries(NONE)) {
  test(`${what} has no signature`, () => assert.equal(signatureOf(head), undefined));
}
