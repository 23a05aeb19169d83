import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import zlib from 'node:zlib';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { PNG_IMAGE } from '../../support/engine/fakeKie.ts';
import { clientFor, makeTempFolder } from '../../support/http/testClient.ts';
import type { DownloadOptions } from '../../../src/core/kie/clientTypes.ts';

/** One response, byte by byte as it is sent. The connection stays open unless it is cut. */
interface Response {
  readonly status?: string;
  readonly headers?: readonly string[];
  readonly body?: Buffer | string;
  readonly isCut?: boolean;
}

const TEXT = Buffer.from('a line of the result\n'.repeat(40_000));
const GZIP = zlib.gzipSync(TEXT);
const ZSTD_FRAMES = Buffer.concat([
  zlib.zstdCompressSync(TEXT.subarray(0, 99)),
  zlib.zstdCompressSync(TEXT.subarray(99))
]);
const SKIPPABLE_FRAME = Buffer.from('502a4d18020000000102', 'hex');
/** Adds the optional fields of a header: extra bytes, a name, a comment and a checksum. */
const named = (bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0x1e]),
    zlib.gzipSync(bytes).subarray(4, 10),
    Buffer.from('\x02\0xxname\0comment\0cc'),
    zlib.gzipSync(bytes).subarray(10)
  ]);
const NAMED_GZIP = named(TEXT);
const NAMED_REST = named(TEXT.subarray(99));
const SIZE = TEXT.length;

const response = (headers: readonly string[], body: Buffer | string = TEXT): Response => ({ headers, body });
const measured = (body: Buffer | string, ...headers: readonly string[]): Response =>
  response([`content-length: ${Buffer.byteLength(body)}`, ...headers], body);
const coded = (coding: string, body: Buffer): Response => measured(body, `content-encoding: ${coding}`);
const redirect = (...headers: readonly string[]): Response => ({
  status: '302 Found',
  headers: ['content-length: 0', ...headers]
});
/** Created for the first byte that a request asks for. */
type Answer = Response | ((from: number) => Response);
/** More than a stream buffers, so that the beginning is read before the connection is lost. */
const CUT_AT = 500_000;
/** The beginning of the text, before the connection is lost. */
const cut = (...headers: readonly string[]): Response => ({
  headers: [`content-length: ${SIZE}`, ...headers],
  body: TEXT.subarray(0, CUT_AT),
  isCut: true
});
/** The rest of the text, in this coding. */
const rest =
  (headers: readonly string[] = [], encode = (bytes: Buffer): Buffer => bytes) =>
  (from: number): Response => ({
    ...measured(encode(TEXT.subarray(from)), `content-range: bytes ${from}-${SIZE - 1}/${SIZE}`, ...headers),
    status: '206 Partial Content'
  });
const refusal = (status: string): Response => ({ status, headers: ['content-length: 0'] });
const WHOLE = measured(TEXT);

