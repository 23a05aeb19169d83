import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createKieClient } from '../../../../src/core/kie/client.ts';
import { KieError } from '../../../../src/core/http/errors/errors.ts';

const KEY = 'secret-key-0123456789';
const SLOTS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map(name => Symbol.for(name));
const ignore = () => undefined;

async function serve(t: { after(f: () => void): void }, handler: http.RequestListener) {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createKieClient({
    settings: () => ({ apiBaseUrl: base, uploadBaseUrl: base, proxySupport: 'off' }),
    apiKey: () => Promise.resolve(KEY),
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore }
  });
  t.after(() => {
    client.dispose();
    server.closeAllConnections();
    server.close();
  });
  return { base, client };
}

test('client: leaves the slots of undici unchanged, and fetch still works', async t => {
  const before = SLOTS.map(slot => Object.getOwnPropertyDescriptor(globalThis, slot));
  const { client, base } = await serve(t, (_, response) => response.end('{"code":"200","data":"12.5"}'));
  assert.equal(await client.credits(), 12.5);
  assert.deepEqual(
    SLOTS.map(slot => Object.getOwnPropertyDescriptor(globalThis, slot)),
    before
  );
  assert.equal((await fetch(base)).status, 200);
});

const CODES = [
  [401, 'KeyRefusedError', 'no'],
  [402, 'CreditsError', 'no'],
  [404, 'NotFoundError', 'no'],
  [408, 'ServerError', 'perhaps'],
  [422, 'InvalidRequestError', 'no'],
  [429, 'RateLimitError', 'no'],
  [433, 'SpendingCapError', 'no'],
  [455, 'MaintenanceError', 'no'],
  [500, 'ServerError', 'perhaps'],
  [501, 'GenerationError', 'no'],
  [505, 'SwitchedOffError', 'no'],
  [531, 'GenerationError', 'no'],
  [550, 'MaintenanceError', 'no']
] as const;

for (const place of ['body', 'status'] as const) {
  for (const [code, name, accepted] of CODES) {
    test(`createTask: code ${code} in the ${place} is a ${name} after one POST`, async t => {
      let posts = 0;
      const { client } = await serve(t, (request, response) => {
        posts++;
        request.resume();
        response.statusCode = place === 'status' ? code : 200;
        response.end(JSON.stringify({ code: place === 'body' ? code : undefined, msg: `no, ${KEY}` }));
      });
      await assert.rejects(client.createTask({ model: 'm', input: {} }), (error: unknown) => {
        assert.ok(error instanceof KieError);
        assert.deepEqual([error.name, error.accepted, error.code], [name, accepted, String(code)]);
        assert.ok(!JSON.stringify([error.message, error.stack, error.cause]).includes(KEY));
        return true;
      });
      assert.equal(posts, 1);
    });
  }
}

for (const [what, handler] of [
  ['a reset', (request: http.IncomingMessage) => request.socket.destroy()],
  ['malformed JSON', (_: http.IncomingMessage, response: http.ServerResponse) => response.end('{"code":200,')],
  [
    'an answer without a task id',
    (_: http.IncomingMessage, response: http.ServerResponse) => response.end('{"code":200}')
  ]
] as const) {
  test(`createTask: may have been accepted after ${what}, and is not retried`, async t => {
    let posts = 0;
    const { client } = await serve(t, (request, response) => {
      posts++;
      handler(request, response);
    });
    await assert.rejects(client.createTask({ model: 'm', input: {} }), { accepted: 'perhaps', transient: false });
    assert.equal(posts, 1);
  });
}

test('uploadFile: sends small files as base64 and large ones as a form', async t => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-'));
  t.after(() => fs.rm(folder, { recursive: true }));
  const bodies: { url: string; body: Buffer; length: string | undefined; key: string | undefined }[] = [];
  const { client, base } = await serve(t, (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { authorization: key, 'content-length': length } = request.headers;
      bodies.push({ url: request.url ?? '', body: Buffer.concat(pieces), length, key });
      if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
      else if (request.url === '/file') response.end('hello');
      else response.end('{"success":true,"code":200,"data":{"downloadUrl":"https://files.test/a.png"}}');
    });
  });
  const file = path.join(folder, 'my pic.png');
  for (const size of [10, 3_000_000]) {
    await fs.writeFile(file, Buffer.alloc(size, 7));
    const uploaded = await client.uploadFile(file);
    assert.equal(uploaded.url, 'https://files.test/a.png');
  }
  assert.match(bodies[0]!.body.toString(), /"data:image\/png;base64,BwcH/);
  assert.equal(bodies[1]!.url, '/api/file-stream-upload');
  assert.equal(Number(bodies[1]!.length), bodies[1]!.body.length);
  assert.ok(bodies[1]!.body.includes(Buffer.alloc(3_000_000, 7)));
  const target = path.join(folder, 'out');
  assert.equal((await client.download(`${base}/moved`, target)).bytes, 5);
  assert.equal(await fs.readFile(target, 'utf8'), 'hello');
  assert.deepEqual(
    bodies.slice(2).map(b => b.key),
    [undefined, undefined]
  );
});
