import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { Limiter } from '../../../../../src/core/http/rateLimit/limiter.ts';
import { SUBMISSIONS } from '../../../../../src/core/http/rateLimit/limits.ts';
import { MemoryRateLimitWindow } from '../../../../../src/core/http/rateLimit/rateLimit.ts';
import { RateLimitStore } from '../../../../../src/core/tasks/store/rateLimitStore.ts';
import { Random } from '../../../../crash/random.ts';
import { SlidingWindow } from '../../../../emulator/state.ts';
import { FakeKie, imageResult } from '../../../../support/engine/fakeKie.ts';
import { runConcurrently, SOURCE } from '../../../../support/engine/concurrentProcesses.ts';
import { openEmulatorFixture } from '../../../../support/engine/emulatorFixture.ts';
import { EngineFixture } from '../../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const NOW = Date.UTC(2026, 0, 2);

function place(t: TestContext): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-pace-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return path.join(dir, 'pace.db');
}

function open(t: TestContext, file: string): RateLimitStore {
  const line = (text: string): void => t.diagnostic(text);
  const pace = RateLimitStore.open(file, { debug: line, info: line, warn: line, error: line });
  t.after(() => pace.close());
  return pace;
}

test('rate limits: windows share each limit, and limits are counted separately', t => {
  const file = place(t);
  const [a, b] = [open(t, file), open(t, file)].map(pace => pace.window('queries', { count: 3, windowMs: 1_000 }));
  const other = open(t, file).window('submissions', { count: 1, windowMs: 1_000 });
  assert.ok(a && b);
  assert.deepEqual([a.take(NOW), b.take(NOW + 100), a.take(NOW + 200)], [0, 0, 0]);
  assert.deepEqual([b.take(NOW + 300), a.take(NOW + 300)], [700, 700], 'until the first one leaves the window');
  assert.equal(other.take(NOW + 300), 0);
  assert.equal(b.take(NOW + 1_000), 0);
  assert.equal(a.take(NOW + 1_000), 100);
});

test('rate limits: clocks that differ or were set back do not block a window', t => {
  const window = open(t, place(t)).window('w', { count: 1, windowMs: 1_000 });
  assert.equal(window.take(NOW), 0);
  assert.ok(window.take(NOW - 5) > 0);
  assert.equal(window.take(NOW - 3_600_000), 0);
});

for (const kind of ['in a file', 'in memory']) {
  test(`rate limits: a slot ${kind} counts from the arrival of its call`, t => {
    const window =
      kind === 'in memory'
        ? new MemoryRateLimitWindow({ count: 2, windowMs: 1_000, pendingMs: 500 })
        : open(t, place(t)).window('w', { count: 2, windowMs: 1_000, pendingMs: 500 });
    assert.deepEqual([window.take(NOW), window.take(NOW + 1)], [0, 0]);
    assert.equal(window.take(NOW + 2), 1_000, 'never longer than a window');
    window.settle?.(NOW, NOW + 300);
    assert.equal(window.take(NOW + 1_000), 300);
    assert.equal(window.take(NOW + 1_300), 0);
    assert.equal(window.take(NOW + 1_300), 201, 'the second one may have arrived at 501');
    window.settle?.(NOW + 1, NOW + 1_400);
    assert.equal(window.take(NOW + 1_501), 899, 'but it arrived at 1400');
    window.settle?.(NOW - 5, NOW + 1_500);
    assert.equal(window.take(NOW + 2_400), 0);
  });
}

test('rate limits: the longest valid pause holds in all windows', t => {
  const file = place(t);
  const [a, b] = [open(t, file), open(t, file)].map(pace => pace.window('w', { count: 5, windowMs: 1_000 }));
  assert.ok(a && b);
  a.pause?.(NOW + 5_000);
  b.pause?.(NOW + 2_000);
  assert.deepEqual([a.take(NOW), b.take(NOW)], [5_000, 5_000]);
  assert.equal(b.take(NOW + 5_000), 0);
  a.pause?.(NOW + 365 * 86_400_000);
  assert.equal(b.take(NOW + 5_001), 0);
});

test('rate limits: a damaged file is replaced, and files stay small', t => {
  const file = place(t);
  writeFileSync(file, 'this is no database, '.repeat(500));
  const window = open(t, file).window('w', { count: 8, windowMs: 1_000 });
  for (let i = 0; i < 3_000; i++) window.take(NOW + i * 130);
  assert.ok(statSync(file).size + statSync(`${file}-wal`).size < 400_000);
});

test('rate limits: concurrent processes never exceed a limit', OPTIONS, async t => {
  const file = place(t);
  open(t, file).window('w', { count: 20, windowMs: 10_000 });
  const taken = await runConcurrently(
    t,
    3,
    `const { RateLimitStore } = await import(${JSON.stringify(path.join(SOURCE, 'tasks/store/rateLimitStore.ts'))});
     const quiet = { debug() {}, info() {}, warn() {}, error() {} };
     const window = RateLimitStore.open(${JSON.stringify(file)}, quiet).window('w', { count: 20, windowMs: 10_000 });`,
    `let taken = 0;
     for (let i = 0; i < 200; i++) if (window.take(${NOW} + i) === 0) taken++;
     return taken;`
  );
  assert.equal(
    taken.reduce<number>((sum, count) => sum + Number(count), 0),
    20,
    taken.join()
  );
});

