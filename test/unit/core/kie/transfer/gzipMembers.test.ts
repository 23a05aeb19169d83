import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { GzipMembers } from '../../../../../src/core/kie/transfer/gzipMembers.ts';

const TEXT = Buffer.from(Array.from({ length: 400 }, (_, n) => `line ${n * n} of the text`).join('\n'));
const [ONE, OTHER] = [zlib.gzipSync(TEXT.subarray(0, 999)), zlib.gzipSync(TEXT.subarray(999))];

async function decode(content: Buffer, size: number): Promise<Buffer> {
  const chunks = Array.from({ length: Math.ceil(content.length / size) }, (_, n) =>
    content.subarray(n * size, (n + 1) * size)
  );
  const decoder = new GzipMembers();
  const [decoded] = await Promise.all([buffer(decoder), pipeline(Readable.from(chunks), decoder)]);
  return decoded;
}

for (const [what, behind] of [
  ['nothing', ''],
  ['one byte', '\0'],
  ['a page', '<html></html>'],
  ['the beginning of a header', '\x1f\x8b\x08\x08name']
] as const) {
  test(`gzip: decodes two members with ${what} behind them in chunks of any size`, async () => {
    const content = Buffer.concat([ONE, OTHER, Buffer.from(behind, 'latin1')]);
    for (const size of [1, 7, ONE.length - 8, ONE.length, content.length]) {
      assert.ok((await decode(content, size)).equals(TEXT), `chunks of ${size}`);
    }
  });
}

test('gzip: a wrong checksum is ignored', async () => {
  const content = Buffer.concat([ONE.subarray(0, -8), Buffer.alloc(8, 7), OTHER]);
  assert.ok((await decode(content, 100)).equals(TEXT));
});

for (const [what, content, code] of [
  ['other content', Buffer.from('<html>'), 'Z_DATA_ERROR'],
  ['no content', Buffer.alloc(0), 'Z_DATA_ERROR'],
  ['a header that is cut', ONE.subarray(0, 9), 'Z_DATA_ERROR'],
  [
    'a name without an end',
    Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.alloc(140_000, 1)]),
    'Z_DATA_ERROR'
  ],
  ['a first member that is cut', ONE.subarray(0, -20), 'Z_BUF_ERROR'],
  ['a second member that is cut', Buffer.concat([ONE, OTHER.subarray(0, -20)]), 'Z_BUF_ERROR'],
  ['a damaged second member', Buffer.concat([ONE, OTHER.subarray(0, 10), Buffer.alloc(50, 255)]), 'Z_DATA_ERROR']
] as const) {
  test(`gzip: reports ${what}`, async () => {
    for (const size of [content.length, 5]) await assert.rejects(decode(content, Math.max(1, size)), { code });
  });
}

test('gzip: a slow reader limits the bytes decoded ahead', async () => {
  const bomb = zlib.gzipSync(Buffer.alloc(32 * 1024 * 1024));
  const decoder = new GzipMembers();
  let taken = 0;
  const slow = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _, done) => {
      taken += chunk.length;
      assert.ok(decoder.readableLength <= 1024 * 1024, `${decoder.readableLength} bytes wait`);
      void setImmediate().then(() => done());
    }
  });
  await pipeline(Readable.from([bomb]), decoder, slow);
  assert.equal(taken, 32 * 1024 * 1024);
});
