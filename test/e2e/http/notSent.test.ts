import assert from 'node:assert/strict';
import net from 'node:net';
import { describe, test } from 'node:test';
import { KieError } from '../../../src/core/http/errors/errors.ts';
import { Transport } from '../../../src/core/http/transport.ts';
import type { Call } from '../../../src/core/http/transport.ts';
import { clientFor } from '../../support/http/testClient.ts';
import { closedPort, startServer } from '../../support/http/faultCalls.ts';
import { listen } from '../../support/http/listen.ts';
import type { Cleanup } from '../../support/http/listen.ts';
import { FakeKie } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';

const ignore = (): void => undefined;

async function failure(t: Cleanup, base: string, call: Partial<Call>): Promise<KieError> {
  const settings = { apiBaseUrl: base, uploadBaseUrl: base, proxySupport: 'off' } as const;
  const transport = new Transport(() => settings, { debug: ignore, info: ignore, warn: ignore, error: ignore });
  t.after(() => transport.dispose());
  try {
    const answer = await transport.send({ kind: 'create', method: 'POST', url: new URL(base), body: '{}', ...call });
    for await (const piece of answer.body) ignore.call(piece);
  } catch (error) {
    assert.ok(error instanceof KieError, String(error));
    return error;
  }
  throw new Error('nothing failed');
}

/** Requests that undici or Node rejects before sending a byte. */
const UNSENDABLE: readonly (readonly [string, Partial<Call>])[] = [
  ['line break in a header', { headers: { authorization: 'Bearer a\nb' } }],
  ['zero-width space in a header', { headers: { authorization: 'Bearer a\u200bb' } }],
  ['Cyrillic letter in a header', { headers: { authorization: 'Bearer \u0430bc' } }],
  ['invalid header name', { headers: { 'a b': 'c' } }],
  ['header that undici rejects', { headers: { 'transfer-encoding': 'chunked' } }],
  ['invalid body', { body: 5 as unknown as string }]
];

describe('transport: a request that is never sent was not accepted:', () => {
  for (const [name, call] of UNSENDABLE) {
    test(name, async t => {
      const { base, hits } = await startServer(t, response => response.end('{}'));
      const error = await failure(t, base, call);
      assert.deepEqual([error.name, error.accepted, error.transient], ['UnreachableError', 'no', false], error.message);
      assert.equal(hits(), 0);
    });
  }

  test('closed port', async t => {
    const error = await failure(t, `http://127.0.0.1:${await closedPort()}`, {});
    assert.deepEqual([error.name, error.accepted, error.transient], ['UnreachableError', 'no', true]);
  });

  test('server without TLS', async t => {
    let received = Buffer.alloc(0);
    const server = net.createServer(socket => {
      socket.on('data', data => {
        received = Buffer.concat([received, data]);
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
      socket.on('error', ignore);
    });
    const error = await failure(t, `https://127.0.0.1:${await listen(t, server)}`, {});
    assert.deepEqual([error.name, error.accepted, error.transient], ['UnreachableError', 'no', true], error.message);
    assert.doesNotMatch(received.toString('latin1'), /POST/);
  });

  test('call that was canceled before it started', async t => {
    const { base, hits } = await startServer(t, response => response.end('{}'));
    const error = await failure(t, base, { signal: AbortSignal.abort() });
    assert.deepEqual([error.name, error.accepted, hits()], ['CancelledError', 'no', 0]);
  });
});

test('transport: a partly sent request may have been accepted', async t => {
  const server = net.createServer(socket => {
    socket.once('data', () => socket.resetAndDestroy());
    socket.on('error', ignore);
  });
  const error = await failure(t, `http://127.0.0.1:${await listen(t, server)}`, {});
  assert.deepEqual([error.name, error.accepted, error.transient], ['InterruptedError', 'perhaps', false]);
});

const BAD_KEYS = [
  'sk\u200b-0123456789',
  '\u0455k-0123456789',
  'sk-01234\n56789',
  'sk-01234…',
  'sk-012 34',
  'sk-\u00e9'
];

test('createTask: never sends a key with invalid characters', async t => {
  const { base, hits } = await startServer(t, response => response.end('{}'));
  for (const key of BAD_KEYS) {
    const { client } = clientFor(t, base, { proxySupport: 'off' }, { apiKey: () => Promise.resolve(key) });
    const expected = { name: 'InvalidKeyError', remedy: 'set-key', accepted: 'no', transient: false };
    await assert.rejects(client.createTask({ model: 'm', input: {} }), expected);
    await assert.rejects(client.credits({ key }), expected);
  }
  assert.equal(hits(), 0);
});

test('batch: fails without a submission when the key is invalid', { timeout: 60_000 }, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  fixture.key = BAD_KEYS[0];
  const { engine } = await fixture.openWindow();
  const intents = Array.from({ length: 30 }, (_, n) => fixture.intent({ input: { prompt: `a red fox ${n}` } }));
  await engine.batches.start(intents, { name: 'foxes' });
  await fixture.advanceUntil(() =>
    engine.tasks.list().every(task => task.state !== 'preparing' && task.state !== 'submitting')
  );
  const tasks = engine.tasks.list();
  assert.deepEqual([tasks.length, ...new Set(tasks.map(task => task.state))], [30, 'failed']);
  assert.deepEqual([...new Set(tasks.map(task => task.error?.remedy))], ['set-key']);
  assert.deepEqual([kie.posts.length, engine.account.spentToday()], [0, 0]);
});
