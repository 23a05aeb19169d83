import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { completenessOf } from '../../../../src/core/files/completeness.ts';
import { NotRegularFileError } from '../../../../src/core/files/fileReader.ts';
import { completenessOfContent as of } from './completenessOfContent.ts';
import {
  aiff,
  bitmap,
  flacStream,
  fragments,
  gif,
  heic,
  jpegWithThumbnail,
  mp3WithBytes,
  ogg,
  quickTime,
  rf64,
  riff,
  segment,
  tiff
} from './completeFiles.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-whole-'));
after(() => fs.rm(dir, { recursive: true }));
const sample = (name: string): Promise<Buffer> => fs.readFile(path.join(import.meta.dirname, '../../../sample', name));

const WHOLE: readonly (readonly [what: string, content: Buffer])[] = [
  ['PNG', await sample('portrait.png')],
  ['JPEG', await sample('landscape.jpg')],
  ['JPEG with a thumbnail', jpegWithThumbnail()],
  ['WebP', await sample('product.webp')],
  ['GIF', gif()],
  ['BMP', bitmap()],
  ['TIFF', tiff(false)],
  ['TIFF, directory last', tiff(true)],
  ['MP4', await sample('clip.mp4')],
  ['QuickTime, index last', quickTime()],
  ['HEIC', heic()],
  ['MP3 with counted bytes', await sample('melody.mp3')],
  ['MP3 made by hand', mp3WithBytes(50)],
  ['FLAC', flacStream(20)],
  ['Ogg', ogg(true)],
  ['WAV', riff('WAVE', 1000)],
  ['AIFF', aiff(1000)],
  ['RF64', rf64(1000)],
  ['Matroska', segment(900)]
];

/** Offsets at which a file is cut: all near both ends, and some in between. */
function cuts(size: number): readonly number[] {
  const near = Array.from({ length: 40 }, (_, i) => size - 1 - i);
  return [...near, ...Array.from({ length: 12 }, (_, i) => Math.floor((size * (i + 1)) / 13))].filter(at => at > 60);
}

