import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Progress } from '../../../src/core/kie/clientTypes.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { KEY, clientFor, makeTempFolder, serve } from '../../support/http/testClient.ts';
import type { Cleanup } from '../../support/http/listen.ts';

const SIZES = [1, 1_000_000, 1_000_001, 5_000_000] as const;

async function withEmulator(t: Cleanup) {
  const emulator = await startEmulator({ key: KEY });
  t.after(() => emulator.stop());
  const { client } = clientFor(t, emulator.apiBaseUrl, {
    proxySupport: 'off',
    uploadBaseUrl: emulator.uploadBaseUrl
  });
  return { emulator, client };
}

for (const size of SIZES) {
  test(`upload: reports progress up to the total of ${size} bytes`, async t => {
    const { emulator, client } = await withEmulator(t);
    const file = path.join(await makeTempFolder(t), 'in.png');
    await fs.writeFile(file, Buffer.alloc(size, 7));
    const seen: Progress[] = [];
    const { url } = await client.uploadFile(file, { onProgress: p => seen.push(p) });
    assert.equal(emulator.findFile(url)?.size, size);
    assert.deepEqual(
      seen.map(p => p.done),
      seen.map(p => p.done).toSorted((a, b) => a - b)
    );
    assert.deepEqual(seen.at(-1), { done: size, total: size });
    assert.ok(seen.every(p => p.total === size));
    if (size > 2_000_000) assert.ok(seen.length > 2);
  });
}

test('upload: files of one name get different URLs', async t => {
  const { client } = await withEmulator(t);
  const folder = await makeTempFolder(t);
  const addresses = new Set<string>();
  for (const place of ['a', 'b', 'a']) {
    const file = path.join(folder, place, 'same name.png');
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, 'content');
    addresses.add((await client.uploadFile(file)).url);
  }
  assert.equal(addresses.size, 3);
});

test('uniqueName: keeps no character that breaks a path or header', async t => {
  const names: string[] = [];
  const base = await serve(t, (request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString('latin1')));
    request.on('end', () => {
      names.push(String((JSON.parse(body) as { fileName?: unknown }).fileName));
      response.end('{"code":200,"data":{"downloadUrl":"https://files.test/a"}}');
    });
  });
  const { client } = clientFor(t, base);
  const folder = await makeTempFolder(t);
  for (const name of ['..\\..\\x.png', 'a"b\r\nc.png', 'Füße 日本.PNG', '.png', `${'long'.repeat(50)}.jpeg`]) {
    const file = path.join(folder, name);
    await fs.writeFile(file, 'x');
    await client.uploadFile(file);
  }
  for (const name of names) assert.match(name, /^[0-9a-f]{16}-[A-Za-z0-9_-]{1,40}(\.[a-z0-9]+)?$/);
});

test('upload: stops at once when canceled, without a retry', async t => {
  let requests = 0;
  const base = await serve(t, request => {
    requests++;
    request.on('error', () => undefined).once('data', () => request.pause());
  });
  const file = path.join(await makeTempFolder(t), 'in.mp4');
  await fs.writeFile(file, Buffer.alloc(20_000_000));
  const controller = new AbortController();
  const options = { signal: controller.signal, onProgress: () => controller.abort() };
  await assert.rejects(clientFor(t, base).client.uploadFile(file, options), { name: 'CancelledError' });
  assert.equal(requests, 1);
});

test('upload: reports an unreadable or shrinking file without a retry', async t => {
  const requests: unknown[] = [];
  const base = await serve(t, request => {
    requests.push(request.url);
    request.on('error', () => undefined).resume();
  });
  const { client } = clientFor(t, base);
  const file = path.join(await makeTempFolder(t), 'in.mp4');
  await assert.rejects(client.uploadFile(file), { name: 'FileError', code: 'ENOENT' });
  assert.equal(requests.length, 0);
  await fs.writeFile(file, Buffer.alloc(8_000_000));
  let cut: Promise<void> | undefined;
  const onProgress = (): void => {
    cut ??= fs.truncate(file, 2_000_000);
  };
  await assert.rejects(client.uploadFile(file, { onProgress }), { name: 'FileError' });
  await cut;
  assert.equal(requests.length, 1);
});

test('upload: is retried from the start after a failure', async t => {
  const { emulator, client } = await withEmulator(t);
  emulator.faults.script({ call: 'upload', effect: { kind: 'resetAfter' } });
  const file = path.join(await makeTempFolder(t), 'in.png');
  await fs.writeFile(file, Buffer.alloc(2_000_000, 3));
  const { url } = await client.uploadFile(file);
  assert.equal(emulator.findFile(url)?.size, 2_000_000);
  assert.equal(emulator.requests.length, 2);
});

for (const size of [1_000, 3_000_000]) {
  test(`upload: rejects a file of ${size} bytes with another hash`, async t => {
    const { emulator, client } = await withEmulator(t);
    const file = path.join(await makeTempFolder(t), 'in.png');
    await fs.writeFile(file, Buffer.alloc(size, 7));
    const sha256 = createHash('sha256').update(Buffer.alloc(size, 7)).digest('hex');
    const { url } = await client.uploadFile(file, { sha256, mime: 'image/jpeg', extension: '.jpg' });
    assert.equal(emulator.findFile(url)?.size, size);
    assert.match(url, /\.jpg$/);
    await fs.writeFile(file, Buffer.alloc(size, 8));
    await assert.rejects(client.uploadFile(file, { sha256 }), { name: 'FileError', code: 'changed' });
  });
}
