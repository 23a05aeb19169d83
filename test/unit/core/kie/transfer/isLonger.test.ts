import assert from 'node:assert/strict';
import type { OutgoingHttpHeaders } from 'node:http';
import { test } from 'node:test';
import { clientFor, serve } from '../../../../support/http/testClient.ts';

const SIZE = 100;

const CASES: readonly (readonly [string, number, OutgoingHttpHeaders, boolean | undefined])[] = [
  ['a longer range', 206, { 'content-range': 'bytes 100-149/150' }, true],
  ['a range of unknown length', 206, { 'content-range': 'bytes 100-149/*' }, undefined],
  ['a rejected range', 416, { 'content-range': 'bytes */100' }, false],
  ['a rejected range of a longer file', 416, { 'content-range': 'bytes */150' }, true],
  ['a rejected range without a length', 416, {}, false],
  ['the whole file of this length', 200, { 'content-length': 100 }, false],
  ['a longer whole file', 200, { 'content-length': 150 }, true],
  ['the whole file without a length', 200, {}, undefined],
  ['an encoded file', 200, { 'content-length': 150, 'content-encoding': 'gzip' }, undefined],
  ['an error', 404, {}, undefined]
];

for (const [name, status, headers, expected] of CASES) {
  test(`isLonger: ${name}: ${expected ?? 'unknown'}`, async t => {
    const asked: (string | undefined)[] = [];
    const base = await serve(t, (request, response) => {
      asked.push(request.headers.range);
      response.writeHead(status, headers);
      response.flushHeaders();
      response.destroy();
    });
    const { client } = clientFor(t, base);
    assert.equal(await client.isLonger?.(`${base}/file`, SIZE), expected);
    assert.deepEqual(new Set(asked), new Set([`bytes=${SIZE}-`]));
  });
}
