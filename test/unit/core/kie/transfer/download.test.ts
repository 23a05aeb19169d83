import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import type http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import { test } from 'node:test';
import { PNG_IMAGE } from '../../../../support/engine/fakeKie.ts';
import { KEY, clientFor, makeTempFolder, serve } from '../../../../support/http/testClient.ts';

const big = Buffer.alloc(5 * 1024 * 1024 + 17, 'abcdefg');
type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

test('download: saves a large file exactly, with progress and without the key', async t => {
  const keys: unknown[] = [];
  const base = await serve(t, (request, response) => {
    keys.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'Video/MP4; x=1', 'content-length': big.length }).end(big);
  });
  const file = path.join(await makeTempFolder(t), 'out');
  const seen: number[] = [];
  const { client } = clientFor(t, base);
  const done = await client.download(`${base}/a`, file, { onProgress: p => seen.push(p.done) });
  assert.deepEqual(done, { bytes: big.length, mime: 'video/mp4' });
  assert.ok((await fs.readFile(file)).equals(big));
  assert.equal(seen.at(-1), big.length);
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b)
  );
  assert.deepEqual(keys, [undefined]);
});

const FAILURES: readonly (readonly [string, Handler, string, number])[] = [
  ...[401, 403, 404, 410].map(
    code =>
      [
        `a dead address (${code})`,
        (_: unknown, r: http.ServerResponse) => r.writeHead(code).end(),
        'DeadAddressError',
        1
      ] as const
  ),
  ['a web page', (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>'), 'UnreadableAnswerError', 1],
  [
    'more than maxBytes by its header',
    (_, r) => r.writeHead(200, { 'content-length': 101 }).end(Buffer.alloc(101)),
    'UnreadableAnswerError',
    1
  ],
  [
    'more than maxBytes without a length',
    (_, r) => r.writeHead(200).end(Buffer.alloc(101)),
    'UnreadableAnswerError',
    1
  ],
  ['endless redirects', (_, r) => r.writeHead(302, { location: '/again' }).end(), 'ServerError', 11],
  [
    'a redirect to plain http elsewhere',
    (_, r) => r.writeHead(302, { location: 'http://files.test/a' }).end(),
    'BlockedAddressError',
    1
  ],
  [
    'an answer that is cut off',
    (request, r) => {
      r.writeHead(200, { 'content-length': 50 }).write('half', () => request.socket.destroy());
    },
    'InterruptedError',
    3
  ]
];

for (const [what, handler, name, tries] of FAILURES) {
  test(`download: ${what} is ${name} after ${tries} requests without a file`, async t => {
    let requests = 0;
    const base = await serve(t, (request, response) => {
      requests++;
      handler(request, response);
    });
    const folder = await makeTempFolder(t);
    const { client } = clientFor(t, base);
    await assert.rejects(client.download(`${base}/a`, path.join(folder, 'out'), { maxBytes: 100 }), { name });
    assert.equal(requests, tries);
    assert.deepEqual(await fs.readdir(folder), []);
  });
}

test('download: never overwrites a file', async t => {
  const base = await serve(t, (_, response) => response.end('new'));
  const file = path.join(await makeTempFolder(t), 'out');
  await fs.writeFile(file, 'old');
  await assert.rejects(clientFor(t, base).client.download(base, file), { name: 'FileError', code: 'EEXIST' });
  assert.equal(await fs.readFile(file, 'utf8'), 'old');
});

test('download: follows a redirect to another origin without the key', async t => {
  const heads: string[] = [];
  const other = await serve(t, (request, response) => {
    heads.push(JSON.stringify(request.headers));
    response.end('there');
  });
  const base = await serve(t, (request, response) => {
    heads.push(JSON.stringify(request.headers));
    response.writeHead(302, { location: `${other}/b` }).end();
  });
  const file = path.join(await makeTempFolder(t), 'out');
  await clientFor(t, base).client.download(`${base}/a`, file);
  assert.equal(await fs.readFile(file, 'utf8'), 'there');
  assert.equal(heads.length, 2);
  assert.ok(!heads.join().includes(KEY));
});

test('download: removes the part file when canceled', async t => {
  const base = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-length': 1000 }).write('begin');
  });
  const folder = await makeTempFolder(t);
  const controller = new AbortController();
  const options = { signal: controller.signal, onProgress: () => controller.abort() };
  await assert.rejects(clientFor(t, base).client.download(base, path.join(folder, 'out'), options), {
    name: 'CancelledError'
  });
  assert.deepEqual(await fs.readdir(folder), []);
});

