import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { clientFor, makeTempFolder } from '../../support/http/testClient.ts';
import { listen } from '../../support/http/listen.ts';

/** More and less than what a stream of undici buffers before it pauses its parser. */
const SIZES = [60_000, 70_000, 83_400, 110_000, 400_000];

for (const framing of ['without a length', 'with a length', 'in chunks'] as const) {
  test(`download: a body that arrives with its end in one burst is complete, ${framing}`, async t => {
    let body = Buffer.alloc(0);
    const server = net.createServer(socket => {
      socket
        .on('error', () => undefined)
        .once('data', () => {
          const length = framing === 'with a length' ? [`content-length: ${body.length}`] : [];
          const headers = framing === 'in chunks' ? ['transfer-encoding: chunked'] : length;
          socket.write(['HTTP/1.1 200 OK', 'connection: close', ...headers, '', ''].join('\r\n'));
          socket.end(
            framing === 'in chunks'
              ? Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
              : body
          );
        });
    });
    const base = `http://127.0.0.1:${await listen(t, server)}`;
    const { client } = clientFor(t, base);
    const folder = await makeTempFolder(t);
    // An exception of the parser would be uncaught and fail the test.
    for (const [n, size] of SIZES.flatMap(each => [each, each]).entries()) {
      body = Buffer.alloc(size, `content ${n} `);
      const file = path.join(folder, String(n));
      assert.equal((await client.download(base, file)).bytes, size);
      assert.ok((await fs.readFile(file)).equals(body));
    }
  });
}
