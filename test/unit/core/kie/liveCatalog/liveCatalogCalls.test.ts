import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { systemClock } from '../../../../../src/core/base/systemClock.ts';
import {
  KeyRefusedError,
  KieError,
  NotFoundError,
  RateLimitError
} from '../../../../../src/core/http/errors/errors.ts';
import { CATALOG_CALLS } from '../../../../../src/core/http/rateLimit/limits.ts';
import { MemoryRateLimitWindow } from '../../../../../src/core/http/rateLimit/rateLimit.ts';
import { startEmulator } from '../../../../emulator/emulator.ts';
import type { Emulator } from '../../../../emulator/emulator.ts';
import { startServer } from '../../../../support/http/faultCalls.ts';
import { KEY, clientFor } from '../../../../support/http/testClient.ts';

const MODEL = 'kling/v2-1-master-text-to-video';

async function emulatorFor(t: TestContext): Promise<Emulator> {
  const emulator = await startEmulator({ key: KEY, limits: { catalogCallsPerSecond: Infinity } });
  t.after(() => emulator.stop());
  return emulator;
}

test('liveCatalog: reads list, schema, price and success rate with the key', async t => {
  const emulator = await emulatorFor(t);
  const { liveCatalog } = clientFor(t, emulator.apiBaseUrl).client;
  const { models, total } = await liveCatalog.models();
  assert.equal(models.length, total);
  const listed = models.find(({ model }) => model === MODEL);
  assert.deepEqual(listed?.taskTypes, ['Text to Video']);
  assert.equal(listed.price, await liveCatalog.price(MODEL));
  const openapi = await liveCatalog.schema(MODEL);
  assert.deepEqual(Object.keys(openapi?.['paths'] as object), ['/api/v1/jobs/createTask']);
  const points = await liveCatalog.successRate(MODEL);
  assert.equal(points.length, 144);
  assert.ok(points.every(({ start, end, successRate }) => end - start === 600_000 && successRate === undefined));
  const paths = emulator.requests.map(({ path }) => path);
  assert.deepEqual(paths, [
    '/api/v1/models',
    ...['price', 'schema', 'success-rate'].map(part => `/api/v1/models/${MODEL}/${part}`)
  ]);
  assert.ok(emulator.requests.every(({ key }) => key === 'right'));
});

test('liveCatalog: a model without a schema, an unmonitored one, and one that is gone', async t => {
  const emulator = await emulatorFor(t);
  emulator.liveCatalog.change({ model: MODEL, openapi: null, price: null, rates: [] });
  emulator.liveCatalog.change({ model: 'z-image', gone: true });
  const { liveCatalog } = clientFor(t, emulator.apiBaseUrl).client;
  assert.equal(await liveCatalog.schema(MODEL), undefined);
  assert.equal(await liveCatalog.price(MODEL), undefined);
  assert.deepEqual(await liveCatalog.successRate(MODEL), []);
  await assert.rejects(liveCatalog.schema('z-image'), NotFoundError);
  assert.ok((await liveCatalog.models()).models.every(({ model }) => model !== 'z-image'));
});

test('liveCatalog: a schema of too many levels is unreadable', async t => {
  const openapi = '{"a":['.repeat(50_000) + ']}'.repeat(50_000);
  const { base } = await startServer(t, response => response.end(`{"code":200,"data":{"openapi":${openapi}}}`));
  await assert.rejects(clientFor(t, base).client.liveCatalog.schema(MODEL), { name: 'UnreadableAnswerError' });
});

test('liveCatalog: success rates keep their times and order', async t => {
  const emulator = await emulatorFor(t);
  emulator.liveCatalog.change({ model: MODEL, rates: [{ successRate: 48, errorRate: 52, isNormal: false }, {}] });
  const points = await clientFor(t, emulator.apiBaseUrl).client.liveCatalog.successRate(MODEL);
  assert.equal(points.at(-2)?.successRate, 48);
  assert.equal(points.at(-2)?.isNormal, false);
  assert.equal(points.at(-1)?.successRate, undefined);
  assert.ok(points.every(({ start }, index) => index === 0 || start > (points[index - 1]?.start ?? 0)));
});