test('rate limits: two windows together stay within the submissions of KIE', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const [first, second] = [await fixture.openWindow(), await fixture.openWindow()];
  for (let i = 0; i < 15; i++) {
    await first.engine.tasks.start(fixture.intent());
    await second.engine.tasks.start(fixture.intent());
  }
  await fixture.advance(1_000);
  assert.equal(kie.posts.length, 20);
  await fixture.advance(11_000);
  assert.equal(kie.posts.length, 30);
});

test('rate limits: tasks that the user looks at are queried first', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n => (n < 20 ? { state: 'generating' } : imageResult('https://r.test/a.png'));
  const fixture = new EngineFixture(t, kie);
  const { engine } = await fixture.openWindow();
  const [seen, other] = [await engine.tasks.start(fixture.intent()), await engine.tasks.start(fixture.intent())];
  const view = engine.tasks.watch([seen.localId]);
  await fixture.advanceUntil(() => kie.queries.length >= 6);
  const watched = (localId: string): boolean[] => [
    ...new Set(kie.queries.filter(ask => ask.taskId === engine.tasks.get(localId)?.taskId).map(ask => ask.watched))
  ];
  assert.deepEqual([watched(seen.localId), watched(other.localId)], [[true], [false]]);
  view.dispose();
  const { length } = kie.queries;
  await fixture.advanceUntil(() => kie.queries.length >= length + 4);
  assert.ok(kie.queries.slice(length).every(ask => !ask.watched));
});

test('rate limits: two windows never exceed the submissions of ten seconds', OPTIONS, async t => {
  const kie = new FakeKie();
  const posted: number[] = [];
  const fixture = new EngineFixture(t, kie);
  kie.onCreate = n => {
    posted.push(fixture.now);
    return `id-${n}`;
  };
  kie.onRecord = () => ({ state: 'generating' });
  const windows = [await fixture.openWindow(), await fixture.openWindow()];
  await Promise.all(
    windows.flatMap(({ engine }) => Array.from({ length: 50 }, () => engine.tasks.start(fixture.intent())))
  );
  await fixture.advanceUntil(() => posted.length === 100);
  const inTenSeconds = posted.map(from => posted.filter(at => at >= from && at < from + 10_000).length);
  assert.equal(Math.max(...inTenSeconds), 20);
  assert.ok((posted.at(-1) ?? 0) - (posted[0] ?? 0) < 60_000, 'no slower than necessary');
});

/** Events in order; time advances only when no work is left for the current moment. */
class Events {
  time = NOW;
  readonly #due: { readonly at: number; readonly wake: () => void }[] = [];
  now(): number {
    return this.time;
  }
  sleep(ms: number): Promise<void> {
    return new Promise(resolve => void this.#due.push({ at: this.time + ms, wake: resolve }));
  }
  async run(): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const next = this.#due.sort((a, b) => a.at - b.at).shift();
      if (next === undefined) return;
      this.time = next.at;
      next.wake();
    }
  }
}

for (const [what, onTheWay] of [
  ['immediate', () => 0],
  ['delayed in groups', (n: number) => (Math.floor(n / 20) % 2 === 0 ? 4_000 : 30)],
  ['random', (_: number, random: Random) => random.below(9_000)]
] as const) {
  test(`rate limits: KIE rejects none of 500 tasks in three windows (arrival: ${what})`, async t => {
    const clock = new Events();
    const random = new Random(7);
    const file = place(t);
    const windows = [1, 2, 3].map(
      () => new Limiter(SUBMISSIONS, clock, open(t, file).window('submissions', SUBMISSIONS))
    );
    const kie = new SlidingWindow(20, 10_000, () => clock.now());
    let sent = 0;
    let rejected = 0;
    const submit = async (limiter: Limiter): Promise<void> => {
      const taken = await limiter.take();
      await clock.sleep(onTheWay(sent++, random));
      if (!kie.admit()) rejected++;
      await clock.sleep(random.below(300));
      limiter.settle(taken);
    };
    const all = Array.from({ length: 500 }, (_, i) => submit(windows[i % 3] ?? assert.fail()));
    await clock.run();
    await Promise.all(all);
    assert.equal(rejected, 0);
    const slowest = what === 'immediate' ? 10_500 : what === 'random' ? 20_000 : 13_000;
    assert.ok(clock.time - NOW <= 25 * slowest, `no slower than necessary: ${clock.time - NOW} ms`);
  });
}

test('rate limits: a single task does not wait for an earlier batch', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const { engine } = await fixture.openWindow();
  const fox = (i: number) => fixture.intent({ input: { prompt: `fox ${i}` } });
  await engine.batches.start(
    Array.from({ length: 90 }, (_, i) => fox(i)),
    { name: 'Foxes', atOnce: 90 }
  );
  await fixture.advanceUntil(() => kie.posts.length === 20);
  await engine.tasks.start(fixture.intent({ input: { prompt: 'mine' } }));
  await fixture.advanceUntil(() => kie.posts.length > 20);
  await fixture.advance(100);
  assert.ok(kie.posts.slice(20, 22).some(({ input }) => input['prompt'] === 'mine'));
});

test('rate limits: the engine shares submissions and queries with all windows', OPTIONS, async t => {
  const { run, out } = await openEmulatorFixture(t);
  assert.equal((await run({ model: 'google/nano-banana', input: { prompt: 'a red fox' } })).state, 'done');
  const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path.join(path.dirname(out), 'pace.db'));
  const rows = db.prepare('SELECT name, starts FROM windows ORDER BY name').all();
  db.close();
  assert.deepEqual(
    rows.map(row => [row['name'], (JSON.parse(String(row['starts'])) as unknown[]).length > 0]),
    [
      ['queries', true],
      ['submissions', true]
    ]
  );
});
