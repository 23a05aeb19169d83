import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../../emulator/emulator.ts';
import type { Client } from '../client.ts';
import { withEmulator } from '../client.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';

const limits = { catalogCallsPerSecond: Infinity };
const get = async ({ apiBaseUrl }: Emulator, client: Client, path: string) =>
  client.call('GET', `${apiBaseUrl}/api/v1/models${path}`);
const models = (reply: Awaited<ReturnType<typeof get>>): readonly Record<string, unknown>[] =>
  reply.data?.['models'] as Record<string, unknown>[];

test('liveCatalog: lists task and chat models, and filters them', async () => {
  await withEmulator({ limits }, async (emulator, client) => {
    const all = models(await get(emulator, client, ''));
    assert.ok(all.some(({ model }) => model === 'gemini-3-pro'));
    assert.ok(!all.some(({ model }) => model === 'runway/gen4-aleph'));
    const chat = models(await get(emulator, client, '?taskType=Chat,Text%20to%20Nothing'));
    assert.equal(chat.length, 3);
    assert.equal((await get(emulator, client, '?q=no-such-model')).data?.['total'], 0);
  });
});

test('liveCatalog: a new model is listed, has a schema and runs, until a reset', async () => {
  await withEmulator({ limits }, async (emulator, client) => {
    const entry = modelEntry({ id: 'new/model', name: 'New', params: { prompt: { type: 'string', required: true } } });
    await client.call('POST', `${emulator.apiBaseUrl}/__admin/models`, [{ model: 'new/model', entry }]);
    assert.ok(models(await get(emulator, client, '')).some(({ model }) => model === 'new/model'));
    const { data } = await get(emulator, client, '/new/model/schema');
    assert.match(JSON.stringify(data), /"required":\["prompt"\]/);
    assert.equal((await client.submit('new/model', { prompt: 'x' })).code, 200);
    emulator.reset();
    assert.equal((await get(emulator, client, '/new/model/schema')).code, 404);
    assert.equal((await client.submit('new/model', { prompt: 'x' })).code, 404);
  });
});

test('liveCatalog: a model that is gone runs only when it still does', async () => {
  await withEmulator({ limits }, async (emulator, client) => {
    const input = { prompt: 'A boat', aspect_ratio: '1:1' };
    emulator.liveCatalog.change({ model: 'z-image', gone: true, stillRuns: true });
    assert.equal((await get(emulator, client, '/z-image/price')).code, 404);
    assert.equal((await client.submit('z-image', input)).code, 200);
    emulator.liveCatalog.change({ model: 'z-image', gone: true, stillRuns: false });
    assert.equal((await client.submit('z-image', input)).code, 404);
  });
});

test('liveCatalog: the four calls share one request a second', async () => {
  await withEmulator({ limits: {}, now: () => 5_000 }, async (emulator, client) => {
    assert.equal((await get(emulator, client, '')).code, 200);
    const refused = await get(emulator, client, '/z-image/success-rate');
    assert.deepEqual([refused.status, refused.code], [200, 429]);
  });
});
