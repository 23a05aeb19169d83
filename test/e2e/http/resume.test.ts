import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import type http from 'node:http';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { clientFor, makeTempFolder, serve } from '../../support/http/testClient.ts';

const CONTENT = Buffer.alloc(3_000_000, 'range of bytes ');

/** Behavior of a server that closes the connection after `pieces[n]` bytes of the n-th response. */
interface Storage {
  readonly pieces: readonly number[];
  readonly ranges?: boolean;
  readonly tags?: readonly (http.OutgoingHttpHeaders | undefined)[];
  /** Corrupts the response to a range request. */
  readonly spoil?: (response: http.ServerResponse) => void;
}

async function storage(t: { after(f: () => unknown): void }, how: Storage) {
  const asked: { readonly range: string | undefined; readonly ifRange: unknown }[] = [];
  const base = await serve(t, (request, response) => {
    const number = asked.length;
    const { range, 'if-range': ifRange } = request.headers;
    asked.push({ range, ifRange });
    const tag = how.tags?.[Math.min(number, how.tags.length - 1)] ?? {};
    const same = ifRange === undefined || Object.values(tag).includes(ifRange);
    const from = how.ranges === true && same ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    if (range !== undefined && how.spoil !== undefined) {
      how.spoil(response);
      return;
    }
    response.writeHead(from > 0 ? 206 : 200, {
      'content-type': 'video/mp4',
      'content-length': CONTENT.length - from,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${CONTENT.length - 1}/${CONTENT.length}` } : {}),
      ...tag
    });
    const piece = how.pieces[number];
    if (piece === undefined) response.end(CONTENT.subarray(from));
    else response.write(CONTENT.subarray(from, from + piece), () => response.socket?.destroy());
  });
  return { base, asked };
}

const TAG = { etag: '"one"' };
const DATE = { 'last-modified': 'Thu, 01 Oct 2026 08:00:00 GMT' };
const M = 1_000_000;

const CASES: readonly (readonly [string, Storage, { readonly goesOn: boolean; readonly requests: number }])[] = [
  ['entity tag', { pieces: [M], ranges: true, tags: [TAG] }, { goesOn: true, requests: 2 }],
  ['last-modified date', { pieces: [M], ranges: true, tags: [DATE] }, { goesOn: true, requests: 2 }],
  [
    'many interruptions with progress',
    { pieces: [M, 300_000, 300_000, 300_000, 300_000], ranges: true, tags: [TAG] },
    { goesOn: true, requests: 6 }
  ],
  ['no validator', { pieces: [M], ranges: true }, { goesOn: false, requests: 2 }],
  ['weak tag only', { pieces: [M], ranges: true, tags: [{ etag: 'W/"one"' }] }, { goesOn: false, requests: 2 }],
  [
    'accept-ranges: none',
    { pieces: [M], ranges: true, tags: [{ ...TAG, 'accept-ranges': 'none' }] },
    { goesOn: false, requests: 2 }
  ],
  ['server ignores ranges', { pieces: [M], tags: [TAG] }, { goesOn: true, requests: 2 }],
  [
    'file changed in between',
    { pieces: [M], ranges: true, tags: [TAG, { etag: '"two"' }] },
    { goesOn: true, requests: 2 }
  ],
  [
    'unsatisfiable range',
    { pieces: [M], tags: [TAG], spoil: response => response.writeHead(416).end() },
    { goesOn: true, requests: 3 }
  ],
  [
    'unrequested range',
    {
      pieces: [M],
      tags: [TAG],
      spoil: response =>
        response.writeHead(206, { 'content-range': 'bytes 5-9/3000000', 'content-length': 5 }).end('later')
    },
    { goesOn: true, requests: 3 }
  ],
  [
    'range of a file of another length',
    {
      pieces: [M],
      tags: [TAG],
      spoil: response =>
        response
          .writeHead(206, { 'content-range': `bytes ${M}-3999999/4000000`, 'content-length': 3_000_000 })
          .end(CONTENT)
    },
    { goesOn: true, requests: 3 }
  ]
];

for (const [what, how, expected] of CASES) {
  test(`download: completes an interrupted transfer (${what})`, async t => {
    const { base, asked } = await storage(t, how);
    const file = path.join(await makeTempFolder(t), 'out');
    const done = await clientFor(t, base).client.download(`${base}/a`, file);
    assert.equal(done.bytes, CONTENT.length);
    assert.ok((await fs.readFile(file)).equals(CONTENT));
    assert.equal(asked.length, expected.requests);
    assert.equal(asked[0]?.range, undefined);
    if (expected.goesOn) {
      assert.match(asked[1]?.range ?? '', /^bytes=[1-9]\d*-$/);
      assert.ok(asked[1]?.ifRange !== undefined);
    } else assert.equal(asked[1]?.range, undefined);
  });
}

test('download: gives up after three attempts without progress', async t => {
  const { base, asked } = await storage(t, { pieces: [M, 0, 0, 0, 0, 0], ranges: true, tags: [TAG] });
  const folder = await makeTempFolder(t);
  await assert.rejects(clientFor(t, base).client.download(`${base}/a`, path.join(folder, 'out')), {
    name: 'InterruptedError',
    transient: true
  });
  assert.equal(asked.length, 4);
  assert.deepEqual(await fs.readdir(folder), []);
});

/** Ways to reject or falsify the rest of a download. */
const REJECTIONS: readonly (readonly [string, (response: http.ServerResponse) => void])[] = [
  ['rejected', response => response.writeHead(416).end()],
  [
    'of another length',
    response => response.writeHead(206, { 'content-range': `bytes ${M}-3999999/4000000` }).end(CONTENT)
  ],
  ['too long', response => response.writeHead(206, { 'content-range': `bytes ${M}-2999999/3000000` }).end(CONTENT)]
];

for (const [what, spoil] of REJECTIONS) {
  test(`download: gives up when each break is followed by a range that is ${what}`, async t => {
    const pieces = Array.from({ length: 100 }, () => M);
    const { base, asked } = await storage(t, { pieces, ranges: true, tags: [TAG], spoil });
    const file = path.join(await makeTempFolder(t), 'out');
    const { client } = clientFor(t, base);
    await assert.rejects(client.download(`${base}/a`, file), { name: 'InterruptedError', transient: true });
    assert.ok(asked.length < 10, `${asked.length} requests`);
  });
}

test('download: completes with a range of a file whose length is not repeated', async t => {
  const spoil = (response: http.ServerResponse): void =>
    void response.writeHead(206, { 'content-range': `bytes ${M}-2999999/*` }).end(CONTENT.subarray(M));
  const { base, asked } = await storage(t, { pieces: [M], ranges: true, tags: [TAG], spoil });
  const file = path.join(await makeTempFolder(t), 'out');
  await clientFor(t, base).client.download(`${base}/a`, file);
  assert.ok((await fs.readFile(file)).equals(CONTENT));
  assert.equal(asked.length, 2);
});

test('download: accepts the whole file as a range that was not requested', async t => {
  const base = await serve(t, (_, response) =>
    response.writeHead(206, { 'content-range': `bytes 0-2999999/3000000` }).end(CONTENT)
  );
  const file = path.join(await makeTempFolder(t), 'out');
  await clientFor(t, base).client.download(`${base}/a`, file);
  assert.ok((await fs.readFile(file)).equals(CONTENT));
});

/** Ranges that were not requested and do not contain the whole file, and the resulting error. */
const UNREQUESTED: readonly (readonly [range: string, error: string])[] = [
  ['bytes 5-9/10', 'UnreadableAnswerError'],
  ['bytes five to nine', 'UnreadableAnswerError'],
  ['bytes 0-4', 'UnreadableAnswerError'],
  ['bytes 0-4/10', 'InterruptedError'],
  ['Bytes 0-4/10', 'InterruptedError'],
  ['BYTES=0-4/10', 'InterruptedError']
];

for (const [range, name] of UNREQUESTED) {
  test(`download: rejects "${range}" that was not requested`, async t => {
    const base = await serve(t, (_, response) =>
      response.writeHead(206, { 'content-range': range, 'content-length': 5 }).end('later')
    );
    const folder = await makeTempFolder(t);
    await assert.rejects(clientFor(t, base).client.download(`${base}/a`, path.join(folder, 'out')), { name });
    assert.deepEqual(await fs.readdir(folder), []);
  });
}

test('download: reports a partial response without a range as unmeasured', async t => {
  const base = await serve(t, (_, response) => response.writeHead(206, { 'content-length': 5, ...TAG }).end('later'));
  const file = path.join(await makeTempFolder(t), 'out');
  const done = await clientFor(t, base).client.download(`${base}/a`, file);
  assert.deepEqual(done, { bytes: 5, unmeasured: true });
});

test('download: decodes an encoded range that was not requested', async t => {
  const body = zlib.gzipSync(CONTENT);
  const base = await serve(t, (_, response) =>
    response
      .writeHead(206, {
        'content-encoding': 'gzip',
        'content-range': `bytes 0-${body.length - 1}/${body.length}`,
        'content-length': body.length,
        ...TAG
      })
      .end(body)
  );
  const file = path.join(await makeTempFolder(t), 'out');
  await clientFor(t, base).client.download(`${base}/a`, file);
  assert.ok((await fs.readFile(file)).equals(CONTENT));
});
