import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frames } from '../boxesAndFrames.ts';
import { mp3WithBytes } from '../completeFiles.ts';
import { completenessOfContent as of } from '../completenessOfContent.ts';
import { adts, id3, zeroTail } from '../streamFiles.ts';

const MP3_FRAME = 417;
const ADTS_FRAME = 300;
const ID3V1 = Buffer.from('TAG'.padEnd(128, '\0'));
const LYRICS = Buffer.concat([Buffer.from(`LYRICSBEGIN${'la '.repeat(50)}000161LYRICS200`), ID3V1]);

const STREAMS: readonly (readonly [what: string, content: Buffer, frameBytes: number])[] = [
  ['MP3 without a count', frames(60), MP3_FRAME],
  ['AAC in ADTS', adts(60), ADTS_FRAME],
  ['MP3 behind a tag', Buffer.concat([id3(500), frames(60)]), MP3_FRAME],
  ['MP3 behind junk', Buffer.concat([Buffer.alloc(700), frames(60)]), MP3_FRAME],
  ['MP3 longer than the part that is searched', frames(1000), MP3_FRAME]
];

describe('frameStreamCompleteness', () => {
  for (const [what, content, frameBytes] of STREAMS) {
    it(`${what}: is truncated when it ends within a frame, else unknown`, async () => {
      assert.equal(await of(content), 'unknown');
      for (const missing of [1, 2, frameBytes >> 1, frameBytes - 3, frameBytes - 1, frameBytes * 20 + 7]) {
        assert.equal(await of(content.subarray(0, -missing)), 'truncated', `${missing} bytes are missing`);
      }
      assert.equal(await of(content.subarray(0, -frameBytes)), 'unknown', 'one frame is missing');
    });

    it(`${what}: is unknown with tags, padding or text at its end`, async () => {
      for (const tail of [ID3V1, LYRICS, id3(40), Buffer.alloc(2048), Buffer.from('\n')]) {
        assert.equal(await of(Buffer.concat([content, tail])), 'unknown', tail.toString('latin1', 0, 6));
      }
    });

    it(`${what}: is truncated within a frame before a tag`, async () => {
      assert.equal(await of(Buffer.concat([content.subarray(0, -9), ID3V1])), 'truncated');
    });

    it(`${what}: is truncated when zeros fill it up`, async () => {
      assert.equal(await of(zeroTail(content, Math.floor(content.length * 0.6))), 'truncated');
      assert.equal(await of(zeroTail(content, 7000)), 'truncated');
    });
  }

  it('MP3 with a count: is truncated when zeros fill it up to that count', async () => {
    assert.equal(await of(mp3WithBytes(50)), 'complete');
    assert.equal(await of(zeroTail(mp3WithBytes(50), 2000)), 'truncated');
  });

  it('MP3 behind a counted MP3: is truncated within a frame', async () => {
    const joined = Buffer.concat([mp3WithBytes(50), frames(50)]);
    assert.equal(await of(joined), 'complete');
    assert.equal(await of(joined.subarray(0, -100)), 'truncated');
  });

  it('a tag that is longer than the file: is truncated, unless frames follow within it', async () => {
    assert.equal(await of(id3(70_000).subarray(0, 40_000)), 'truncated');
    const plainSize = id3(70_000).subarray(0, 500);
    assert.equal(await of(Buffer.concat([plainSize, frames(60)])), 'unknown');
  });
});