test('liveCatalog: a refused key and a rate limit are errors of their own', async t => {
  const emulator = await emulatorFor(t);
  const { client } = clientFor(t, emulator.apiBaseUrl, undefined, { apiKey: () => Promise.resolve('wrong-key') });
  await assert.rejects(client.liveCatalog.models(), KeyRefusedError);
  emulator.faults.script({ call: 'modelList', effect: { kind: 'code', code: 429 } });
  await assert.rejects(clientFor(t, emulator.apiBaseUrl).client.liveCatalog.models(), RateLimitError);
});

test('liveCatalog: a transient failure is retried once', async t => {
  const emulator = await emulatorFor(t);
  emulator.faults.script({ call: 'modelSchema', model: MODEL, effect: { kind: 'code', code: 455 } });
  const { liveCatalog } = clientFor(t, emulator.apiBaseUrl).client;
  assert.ok(await liveCatalog.schema(MODEL));
  emulator.faults.script({ call: 'modelSchema', effect: { kind: 'reset' }, times: 0 });
  await assert.rejects(liveCatalog.schema(MODEL), KieError);
  assert.equal(emulator.requests.length, 4);
});

test('liveCatalog: all windows together send one call a second', async t => {
  const emulator = await startEmulator({ key: KEY });
  t.after(() => emulator.stop());
  const catalogWindow = new MemoryRateLimitWindow(CATALOG_CALLS);
  const clients = [0, 1].map(() => clientFor(t, emulator.apiBaseUrl, undefined, { clock: systemClock, catalogWindow }));
  await Promise.all(clients.map(({ client }) => client.liveCatalog.models()));
  const [first, second] = emulator.requests;
  assert.ok(Number(second?.at) - Number(first?.at) >= 1_000);
  assert.deepEqual([first?.code, second?.code], [200, 200]);
});

const listOf = (...models: readonly unknown[]): string => JSON.stringify({ code: 200, data: { total: 3, models } });

test('liveCatalog: odd rows of the list are read as far as they are plain', async t => {
  const { base } = await startServer(t, response =>
    response.end(
      listOf(
        { model: 'a/b', title: 7, taskType: 'Text to Video', provider: null, pricingDesc: ' two\nlines ' },
        { model: 'a/../../secret' },
        { model: '..' },
        { model: 'a//b' },
        { model: 'a b' },
        null,
        { model: 'a/b', title: 'again' },
        { model: 'x.y-1', title: '[click](command:evil) $(zap)', taskType: [null, 'Chat'] }
      )
    )
  );
  const { models, total } = await clientFor(t, base).client.liveCatalog.models();
  assert.deepEqual(models, [
    { model: 'a/b', taskTypes: ['Text to Video'], price: 'two\nlines' },
    { model: 'x.y-1', title: '[click] (command :evil) $ (zap)', taskTypes: ['Chat'] }
  ]);
  assert.equal(total, 8);
});

const UNREADABLE: readonly (readonly [string, string])[] = [
  ['an empty list', listOf()],
  ['a list of another shape', JSON.stringify({ code: 200, data: [{ model: 'a/b' }] })],
  ['too much', listOf({ model: 'a/b', description: 'x'.repeat(5_000_000) })]
];
for (const [what, response] of UNREADABLE) {
  test(`liveCatalog: ${what} is an error`, async t => {
    const { base } = await startServer(t, answer => answer.end(response));
    await assert.rejects(clientFor(t, base).client.liveCatalog.models(), KieError);
  });
}

test('liveCatalog: refuses responses about another model and unusual IDs', async t => {
  const data = { model: 'other', openapi: {}, points: [], pricingDesc: 'x' };
  const { base, heads } = await startServer(t, answer => answer.end(JSON.stringify({ code: 200, data })));
  const { liveCatalog } = clientFor(t, base).client;
  for (const call of ['schema', 'price', 'successRate'] as const) {
    await assert.rejects(liveCatalog[call]('a/b'), KieError);
  }
  const sent = heads.length;
  for (const model of ['../../client/v1', 'a/./b', '/veo/generate', '', 'a?b']) {
    await assert.rejects(liveCatalog.schema(model), KieError);
  }
  assert.equal(heads.length, sent);
});