async function serveBytes(t: TestContext, answers: readonly Answer[]) {
  const heads: string[] = [];
  const server = net.createServer(socket => {
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', bytes => {
      received += bytes.toString('latin1');
      for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
        const number = Math.min(heads.length, answers.length - 1);
        heads.push(received.slice(0, end).toLowerCase());
        received = received.slice(end + 4);
        const answer = answers[number];
        const from = Number(/^range: bytes=(\d+)-/m.exec(heads.at(-1) ?? '')?.[1] ?? 0);
        const {
          status = '200 OK',
          headers = [],
          body = '',
          isCut = false
        } = typeof answer === 'function' ? answer(from) : (answer ?? {});
        socket.write([`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n'), 'latin1');
        if (isCut) socket.end(body);
        else socket.write(body);
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as net.AddressInfo;
  return { base: `http://127.0.0.1:${port}`, heads };
}

async function fetchFrom(t: TestContext, answers: readonly Answer[], options: DownloadOptions = {}) {
  const { base, heads } = await serveBytes(t, answers);
  const folder = await makeTempFolder(t);
  const file = path.join(folder, 'out');
  const { client } = clientFor(t, base);
  const error = await client.download(`${base}/folder/a`, file, options).then(
    () => undefined,
    (failure: unknown) => failure
  );
  const content = await fs.readFile(file).catch(() => undefined);
  return { error, content, heads, left: await fs.readdir(folder) };
}

/** Responses of which the last is repeated, and the number of requests that the whole text takes. */
const COMPLETE: readonly (readonly [what: string, requests: number, answers: readonly Answer[]])[] = [
  ['gzip with other bytes behind it', 2, [coded('gzip', Buffer.concat([GZIP, Buffer.from('<!-- end -->')]))]],
  [
    'gzip in two parts',
    1,
    [coded('gzip', Buffer.concat([zlib.gzipSync(TEXT.subarray(0, 99)), zlib.gzipSync(TEXT.subarray(99))]))]
  ],
  ['gzip declared as deflate', 1, [coded('deflate', GZIP)]],
  ['deflate declared as gzip', 1, [coded('gzip', zlib.deflateSync(TEXT))]],
  ['gzip declared as br', 4, [coded('br', GZIP)]],
  ['gzip declared with an unknown coding', 1, [coded('gzip, aws-chunked', GZIP)]],
  ['gzip declared twice', 4, [coded('gzip, gzip', GZIP)]],
  ['gzip that is not declared', 2, [measured(GZIP)]],
  ['zstd that is not declared', 2, [measured(zlib.zstdCompressSync(TEXT))]],
  ['zstd in two frames', 1, [coded('zstd', ZSTD_FRAMES)]],
  ['zstd in two frames that are not declared', 2, [measured(ZSTD_FRAMES)]],
  ['zstd behind a skippable frame', 1, [coded('zstd', Buffer.concat([SKIPPABLE_FRAME, ZSTD_FRAMES]))]],
  ['zstd with other bytes behind it', 2, [coded('zstd', Buffer.concat([ZSTD_FRAMES, Buffer.from('<!-- end -->')]))]],
  ['gzip twice, declared once', 2, [coded('gzip', zlib.gzipSync(GZIP))]],
  ['gzip twice that is not declared', 3, [measured(zlib.gzipSync(GZIP))]],
  ['zstd in gzip that is not declared', 3, [measured(zlib.gzipSync(ZSTD_FRAMES))]],
  ['gzip in br, of which br is declared', 2, [coded('br', zlib.brotliCompressSync(GZIP))]],
  ['gzip in zstd, of which zstd is declared', 2, [coded('zstd', zlib.zstdCompressSync(GZIP))]],
  ['zlib that is not declared', 2, [measured(zlib.deflateSync(TEXT))]],
  ['br declared as gzip', 4, [coded('gzip', zlib.brotliCompressSync(TEXT))]],
  ['gzip with a name and other bytes behind it', 2, [coded('gzip', Buffer.concat([NAMED_GZIP, Buffer.from('end')]))]],
  [
    'gzip in two parts with other bytes behind them',
    2,
    [coded('gzip', Buffer.concat([zlib.gzipSync(TEXT.subarray(0, 99)), NAMED_REST, Buffer.from('end')]))]
  ],
  ['gzip as a transfer coding', 2, [response(['transfer-encoding: gzip, chunked'], chunkOf(GZIP))]],
  [
    'two lines of codings',
    1,
    [measured(zlib.brotliCompressSync(GZIP), 'content-encoding: gzip', 'content-encoding: br')]
  ],
  ['a rest after an unknown coding', 2, [cut('etag: "a"', 'content-encoding: none'), rest(['content-encoding: none'])]],
  ['a part without its range', 1, [{ ...WHOLE, status: '206 Partial Content' }]],
  [
    'a range in another notation',
    1,
    [{ ...measured(TEXT, `content-range: bytes=0-${SIZE - 1}/${SIZE}`), status: '206 Partial Content' }]
  ],
  ['a rest in gzip', 2, [cut('etag: "a"'), rest(['content-encoding: gzip'], zlib.gzipSync)]],
  ['a rest of another ETag', 3, [cut('etag: "a"'), rest(['etag: "b"']), WHOLE]],
  [
    'a rest of another date',
    3,
    [cut('last-modified: Thu, 01 Oct 2026 08:00:00 GMT'), rest(['last-modified: Fri, 02 Oct 2026 08:00:00 GMT']), WHOLE]
  ],
  ['a rest of the same ETag', 2, [cut('etag: "a"'), rest(['etag: "a"'])]],
  ['a rest without an ETag', 2, [cut('etag: "a"'), rest()]],
  ['a rest after a redirect', 3, [cut('etag: "a"'), redirect('location: ../b'), rest()]],
  ['no content in place of the rest', 3, [cut('etag: "a"'), { status: '204 No Content' }, WHOLE]],
  ['ranges that are rejected with 412', 3, [cut('etag: "a"'), refusal('412 Precondition Failed'), WHOLE]],
  ['ranges that are rejected with 501', 3, [cut('etag: "a"'), refusal('501 Not Implemented'), WHOLE]],
  ['code 425', 2, [refusal('425 Too Early'), WHOLE]],
  ['ten redirects', 11, [...Array.from({ length: 10 }, () => redirect('location: ?again')), WHOLE]],
  ['a redirect to two URLs', 2, [redirect('location: /b', 'location: /c'), WHOLE]],
  ['a text that is declared as a web page', 1, [measured(TEXT, 'content-type: text/html')]]
];

function chunkOf(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')]);
}

for (const [what, requests, answers] of COMPLETE) {
  test(`download: completes ${what}`, async t => {
    const { error, content, heads } = await fetchFrom(t, answers);
    assert.equal(error, undefined, String(error));
    assert.ok(content?.equals(TEXT), content?.toString('latin1', 0, 100));
    assert.equal(heads.length, requests);
    assert.ok(heads.every(head => !/^(?:authorization|cookie|referer):/m.test(head)));
  });
}

for (const [what, answer] of [
  [
    'declares more bytes than it has',
    { ...measured(PNG_IMAGE), headers: [`content-length: ${PNG_IMAGE.length + 9}`], isCut: true }
  ],
  [
    'has no end in its chunks',
    { headers: ['transfer-encoding: chunked'], body: chunkOf(PNG_IMAGE).subarray(0, -5), isCut: true }
  ],
  ['has no end in its gzip', coded('gzip', zlib.gzipSync(PNG_IMAGE).subarray(0, -8))]
] as const) {
  test(`download: accepts a complete image whose response always ${what}`, async t => {
    const { error, content, heads } = await fetchFrom(t, [answer]);
    assert.equal(error, undefined, String(error));
    assert.ok(content?.equals(PNG_IMAGE));
    assert.equal(heads.length, 3, 'after all retries');
  });
}

test('download: keeps the part of a response that is always cut only when asked', async t => {
  const kept = await fetchFrom(t, [cut()], { keepsPart: true });
  assert.equal((kept.error as Error).name, 'InterruptedError');
  const length = kept.content?.length ?? 0;
  assert.ok(length > 0 && kept.content?.equals(TEXT.subarray(0, length)));
  const removed = await fetchFrom(t, [cut()]);
  assert.deepEqual([(removed.error as Error).name, removed.left], ['InterruptedError', []]);
  const page = await fetchFrom(t, [cut(), refusal('402 Odd')]);
  assert.deepEqual([(page.error as Error).name, page.left], ['ServerError', []]);
});

for (const [status, name] of [
  ['403 Forbidden', 'DeadAddressError'],
  ['429 Too Many', 'RateLimitError'],
  ['503 Down', 'ServerError']
] as const) {
  test(`download: keeps the part when the server then answers ${status}`, async t => {
    const { error, content } = await fetchFrom(t, [cut(), refusal(status)], { keepsPart: true });
    assert.equal((error as Error).name, name);
    const length = content?.length ?? 0;
    assert.ok(length > 0 && content?.equals(TEXT.subarray(0, length)));
  });
}

/** Codes of a storage host that mean something else as a code of KIE. */
for (const status of [300, 304, 402, 405, 409, 413, 422, 433, 451, 505]) {
  test(`download: code ${status} of a storage host is not taken for KIE's`, async t => {
    const { error, left } = await fetchFrom(t, [refusal(`${status} Unusual`)]);
    const { name, message } = error as Error;
    assert.equal(name, 'ServerError');
    assert.match(message, new RegExp(`^127\\.0\\.0\\.1:\\d+ returned code ${status} instead of the result\\.`));
    assert.deepEqual(left, []);
  });
}

for (const location of [
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'http://files.test/a',
  'https://10.0.0.5/a',
  'https://169.254.169.254/latest/meta-data',
  'https://[fd00::1]/a',
  'https://[::ffff:10.0.0.5]/a',
  'https://nas.local/a',
  'https://'
]) {
  test(`download: does not follow a redirect to ${location}`, async t => {
    const { error, heads, left } = await fetchFrom(t, [redirect(`location: ${location}`)]);
    assert.equal((error as Error).name, 'BlockedAddressError');
    assert.match((error as Error).message, /^\S/);
    assert.deepEqual([heads.length, left], [1, []]);
  });
}

for (const [what, location, path] of [
  ['UTF-8', Buffer.from('/图片 1.png').toString('latin1'), '/%e5%9b%be%e7%89%87%201.png'],
  ['Latin-1', '/caf\u00e9.png', '/caf%c3%a9.png'],
  ['percent-encoding', '/%E5%9B%BE.png', '/%e5%9b%be.png']
] as const) {
  test(`download: follows a redirect to a name in ${what}`, async t => {
    const { error, heads } = await fetchFrom(t, [redirect(`location: ${location}`), WHOLE]);
    assert.equal(error, undefined, String(error));
    assert.equal(heads[1]?.split(' ')[1], path);
  });
}
