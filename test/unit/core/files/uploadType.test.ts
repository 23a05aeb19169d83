import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { uploadTypeOf } from '../../../../src/core/files/uploadType.ts';
import { PNG_IMAGE } from '../../../support/engine/fakeKie.ts';

const sample = (name: string): Promise<Buffer> => fs.readFile(path.resolve('test/sample', name));
const JPEG = await sample('landscape.jpg');
const WEBP = await sample('product.webp');
const MP4 = await sample('clip.mp4');

for (const [name, content, mime, extension] of [
  ['jpeg-named.png', JPEG, 'image/jpeg', '.jpg'],
  ['webp-named.png', WEBP, 'image/webp', '.webp'],
  ['png-named.jpg', PNG_IMAGE, 'image/png', '.png'],
  ['photo.jfif', JPEG, 'image/jpeg', '.jpg'],
  ['noext', JPEG, 'image/jpeg', '.jpg'],
  ['UPPER.PNG', PNG_IMAGE, 'image/png', '.png'],
  ['clip.png', MP4, 'video/mp4', '.mp4'],
  ['sound-in-mp4.m4a', MP4, 'audio/mp4', '.m4a'],
  ['drawing.png', Buffer.from('<svg/>'), 'image/svg+xml', '.svg'],
  ['drawing', Buffer.from('<?xml version="1.0"?><svg></svg>'), 'image/svg+xml', '.svg'],
  ['subtitles.srt', Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nHi\n'), 'application/octet-stream', '.srt'],
  ['unknown', Buffer.from([1, 2, 3]), 'application/octet-stream', '']
] as const) {
  test(`uploadTypeOf: ${name} is ${mime} with ${extension || 'no extension'}`, () => {
    assert.deepEqual(uploadTypeOf(`/a/${name}`, content), { mime, extension });
  });
}
