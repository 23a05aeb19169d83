import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { decodeContent, decodePart } from '../../../../src/core/http/contentEncoding.ts';
import { splitZstdFrames, zstdFrames } from '../../../../src/core/http/zstdFrames.ts';

const TEXT = Buffer.from(Array.from({ length: 400 }, (_, n) => `line ${n * n} of the text`).join('\n'));
const CHECKED = { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } };
const frame = (bytes: Buffer | string, options: zlib.ZstdOptions = {}): Buffer =>
  zlib.zstdCompressSync(Buffer.from(bytes), options);
const skippable = (digit: number, content = ''): Buffer =>
  Buffer.from([0x50 + digit, 0x2a, 0x4d, 0x18, content.length, 0, 0, 0, ...Buffer.from(content)]);

const WHOLE: readonly (readonly [what: string, content: Buffer])[] = [
  ['one frame', frame(TEXT)],
  ['one frame with a checksum', frame(TEXT, CHECKED)],
  ['one frame without its size', frame(TEXT, { params: { [zlib.constants.ZSTD_c_contentSizeFlag]: 0 } })],
  ['two frames', Buffer.concat([frame(TEXT.subarray(0, 999)), frame(TEXT.subarray(999), CHECKED)])],
  ['an empty frame in front', Buffer.concat([frame(''), frame(TEXT)])],
  ['a skippable frame in front', Buffer.concat([skippable(0, 'about'), frame(TEXT)])],
  ['skippable frames around', Buffer.concat([skippable(15), frame(TEXT), skippable(7, 'end'), skippable(1)])],
  ['incompressible blocks', Buffer.concat([frame(zlib.gzipSync(TEXT)), frame('')])]
];

async function decodeInChunks(content: Buffer, size: number, ignoresRest = false): Promise<Buffer> {
  const chunks = Array.from({ length: Math.ceil(content.length / size) }, (_, n) =>
    content.subarray(n * size, (n + 1) * size)
  );
  const decoder = zlib.createZstdDecompress();
  const [decoded] = await Promise.all([
    buffer(decoder),
    pipeline(Readable.from(chunks), splitZstdFrames(ignoresRest), decoder)
  ]);
  return decoded;
}

for (const [what, content] of WHOLE) {
  test(`zstd: decodes ${what} in chunks of any size`, async () => {
    const expected = what.startsWith('incompressible') ? zlib.gzipSync(TEXT) : TEXT;
    for (const size of [1, 7, 1000, content.length - 1, content.length]) {
      assert.ok((await decodeInChunks(content, size)).equals(expected), `chunks of ${size}`);
    }
    assert.ok((await decodeContent(content, 'zstd', 1 << 24)).equals(TEXT));
  });
}

for (const [what, content, code] of [
  ['a last frame that is cut', Buffer.concat([frame(TEXT), frame(TEXT).subarray(0, -1)]), 'Z_BUF_ERROR'],
  ['a magic number that is cut', Buffer.concat([frame(TEXT), frame(TEXT).subarray(0, 3)]), 'Z_BUF_ERROR'],
  ['a skippable frame that is cut', Buffer.concat([frame(TEXT), skippable(0, 'x').subarray(0, -1)]), 'Z_BUF_ERROR'],
  ['other bytes behind a frame', Buffer.concat([frame(TEXT), Buffer.from('<html>')]), 'ZSTD_error_prefix_unknown'],
  ['a line feed behind a frame', Buffer.concat([frame(TEXT), Buffer.from('\n')]), 'ZSTD_error_prefix_unknown'],
  ['other bytes only', Buffer.from('<html>'), 'ZSTD_error_prefix_unknown']
] as const) {
  test(`zstd: reports ${what}`, async () => {
    for (const size of [5, content.length]) await assert.rejects(decodeInChunks(content, size), { code });
    const lenient = decodeInChunks(content, content.length, true);
    if (what.includes('behind')) assert.ok((await lenient).equals(TEXT));
    else await assert.rejects(lenient, { code });
  });
}

test('zstd: a body of several frames is limited as a whole', async () => {
  const content = Buffer.concat([frame(TEXT), frame(TEXT)]);
  assert.equal((await decodeContent(content, 'zstd', 2 * TEXT.length)).length, 2 * TEXT.length);
  await assert.rejects(decodeContent(content, 'zstd', 2 * TEXT.length - 1), { code: 'ERR_BUFFER_TOO_LARGE' });
});

test('zstd: a truncated body gives what precedes the cut', async () => {
  const blocks = frame(Buffer.concat(Array.from({ length: 40 }, () => TEXT)));
  const content = Buffer.concat([frame('{"taskId":"abc"}'), blocks.subarray(0, -9)]);
  assert.match((await decodePart(content, 'zstd', 1 << 24)).toString(), /^\{"taskId":"abc"\}line 0 of the text\n/);
  assert.deepEqual(zstdFrames(frame(TEXT)), [frame(TEXT)]);
});
