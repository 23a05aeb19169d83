import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import type http from 'node:http';
import path from 'node:path';
import { test } from 'node:test';
import { KEY, clientFor, scratch, serve } from '../../../kie/support.ts';

const big = Buffer.alloc(5 * 1024 * 1024 + 17, 'abcdefg');
type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

test('a large file arrives byte for byte, with progress, and without the key', async t => {
  const keys: unknown[] = [];
  const base = await serve(t, (request, response) => {
    keys.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'Video/MP4; x=1', 'content-length': big.length }).end(big);
  });
  const file = path.join(await scratch(t), 'out');
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
  ['endless redirects', (_, r) => r.writeHead(302, { location: '/again' }).end(), 'ServerError', 6],
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
  test(`${what}: ${name} after ${tries} requests, and no file is left`, async t => {
    let requests = 0;
    const base = await serve(t, (request, response) => {
      requests++;
      handler(request, response);
    });
    const folder = await scratch(t);
    const { client } = clientFor(t, base);
    await assert.rejects(client.download(`${base}/a`, path.join(folder, 'out'), { maxBytes: 100 }), { name });
    assert.equal(requests, tries);
    assert.deepEqual(await fs.readdir(folder), []);
  });
}

test('an existing file is never written over', async t => {
  const base = await serve(t, (_, response) => response.end('new'));
  const file = path.join(await scratch(t), 'out');
  await fs.writeFile(file, 'old');
  await assert.rejects(clientFor(t, base).client.download(base, file), { name: 'FileError', code: 'EEXIST' });
  assert.equal(await fs.readFile(file, 'utf8'), 'old');
});

test('a redirect to another origin is followed without the key', async t => {
  const heads: string[] = [];
  const other = await serve(t, (request, response) => {
    heads.push(JSON.stringify(request.headers));
    response.end('there');
  });
  const base = await serve(t, (request, response) => {
    heads.push(JSON.stringify(request.headers));
    response.writeHead(302, { location: `${other}/b` }).end();
  });
  const file = path.join(await scratch(t), 'out');
  await clientFor(t, base).client.download(`${base}/a`, file);
  assert.equal(await fs.readFile(file, 'utf8'), 'there');
  assert.equal(heads.length, 2);
  assert.ok(!heads.join().includes(KEY));
});

test('cancelling removes the part file', async t => {
  const base = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-length': 1000 }).write('begin');
  });
  const folder = await scratch(t);
  const controller = new AbortController();
  const options = { signal: controller.signal, onProgress: () => controller.abort() };
  await assert.rejects(clientFor(t, base).client.download(base, path.join(folder, 'out'), options), {
    name: 'CancelledError'
  });
  assert.deepEqual(await fs.readdir(folder), []);
});
