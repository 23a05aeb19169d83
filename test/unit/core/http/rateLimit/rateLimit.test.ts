import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Limiter } from '../../../../../src/core/http/rateLimit/limiter.ts';
import type { Turn } from '../../../../../src/core/http/rateLimit/limiter.ts';
import { MemoryRateLimitWindow } from '../../../../../src/core/http/rateLimit/rateLimit.ts';
import { startEmulator } from '../../../../emulator/emulator.ts';
import { clientFor } from '../../../../support/http/testClient.ts';

/** Advances only during a sleep, after every call that may start has started. */
class FakeClock {
  time = Date.UTC(2026, 9, 1);
  now(): number {
    return this.time;
  }
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await new Promise(setImmediate);
    this.time += ms;
  }
}

/** Advances to the next wake-up, and only while no call is in flight. */
class CallClock extends FakeClock {
  #calls = 0;
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  override sleep(ms: number): Promise<void> {
    return new Promise(resolve => {
      this.#sleepers.push({ until: this.time + ms, wake: resolve });
      setImmediate(() => this.#pass());
    });
  }

  async during<T>(call: Promise<T>): Promise<T> {
    this.#calls++;
    try {
      return await call;
    } finally {
      this.#calls--;
      setImmediate(() => this.#pass());
    }
  }

  #pass(): void {
    if (this.#calls > 0) return;
    const next = this.#sleepers.sort((a, b) => a.until - b.until).shift();
    if (next === undefined) return;
    this.time = Math.max(this.time, next.until);
    next.wake();
    if (this.#sleepers.length > 0) setImmediate(() => this.#pass());
  }
}

/** Returns the order in which turns are granted that are all waiting already. */
async function orderOf(turns: readonly (Turn & { readonly name: string })[]): Promise<string> {
  const clock = new FakeClock();
  const limiter = new Limiter({ count: 1, windowMs: 100 }, clock);
  await limiter.take();
  const order: string[] = [];
  await Promise.all(turns.map(turn => limiter.take(undefined, turn).then(() => order.push(turn.name))));
  return order.join(' ');
}

const turn = (name: string, group: string, watched = false) => ({ name, group, watched });

for (const [what, turns, expected] of [
  [
    'limiter: a task with many calls does not hold up another',
    [turn('a1', 'a'), turn('a2', 'a'), turn('a3', 'a'), turn('b1', 'b'), turn('c1', 'c'), turn('b2', 'b')],
    'a1 b1 c1 a2 b2 a3'
  ],
  [
    'limiter: watched tasks go first',
    [turn('a1', 'a'), turn('b1', 'b'), turn('w1', 'w', true), turn('w2', 'w', true)],
    'w1 w2 a1 b1'
  ],
  [
    'limiter: watched tasks leave every fourth slot to the others',
    [turn('a1', 'a'), ...['w1', 'w2', 'w3', 'w4', 'w5'].map(name => turn(name, name, true)), turn('b1', 'b')],
    'w1 w2 w3 a1 w4 w5 b1'
  ]
] as const) {
  test(what, async () => assert.equal(await orderOf(turns), expected));
}

test('limiter: several limiters over one window share limit and pause', async () => {
  const clock = new FakeClock();
  const window = new MemoryRateLimitWindow({ count: 5, windowMs: 1_000 });
  const limiters = [1, 2, 3].map(() => new Limiter({ count: 5, windowMs: 1_000 }, clock, window));
  const starts: number[] = [];
  await Promise.all(
    limiters.flatMap(limiter => Array.from({ length: 10 }, () => limiter.take().then(() => starts.push(clock.now()))))
  );
  for (const at of starts) {
    assert.ok(starts.filter(other => other >= at && other < at + 1_000).length <= 5);
  }
  assert.equal(starts.length, 30);
  const before = clock.now();
  limiters[0]?.pause(60_000);
  await limiters[1]?.take();
  assert.equal(clock.now(), before + 60_000);
});

test('limiter: a clock that is set back does not block calls', () => {
  const window = new MemoryRateLimitWindow({ count: 1, windowMs: 1_000 });
  assert.equal(window.take(50_000), 0);
  assert.equal(window.take(50_400), 600);
  assert.equal(window.take(1_000), 0);
});

test('limiter: rejects all waiting calls when counting fails', async () => {
  const window = {
    take: (): number => {
      throw new Error('the ledger is locked');
    }
  };
  const limiter = new Limiter({ count: 1, windowMs: 1_000 }, new FakeClock(), window);
  for (const waiting of [limiter.take(), limiter.take()]) await assert.rejects(waiting, { message: /locked/ });
});

test('limiter: paces 500 submissions and their queries within the limits of KIE', async t => {
  const clock = new CallClock();
  const emulator = await startEmulator({ now: () => clock.now(), credits: 100_000, taskMs: 1 });
  t.after(() => emulator.stop());
  const { client } = clientFor(
    t,
    emulator.apiBaseUrl,
    { proxySupport: 'off' },
    { apiKey: () => Promise.resolve(emulator.key), clock }
  );
  const submissions = new Limiter({ count: 20, windowMs: 10_500 }, clock);
  // The client's own rate limit can delay a call, so a status request counts only once it has its turn.
  const looks = new Limiter({ count: 8, windowMs: 1_000 }, clock);
  await Promise.all(
    Array.from({ length: 500 }, async (_, number) => {
      await submissions.take();
      const request = {
        model: 'elevenlabs/text-to-speech-multilingual-v2',
        input: { text: `boat ${number}`, voice: 'EkK5I93UQWFDigLMpZcX' }
      };
      const { taskId = '' } = await clock.during(client.createTask(request));
      for (let look = 0; look < 2; look++) {
        await looks.take(undefined, { group: taskId });
        await clock.during(client.recordInfo(taskId));
      }
    })
  );
  assert.equal(emulator.submissions.length, 500);
  assert.deepEqual(
    emulator.requests.filter(({ code }) => code !== 200),
    []
  );
});

for (const [how, retryAfter, expected] of [
  ['seconds', () => '7', 7_000],
  ['a date', (now: number) => new Date(now + 9_000).toUTCString(), 9_000],
  ['a date in the past', () => 'Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ['no value', () => undefined, 10_000],
  ['nonsense', () => 'soon', 10_000],
  ['years', () => '99999999', 3_600_000]
] as const) {
  test(`limiter: pauses queries after 429 with Retry-After as ${how}`, async t => {
    const clock = new FakeClock();
    const emulator = await startEmulator({ now: () => clock.now() });
    t.after(() => emulator.stop());
    const told = retryAfter(clock.now());
    emulator.faults.script({
      call: 'credit',
      effect: { kind: 'status', status: 429, ...(told === undefined ? {} : { retryAfter: told }) }
    });
    const { client } = clientFor(
      t,
      emulator.apiBaseUrl,
      { proxySupport: 'off' },
      { apiKey: () => Promise.resolve(emulator.key), clock }
    );
    const began = clock.now();
    await assert.rejects(client.credits(), { name: 'RateLimitError', retryAfterMs: expected });
    assert.equal(await client.credits(), 1000);
    assert.equal(clock.now(), began + expected);
  });
}
