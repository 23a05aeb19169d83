import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { ServerError, UnreachableError } from '../../../src/core/http/errors/errors.ts';
import { FakeKie, imageResult, rejection } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const unreachable = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
const ready = imageResult('https://r.test/a.png');

/** One window, and a KIE at which no task ends. */
async function generating(t: TestContext) {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  return { kie, fixture, window: await fixture.openWindow() };
}

test('offline: one task at a time tests the connection, and all continue after', OPTIONS, async t => {
  const { kie, fixture, window } = await generating(t);
  const { engine } = window;
  const signs: boolean[] = [];
  const retriesAt: number[] = [];
  engine.connection.onDidChange(online => {
    if (online !== signs.at(-1)) signs.push(online);
    if (!online) retriesAt.push(engine.connection.retryAt ?? 0);
  });
  const tasks = await Promise.all(Array.from({ length: 15 }, () => engine.tasks.start(fixture.intent())));
  await fixture.advanceUntil(() => engine.tasks.list().every(task => task.state === 'running'));
  assert.equal(engine.connection.online, true);
  kie.onRecord = () => unreachable;
  const [polls, lines] = [kie.polls.length, window.log.length];
  await fixture.advance(3_600_000);
  assert.ok(kie.polls.length - polls <= 15 + 3_600_000 / 25_000, `${kie.polls.length - polls} queries in an hour`);
  assert.equal(window.log.length - lines, 1);
  assert.deepEqual([signs, engine.connection.online], [[false], false]);
  assert.ok(retriesAt.length > 100 && retriesAt.every((at, index) => index === 0 || at > (retriesAt[index - 1] ?? 0)));
  assert.ok(
    engine.tasks.list().every(task => task.state === 'running' && task.error === undefined),
    'no task shows an error'
  );
  kie.onRecord = () => ready;
  for (const { localId } of tasks) assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.deepEqual([signs, engine.connection.online], [[false, true], true]);
  assert.equal(engine.connection.retryAt, undefined);
});

test('offline: a stopped task does not end the reconnect attempts', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => unreachable;
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const [first, second] = [
    await window.engine.tasks.start(fixture.intent()),
    await window.engine.tasks.start(fixture.intent())
  ];
  await fixture.advanceUntil(() => !window.engine.connection.online);
  window.engine.tasks.stop(first.localId);
  kie.onRecord = () => ready;
  assert.equal((await fixture.waitForEnd(window, second.localId)).state, 'done');
  assert.equal(window.engine.tasks.get(first.localId)?.state, 'stopped');
});

test('connection: a server error does not count as offline', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n =>
    n < 4 ? new ServerError('500', { code: 500, remedy: 'retry', accepted: 'no', transient: true }) : ready;
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const signs: boolean[] = [];
  window.engine.connection.onDidChange(online => signs.push(online));
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.deepEqual(signs, []);
});

test('sleep: each task is queried once on wake-up, then at the usual interval', OPTIONS, async t => {
  const { kie, fixture, window } = await generating(t);
  window.engine.resumeAll();
  for (let i = 0; i < 10; i++) await window.engine.tasks.start(fixture.intent());
  await fixture.advance(300_000);
  const { length } = kie.polls;
  fixture.now += 8 * 3_600_000;
  await fixture.advance(1_000);
  assert.equal(kie.polls.length - length, 10);
  await fixture.advance(60_000);
  assert.ok(kie.polls.length - length <= 40);
  assert.ok(window.engine.tasks.list().every(task => task.state === 'running'));
});

test('sleep: does not use up the time for retrying a download', OPTIONS, async t => {
  const kie = new FakeKie();
  let fails = true;
  const { onDownload } = kie;
  kie.onDownload = (n, url) => (fails ? rejection({ transient: true }) : onDownload(n, url));
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => kie.downloads.length === 3);
  fixture.now += 8 * 3_600_000;
  await fixture.advanceUntil(() => kie.downloads.length === 5);
  assert.equal(window.engine.tasks.get(localId)?.state, 'collecting');
  fails = false;
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
});

test('reconnect: retries downloads that failed while offline', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  const { onDownload } = kie;
  kie.onDownload = () => unreachable;
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'uncollected');
  kie.onRecord = () => unreachable;
  const other = await window.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => !window.engine.connection.online);
  kie.onDownload = onDownload;
  kie.onRecord = () => ready;
  assert.equal((await fixture.waitForEnd(window, other.localId)).state, 'done');
  await fixture.advanceUntil(() => window.engine.tasks.get(localId)?.state === 'done');
});
