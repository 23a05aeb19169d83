import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MkvOutputFormat } from 'mediabunny';
import type { FileReader } from '../../../../../src/core/files/fileReader.ts';
import { wellFormedPart } from '../../../../../src/core/files/formats/matroskaEnd.ts';
import { remux } from '../containers.ts';

const live = await remux(new MkvOutputFormat({ appendOnly: true }));
const clusters = live.subarray(live.indexOf(Buffer.from('1f43b675', 'hex')));
const lastCluster = clusters.subarray(clusters.lastIndexOf(Buffer.from('1f43b675', 'hex')));

async function isSteady(content: Buffer): Promise<boolean> {
  const file: FileReader = {
    size: content.length,
    read: async (at, length) => Promise.resolve(content.subarray(at, at + length))
  };
  const part = await wellFormedPart(file);
  assert.deepEqual([part.end, part.isWhole], [content.length, true]);
  return part.isSteady;
}

/** An element with a size of one byte. */
const element = (id: string, ...content: readonly number[]): Buffer =>
  Buffer.from([...Buffer.from(id, 'hex'), 0x80 | content.length, ...content]);

/** A live segment with these clusters: their time, and the times of blocks of track 1 after it. */
function segment(scale: number, ...parts: readonly (readonly [time: number, ...blocks: readonly number[]])[]): Buffer {
  const info = element('1549a966', ...element('2ad7b1', scale >> 16, (scale >> 8) & 255, scale & 255));
  return Buffer.concat([
    element('1a45dfa3'),
    Buffer.from('18538067ff', 'hex'),
    info,
    ...parts.flatMap(([time, ...blocks]) => [
      Buffer.from('1f43b675ff', 'hex'),
      element('e7', time >> 8, time & 255),
      ...blocks.map((block, index) => {
        const content = [0x81, (block >> 8) & 255, block & 255, 0];
        return index % 2 === 0 ? element('a3', ...content) : element('a0', ...element('a1', ...content));
      })
    ])
  ]);
}

describe('MatroskaClock', () => {
  it('a recording is steady, repeated clusters are not', async () => {
    assert.equal(await isSteady(live), true);
    assert.equal(await isSteady(Buffer.concat([live, clusters])), false);
    assert.equal(await isSteady(Buffer.concat([live, lastCluster])), false);
  });

  const MS = 1_000_000;
  const cases: readonly (readonly [what: string, content: Buffer, steady: boolean])[] = [
    ['frames in decoding order', segment(MS, [0, 0, 120, 40, 80], [160, 0, -40, 120, 80]), true],
    ['clusters of one time', segment(MS, [100, 0], [100, 20]), true],
    ['gaps', segment(MS, [0, 0], [30_000, 0]), true],
    ['a short cluster again', segment(MS, [0, 0, 40, 80], [0, 0, 40, 80]), false],
    ['a block of more than a second ago', segment(MS, [0, 0, 1200, 100]), false],
    ['a block of less than a second ago by its scale', segment(MS / 10, [0, 0, 1200, 100]), true],
    ['a cluster before the last one', segment(MS, [0, 0], [400, 0], [300, 0]), false]
  ];
  for (const [what, content, steady] of cases) {
    it(`${what}: ${steady ? 'is steady' : 'is a restart'}`, async () => assert.equal(await isSteady(content), steady));
  }
});
