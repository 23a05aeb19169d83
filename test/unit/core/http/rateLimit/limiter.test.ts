import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Limiter } from '../../../../../src/core/http/rateLimit/limiter.ts';

/** Clock whose time advances only during sleeps. */
class FakeClock {
  time = 0;
  now(): number {
    return this.time;
  }
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await Promise.resolve(); // pending takers start before time advances
    this.time += ms;
  }
}

for (const [count, windowMs] of [
  [20, 10_000],
  [8, 1_000]
] as const) {
  test(`limiter: allows at most ${count} calls in any ${windowMs} ms, in order`, async () => {
    const clock = new FakeClock();
    const limiter = new Limiter({ count, windowMs }, clock);
    const starts: { readonly who: number; readonly at: number }[] = [];
    const all = Array.from({ length: 50 }, (_, who) =>
      limiter.take().then(() => starts.push({ who, at: clock.now() }))
    );
    await Promise.all(all);
    assert.deepEqual(
      starts.map(start => start.who),
      starts.map((_, index) => index)
    );
    for (const { at } of starts) {
      const inWindow = starts.filter(other => other.at >= at && other.at < at + windowMs).length;
      assert.ok(inWindow <= count, `${inWindow} from ${at}`);
    }
    assert.equal(clock.now(), (Math.ceil(50 / count) - 1) * windowMs);
  });
}

test('limiter: a pause holds all calls back', async () => {
  const clock = new FakeClock();
  const limiter = new Limiter({ count: 5, windowMs: 100 }, clock);
  limiter.pause(7_000);
  await limiter.take();
  assert.equal(clock.now(), 7_000);
});

test('limiter: a pause ends when the clock is set back, and a later one holds', async () => {
  const clock = new FakeClock();
  clock.time = 864_000_000;
  const limiter = new Limiter({ count: 5, windowMs: 100 }, clock);
  limiter.pause(7_000);
  clock.time = 0;
  await limiter.take();
  assert.equal(clock.now(), 0);
  limiter.pause(3_000);
  await limiter.take();
  assert.equal(clock.now(), 3_000);
});

test('limiter: an aborted call is rejected at once and uses no slot', async () => {
  const sleeps: (() => void)[] = [];
  let time = 0;
  const clock = {
    now: () => time,
    sleep: (ms: number) =>
      new Promise<void>(resolve => {
        sleeps.push(() => {
          time += ms;
          resolve();
        });
      })
  };
  const limiter = new Limiter({ count: 1, windowMs: 1_000 }, clock);
  await limiter.take();
  const first = limiter.take(); // sleeps; not woken yet
  const controller = new AbortController();
  const second = limiter.take(controller.signal); // queued behind it
  const third = limiter.take();
  controller.abort(new Error('enough'));
  await assert.rejects(second, { message: 'enough' });
  await assert.rejects(limiter.take(AbortSignal.abort(new Error('before'))), { message: 'before' });
  sleeps.shift()?.();
  await first;
  assert.equal(time, 1_000);
  while (sleeps.length === 0) await Promise.resolve();
  sleeps.shift()?.();
  await third;
  assert.equal(time, 2_000);
});

test('limiter: pauses this window when the shared window cannot be paused', async () => {
  const clock = new FakeClock();
  const limiter = new Limiter({ count: 5, windowMs: 1_000 }, clock, {
    take: () => 0,
    pause: () => {
      throw new Error('database or disk is full');
    }
  });
  limiter.pause(7_000);
  assert.equal(await limiter.take(), 7_000);
});
