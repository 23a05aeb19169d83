import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { ServerError, UnreachableError } from '../../../src/core/http/errors/errors.ts';
import { FakeKie, picture, refusal } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const away = new UnreachableError('Away.', { remedy: 'check-network', accepted: 'no', transient: true });
const ready = picture('https://r.test/a.png');

/** One window, and a KIE at which no task ends. */
async function generating(t: TestContext) {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const world = new World(t, kie);
  return { kie, world, window: await world.open() };
}

test(
  'while the network is away one task at a time looks for it, with one line and one sign, and all go on after',
  OPTIONS,
  async t => {
    const { kie, world, window } = await generating(t);
    const { engine } = window;
    const signs: boolean[] = [];
    engine.connection.onDidChange(online => signs.push(online));
    const tasks = await Promise.all(Array.from({ length: 15 }, () => engine.tasks.start(world.intent())));
    await world.until(() => engine.tasks.list().every(task => task.state === 'running'));
    assert.equal(engine.connection.online, true);
    kie.onRecord = () => away;
    const [polls, lines] = [kie.polls.length, window.log.length];
    await world.pass(3_600_000);
    assert.ok(kie.polls.length - polls <= 15 + 3_600_000 / 25_000, `${kie.polls.length - polls} looks in an hour`);
    assert.equal(window.log.length - lines, 1);
    assert.deepEqual([signs, engine.connection.online], [[false], false]);
    assert.ok(
      engine.tasks.list().every(task => task.state === 'running' && task.error === undefined),
      'no task is told off for it'
    );
    kie.onRecord = () => ready;
    for (const { localId } of tasks) assert.equal((await world.ends(window, localId)).state, 'done');
    assert.deepEqual([signs, engine.connection.online], [[false, true], true]);
  }
);

test('a task can be stopped while the network is away, and another goes on looking for it', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => away;
  const world = new World(t, kie);
  const window = await world.open();
  const [first, second] = [
    await window.engine.tasks.start(world.intent()),
    await window.engine.tasks.start(world.intent())
  ];
  await world.until(() => !window.engine.connection.online);
  window.engine.tasks.stop(first.localId);
  kie.onRecord = () => ready;
  assert.equal((await world.ends(window, second.localId)).state, 'done');
  assert.equal(window.engine.tasks.get(first.localId)?.state, 'stopped');
});

test('an answer of any kind is a sign of life: trouble at KIE is no missing network', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n =>
    n < 4 ? new ServerError('500', { code: 500, remedy: 'retry', accepted: 'no', transient: true }) : ready;
  const world = new World(t, kie);
  const window = await world.open();
  const signs: boolean[] = [];
  window.engine.connection.onDidChange(online => signs.push(online));
  const { localId } = await window.engine.tasks.start(world.intent());
  assert.equal((await world.ends(window, localId)).state, 'done');
  assert.deepEqual(signs, []);
});

test(
  'a computer that slept looks at each task once when it wakes, and goes on in the usual distances',
  OPTIONS,
  async t => {
    const { kie, world, window } = await generating(t);
    window.engine.resumeAll();
    for (let i = 0; i < 10; i++) await window.engine.tasks.start(world.intent());
    await world.pass(300_000);
    const { length } = kie.polls;
    world.now += 8 * 3_600_000;
    await world.pass(1_000);
    assert.equal(kie.polls.length - length, 10);
    await world.pass(60_000);
    assert.ok(kie.polls.length - length <= 40);
    assert.ok(window.engine.tasks.list().every(task => task.state === 'running'));
  }
);

test(
  'hours of sleep are nobody’s patience: a result whose fetching was interrupted is still tried after',
  OPTIONS,
  async t => {
    const kie = new FakeKie();
    let fails = true;
    const { onDownload } = kie;
    kie.onDownload = (n, url) => (fails ? refusal({ transient: true }) : onDownload(n, url));
    const world = new World(t, kie);
    const window = await world.open();
    const { localId } = await window.engine.tasks.start(world.intent());
    await world.until(() => kie.downloads.length === 3);
    world.now += 8 * 3_600_000;
    await world.until(() => kie.downloads.length === 5);
    assert.equal(window.engine.tasks.get(localId)?.state, 'collecting');
    fails = false;
    assert.equal((await world.ends(window, localId)).state, 'done');
  }
);

test('what the network kept from being saved is tried again when it is back', OPTIONS, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const window = await world.open();
  window.engine.resumeAll();
  const { onDownload } = kie;
  kie.onDownload = () => away;
  const { localId } = await window.engine.tasks.start(world.intent());
  assert.equal((await world.ends(window, localId)).state, 'uncollected');
  kie.onRecord = () => away;
  const other = await window.engine.tasks.start(world.intent());
  await world.until(() => !window.engine.connection.online);
  kie.onDownload = onDownload;
  kie.onRecord = () => ready;
  assert.equal((await world.ends(window, other.localId)).state, 'done');
  await world.until(() => window.engine.tasks.get(localId)?.state === 'done');
});