describe('completenessOf', () => {
  for (const [what, content] of WHOLE) {
    it(`${what}: is complete, also with trailing bytes, and truncated at every cut`, async () => {
      assert.equal(await of(content), 'complete');
      assert.equal(await of(Buffer.concat([content, Buffer.alloc(200)])), 'complete', 'with trailing zeros');
      for (const at of cuts(content.length))
        assert.equal(await of(content.subarray(0, at)), 'truncated', `cut at ${at}`);
    });
  }

  const chunk = (type: string, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0, 0, 0, content.length]), Buffer.from(type), content, Buffer.alloc(4)]);
  const png = (...chunks: Buffer[]): Buffer =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, chunk('IEND', Buffer.alloc(0))]);
  const header = chunk('IHDR', Buffer.from('00000064000000640802000000', 'hex'));
  const empty: readonly (readonly [what: string, content: Buffer])[] = [
    ['PNG', png(header)],
    ['PNG with empty chunks', png(header, chunk('IDAT', Buffer.alloc(0)))],
    ['GIF', Buffer.from('GIF89a\n\0\n\0\0\0\0;', 'latin1')],
    ['JPEG', Buffer.from('ffd8ffc0000b080064006401011100ffd9', 'hex')],
    ['WebP', riff('WEBP', 100)]
  ];
  for (const [what, content] of empty) {
    it(`${what} without pixels: is truncated`, async () => assert.equal(await of(content), 'truncated'));
  }

  const open: readonly (readonly [what: string, content: Buffer])[] = [
    ['RIFF of size 0', riff('WAVE', 1000, { riff: 0 })],
    ['RIFF of all ones', riff('WAVE', 1000, { riff: 0xffff_ffff, data: 0xffff_ffff })],
    ['WAV whose sound has no size', riff('WAVE', 1000, { data: 0xffff_ffff })],
    ['Ogg without an end', ogg(false)],
    ['Matroska that is still written', segment(undefined)],
    ['MP4 in fragments', fragments()],
    ['MP3 without a count', mp3WithBytes(50, false)],
    ['text', Buffer.from('no media at all')],
    ['nothing', Buffer.alloc(0)]
  ];
  for (const [what, content] of open) {
    it(`${what}: is unknown`, async () => assert.equal(await of(content), 'unknown'));
  }

  it('SVG: is complete with the end of its root element, and truncated at every cut', async () => {
    assert.equal(await of(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'complete');
    const content = Buffer.from(
      `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(40)}</svg>`
    );
    assert.equal(await of(content), 'complete');
    assert.equal(await of(Buffer.concat([content, Buffer.from('\n<!-- end -->')])), 'complete');
    for (const at of cuts(content.length)) assert.equal(await of(content.subarray(0, at)), 'truncated', `cut at ${at}`);
  });

  const svgEnds: readonly (readonly [body: string, expected: string])[] = [
    ['<svg></svg>\n<!-- a --><?tool b?>\r\n', 'complete'],
    ['<svg><svg></svg><svg/></SVG\n>', 'complete'],
    ['<svg a="b"/><!-- a -->', 'complete'],
    ['<!-- <svg> --><svg><![CDATA[<!-- ]]></svg>', 'complete'],
    ['<svg a="<svg>"><svgs/><p title=">"/>\u3c4e</svg>', 'complete'],
    ['<svg></svg>garbage', 'complete'],
    ['<svg><svg></svg><path/>', 'truncated'],
    ['<svg><svg></svg>', 'truncated'],
    ['<svg><svg></svg><path d="M0', 'truncated'],
    ['<svg><svg></svg><g></g>', 'truncated'],
    ['<svg></svg', 'truncated'],
    ['<svg><!-- </svg>', 'truncated'],
    ['<svg><g a="</svg>', 'truncated'],
    ['<svg><style><![CDATA[ </svg>', 'truncated']
  ];
  it('SVG above 32 MB: is unknown when it ends with an end tag, else truncated', async () => {
    const large = `<svg>${' '.repeat(32 * 1024 * 1024)}`;
    assert.equal(await of(Buffer.from(`${large}</svg>\n<!-- a -->\n`)), 'unknown');
    assert.equal(await of(Buffer.from(`${large}<svg></svg><g/>`)), 'truncated');
  });

  for (const [body, expected] of svgEnds) {
    it(`SVG ${JSON.stringify(body)}: is ${expected}`, async () => {
      assert.equal(await of(Buffer.from(body)), expected);
      assert.equal(await of(Buffer.from(`\ufeff${body}`, 'utf16le')), expected, 'in UTF-16');
    });
  }

  it('WAV without the padding byte after an odd size: is complete', async () => {
    const padded = riff('WAVE', 1001);
    assert.equal(await of(padded.subarray(0, padded.length - 1)), 'complete');
  });

  it('WAV with an unpadded odd chunk before the audio: is complete', async () => {
    const content = riff('WAVE', 1000);
    const list = Buffer.from('LIST\x05\0\0\0INFO!', 'latin1');
    assert.equal(await of(Buffer.concat([content.subarray(0, 12), list, content.subarray(12)])), 'complete');
  });

  it('WAV whose writer counted the header twice: is complete', async () => {
    const content = riff('WAVE', 1000);
    content.writeUInt32LE(content.length, 4);
    assert.equal(await of(content), 'complete');
  });

  it('MP4 cut between index and media: is truncated', async () => {
    const content = await sample('clip.mp4');
    const media = content.indexOf('mdat') - 4;
    assert.ok(media > content.indexOf('moov'));
    assert.equal(await of(content.subarray(0, media)), 'truncated');
  });

  it('fragmented MP4 cut inside a fragment: is truncated', async () => {
    const content = fragments();
    assert.equal(await of(content.subarray(0, content.length - 5)), 'truncated');
  });

  it('a named pipe: is rejected at once', { skip: process.platform === 'win32' }, async () => {
    const pipe = path.join(dir, 'pipe.png');
    execFileSync('mkfifo', [pipe]);
    await assert.rejects(completenessOf(pipe), NotRegularFileError);
  });

  it('a folder: is rejected', async () => {
    await assert.rejects(completenessOf(dir), NotRegularFileError);
  });
});
