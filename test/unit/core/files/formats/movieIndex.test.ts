import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { Mp4OutputFormat } from 'mediabunny';
import { completenessOf } from '../../../../../src/core/files/completeness.ts';
import { remux } from '../containers.ts';

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-index-'));
after(() => fs.rm(dir, { recursive: true }));
const first = await remux(new Mp4OutputFormat({ fastStart: 'in-memory' }));
const last = await remux(new Mp4OutputFormat({ fastStart: false }));

async function of(content: Buffer): Promise<string> {
  const file = path.join(dir, 'file');
  await fs.writeFile(file, content);
  return completenessOf(file);
}

/** Returns the index and `bytes` of media, which declare this size. */
function withMedia(bytes: number, declared: number): Buffer {
  const at = first.indexOf('mdat') - 4;
  const copy = Buffer.from(first.subarray(0, at + bytes));
  copy.writeUInt32BE(declared, at);
  return copy;
}

const media = first.readUInt32BE(first.indexOf('mdat') - 4);

describe('media data that an MP4 index lists', () => {
  it('missing data in a box that extends to the end: is truncated', async () => {
    assert.equal(await of(withMedia(media, 0)), 'unknown');
    for (const missing of [1, 100, media >> 1]) assert.equal(await of(withMedia(media - missing, 0)), 'truncated');
  });

  it('missing data in a box with a corrected size: is truncated', async () => {
    assert.equal(await of(withMedia(media, media)), 'complete');
    assert.equal(await of(withMedia(media - 100, media - 100)), 'truncated');
  });

  it('data in another file: are not missed', async () => {
    const copy = withMedia(100, 100);
    for (let at = copy.indexOf('dref'); at >= 0; at = copy.indexOf('dref', at + 1)) copy.writeUInt32BE(0, at + 20);
    assert.equal(await of(copy), 'complete');
  });

  it('zeros in place of the index: are truncated', async () => {
    assert.equal(await of(Buffer.from(last).fill(0, last.indexOf('moov') - 4)), 'truncated');
  });
});
