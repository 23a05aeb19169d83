import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from '../../../../../src/core/files/formats/oggPages.ts';
import { completenessOfContent as of } from '../completenessOfContent.ts';
import { zeroTail } from '../streamFiles.ts';

const BEGIN = 2;
const END = 4;
const PAGE_BYTES = 28 + 200;

function page(flags: number, serial = 1): Buffer {
  const bytes = Buffer.alloc(PAGE_BYTES, 0x41);
  bytes.fill(0, 4, 26);
  bytes.write('OggS', 'latin1');
  bytes[5] = flags;
  bytes.writeUInt32LE(serial, 14);
  bytes[26] = 1;
  bytes[27] = 200;
  bytes[PAGE_BYTES - 1] = 0; // audio can end with a zero
  bytes.writeUInt32LE(crc32(bytes), 22);
  return bytes;
}

const FILE = Buffer.concat([page(BEGIN), page(0), page(0), page(END)]);
const LIVE = Buffer.concat([page(BEGIN), page(0), page(0), page(0)]);

describe('oggCompleteness', () => {
  it('checksum: is the one of RFC 3533', () => {
    // The check value of CRC-32/CKSUM without its final inversion.
    assert.equal(crc32(Buffer.from('123456789')), 0x89a1_897f);
  });

  it('is truncated when other bytes follow pages without an end', async () => {
    assert.equal(await of(zeroTail(FILE, 250)), 'truncated', 'zeros from within a page');
    assert.equal(await of(zeroTail(FILE, PAGE_BYTES)), 'truncated', 'zeros from a page on');
    assert.equal(await of(Buffer.concat([Buffer.from('OggS'), Buffer.alloc(100)])), 'truncated', 'zeros in a header');
  });

  it('is truncated when zeros begin within the last page', async () => {
    assert.equal(await of(FILE), 'complete');
    assert.equal(await of(zeroTail(FILE, 150)), 'truncated');
  });

  it('a recording without an end: is unknown, also before a tag', async () => {
    assert.equal(await of(LIVE), 'unknown');
    assert.equal(await of(Buffer.concat([LIVE, Buffer.from('TAG'.padEnd(128, '\0'))])), 'unknown');
  });

  it('a file with a damaged part: is unknown', async () => {
    assert.equal(await of(Buffer.concat([page(BEGIN), Buffer.alloc(300, 1), page(END)])), 'unknown');
  });

  it('several streams: are complete when all have ended', async () => {
    const begin = [page(BEGIN, 1), page(BEGIN, 2), page(0, 1), page(0, 2)];
    assert.equal(await of(Buffer.concat([...begin, page(END, 1), page(END, 2)])), 'complete');
    assert.equal(await of(Buffer.concat([...begin, page(END, 1)])), 'unknown');
  });
});