const CODED: readonly (readonly [coding: string, body: Buffer])[] = [
  ['gzip', zlib.gzipSync(big)],
  ['x-gzip', zlib.gzipSync(big)],
  ['br', zlib.brotliCompressSync(big, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ['deflate', zlib.deflateSync(big)],
  ['Deflate', zlib.deflateRawSync(big)],
  ['zstd', zlib.zstdCompressSync(big)],
  ['gzip, br', zlib.brotliCompressSync(zlib.gzipSync(big))],
  ['gzip', big],
  ['br', big],
  ['deflate', big],
  ['zstd', big],
  ['strange', big]
];

for (const [coding, body] of CODED) {
  test(`download: decodes ${coding}${body === big ? ' that is only declared' : ''}`, async t => {
    const base = await serve(t, (_, response) => {
      response.writeHead(200, { 'content-encoding': coding, 'content-length': body.length }).end(body);
    });
    const file = path.join(await makeTempFolder(t), 'out');
    const done = await clientFor(t, base).client.download(`${base}/a`, file, { maxBytes: big.length });
    assert.deepEqual(done, { bytes: big.length });
    assert.ok((await fs.readFile(file)).equals(big));
  });
}

for (const [coding, encode] of [
  ['gzip', zlib.gzipSync],
  ['br', zlib.brotliCompressSync],
  ['zstd', zlib.zstdCompressSync]
] as const) {
  const bomb = encode(Buffer.alloc(64 * 1024 * 1024));
  test(`download: stops a ${coding} bomb at the limit`, async t => {
    const base = await serve(t, (_, response) => response.writeHead(200, { 'content-encoding': coding }).end(bomb));
    const folder = await makeTempFolder(t);
    const seen: number[] = [];
    const options = { maxBytes: 1024 * 1024, onProgress: (p: { done: number }) => seen.push(p.done) };
    await assert.rejects(clientFor(t, base).client.download(base, path.join(folder, 'out'), options), {
      name: 'UnreadableAnswerError'
    });
    assert.ok(Math.max(0, ...seen) <= 1024 * 1024);
    assert.deepEqual(await fs.readdir(folder), []);
  });

  test(`download: retries a truncated ${coding} body`, async t => {
    const whole = encode(big);
    let requests = 0;
    const base = await serve(t, (_, response) => {
      const body = requests++ === 0 ? whole.subarray(0, whole.length >> 1) : whole;
      response.writeHead(200, { 'content-encoding': coding, 'content-length': body.length }).end(body);
    });
    const file = path.join(await makeTempFolder(t), 'out');
    await clientFor(t, base).client.download(base, file);
    assert.equal(requests, 2);
    assert.ok((await fs.readFile(file)).equals(big));
  });
}

test('download: accepts an image that is declared as a web page', async t => {
  const base = await serve(t, (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG_IMAGE));
  const file = path.join(await makeTempFolder(t), 'out');
  await clientFor(t, base).client.download(base, file);
  assert.ok((await fs.readFile(file)).equals(PNG_IMAGE));
});

test('download: reports a body without a length, whose end isLonger checks', async t => {
  const ranges: unknown[] = [];
  let headers: http.OutgoingHttpHeaders = { connection: 'close' };
  let behind: http.RequestListener = (_, response) => response.writeHead(200).end();
  const base = await serve(t, (request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    if (range !== undefined) behind(request, response);
    else response.writeHead(200, headers).write('half', () => response.end());
  });
  const { client } = clientFor(t, base);
  for (const coding of ['identity', 'none', 'utf-8, aws-chunked']) {
    headers = { ...headers, 'content-encoding': coding };
    const done = await client.download(base, path.join(await makeTempFolder(t), 'out'));
    assert.deepEqual(done, { bytes: 4, unmeasured: true }, coding);
  }
  const answers: readonly (readonly [number, http.OutgoingHttpHeaders, boolean | undefined])[] = [
    [416, { 'content-range': 'bytes */4' }, false],
    [416, { 'content-range': 'bytes */9' }, true],
    [206, { 'content-range': 'bytes 4-8/9' }, true],
    [200, { 'content-length': 4 }, false],
    [200, { 'content-length': 9 }, true],
    [200, { 'content-length': 9, 'content-encoding': 'gzip' }, undefined],
    [200, { 'content-length': 9, 'content-encoding': 'none' }, true],
    [404, {}, undefined],
    [500, {}, undefined]
  ];
  for (const [status, headers, expected] of answers) {
    behind = (_, response) =>
      response.writeHead(status, headers).end(Buffer.alloc(Number(headers['content-length'] ?? 0)));
    assert.equal(await client.isLonger?.(base, 4), expected, `${status} ${JSON.stringify(headers)}`);
  }
  assert.deepEqual(new Set(ranges), new Set([undefined, 'bytes=4-']));
});

test('download: calls onSlow once for a slow body only', async t => {
  const drip = new AbortController();
  const base = await serve(t, (request, response) => {
    if (request.url === '/quick') response.end(big);
    else response.writeHead(200, { 'content-length': 9 }).write('x');
  });
  const folder = await makeTempFolder(t);
  const { client } = clientFor(t, base, { proxySupport: 'off' }, { timeouts: { slowMs: 50 } });
  let slow = 0;
  const calls = new Promise<void>(resolve => {
    const onSlow = (): void => {
      slow++;
      resolve();
    };
    const options = { signal: drip.signal, onSlow };
    client.download(`${base}/drip`, path.join(folder, 'drip'), options).catch(() => undefined);
  });
  await calls;
  await client.download(`${base}/quick`, path.join(folder, 'quick'));
  drip.abort();
  assert.equal(slow, 1);
});
