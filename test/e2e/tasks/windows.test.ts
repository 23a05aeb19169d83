import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { LEASE_MS, LeaseStore } from '../../../src/core/tasks/store/leaseStore.ts';
import type { Task, TaskState } from '../../../src/shared/task.ts';
import { FakeKie, hang, PICTURE, picture } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';

const OPTIONS = { timeout: 60_000 };
const never = new Promise<never>(() => undefined);

interface Crash {
  readonly name: string;
  readonly during: TaskState;
  /** Makes the first call of that kind hang; the returned function reports whether it was reached. */
  readonly arrange: (kie: FakeKie) => () => boolean;
  readonly ends: TaskState;
  readonly posts: number;
}

const CRASHES: readonly Crash[] = [
  {
    name: 'while a file travels',
    during: 'preparing',
    arrange: kie => {
      kie.onUpload = n => (n === 1 ? never : 'https://up.test/2');
      return () => kie.uploads.length === 1;
    },
    ends: 'done',
    posts: 1
  },
  {
    name: 'while createTask is on its way',
    during: 'submitting',
    arrange: kie => {
      kie.onCreate = () => never;
      return () => kie.posts.length === 1;
    },
    ends: 'unknown',
    posts: 1
  },
  {
    name: 'while following',
    during: 'queued',
    arrange: kie => {
      kie.onRecord = n => (n === 1 ? never : picture('https://r.test/a.png'));
      return () => kie.polls.length === 1;
    },
    ends: 'done',
    posts: 1
  },
  {
    name: 'while a result travels',
    during: 'collecting',
    arrange: kie => {
      kie.onDownload = n => (n === 1 ? never : PICTURE);
      return () => kie.downloads.length === 1;
    },
    ends: 'done',
    posts: 1
  }
];

for (const { name, during, arrange, ends, posts } of CRASHES) {
  test(`a crash ${name}: the next window makes it ${ends}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const world = new World(t, kie);
    const reached = arrange(kie);
    const image = path.join(world.dir, 'in.png');
    await fs.writeFile(image, PICTURE);
    const first = await world.open();
    const { localId } = await first.engine.tasks.start(
      world.intent({
        model: 'edit',
        input: { image: pathToFileURL(image).href },
        saveTo: { folder: world.out, stem: 'in.new' }
      })
    );
    await world.until(reached);
    first.crash();
    const second = await world.open();
    second.engine.resumeAll();
    await world.pass(LEASE_MS / 2);
    assert.equal(second.engine.tasks.get(localId)?.state, during, 'a living lease is respected');
    const task = await world.ends(second, localId);
    assert.equal(task.state, ends);
    assert.equal(kie.posts.length, posts);
    if (during === 'queued' || during === 'collecting') assert.equal(task.taskId, 'task-1');
    if (ends === 'done') assert.deepEqual(await world.files(), ['in.new.png']);
    else assert.match(task.error?.message ?? '', /KIE may have accepted/);
    await world.pass(10 * 60_000);
    assert.equal(kie.posts.length, posts);
  });
}

test(
  'a crash after the file got its name and before that was noted: no second download, no second file',
  OPTIONS,
  async t => {
    const kie = new FakeKie();
    const world = new World(t, kie);
    const first = await world.open();
    kie.onDownload = () => never;
    const { localId } = await first.engine.tasks.start(world.intent());
    await world.until(() => kie.downloads.length === 1);
    first.crash();
    const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path.join(world.dir, 'ledger.db'));
    const part = String(db.prepare('SELECT part FROM results').get()?.['part']);
    const file = path.join(world.out, 'a-red-fox.png');
    await fs.writeFile(part, PICTURE);
    await fs.link(part, file);
    db.prepare('UPDATE results SET path = ?').run(file);
    db.close();
    const second = await world.open();
    second.engine.resumeAll();
    const task = await world.ends(second, localId);
    assert.equal(task.state, 'done');
    assert.equal(task.results[0]?.path, file);
    assert.deepEqual(await world.files(), ['a-red-fox.png']);
    assert.equal(kie.downloads.length, 1);
    assert.equal(second.engine.tasks.ofFile(file)?.localId, localId);
  }
);

test('two windows: one follows and saves, both see every change, nothing happens twice', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n =>
    n < 30 ? { state: 'generating', progress: n / 100 } : picture('https://r.test/a.png', 'https://r.test/b.png');
  const world = new World(t, kie);
  const [first, second] = [await world.open(), await world.open()];
  const seen = [new Set<TaskState>(), new Set<TaskState>()];
  for (const [i, window] of [first, second].entries()) {
    window.engine.resumeAll();
    window.engine.tasks.onDidChange((changed: readonly Task[]) => changed.forEach(task => seen[i]?.add(task.state)));
  }
  const { localId } = await first.engine.tasks.start(world.intent());
  const task = await world.ends(second, localId);
  assert.equal(task.state, 'done');
  await world.pass(5_000);
  assert.deepEqual(second.engine.tasks.list(), first.engine.tasks.list());
  for (const states of seen) assert.ok(states.has('running') && states.has('done'), [...states].join());
  assert.deepEqual(await world.files(), ['a-red-fox-2.png', 'a-red-fox.png']);
  assert.deepEqual([kie.posts.length, kie.polls.length, kie.downloads.length], [1, 30, 2]);
  second.engine.tasks.remove(localId);
  assert.deepEqual(first.engine.tasks.list(), []);
  assert.equal((await world.files()).length, 2, 'files stay');
  assert.equal(first.engine.tasks.ofFile(path.join(world.out, 'a-red-fox.png'))?.model, 'picture');
});

test('stopping in one window ends the following in the other', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const world = new World(t, kie);
  const [first, second] = [await world.open(), await world.open()];
  first.engine.resumeAll();
  second.engine.resumeAll();
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.reaches(second, localId, 'running');
  second.engine.tasks.stop(localId);
  await world.pass(60_000);
  const { length } = kie.polls;
  await world.pass(10 * 60_000);
  assert.equal(kie.polls.length, length);
  assert.equal(first.engine.tasks.get(localId)?.state, 'stopped');
});

test('a closed window gives its tasks back at once, and another goes on', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const world = new World(t, kie);
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.reaches(first, localId, 'running');
  first.engine.dispose();
  await first.engine.closed();
  kie.onRecord = () => picture('https://r.test/a.png');
  const second = await world.open();
  const { length } = kie.polls;
  second.engine.resumeAll();
  await world.pass(LEASE_MS / 2);
  assert.ok(kie.polls.length > length, 'no lease has to run out first');
  assert.equal((await world.ends(second, localId)).state, 'done');
  assert.equal(kie.posts.length, 1);
});

test('closing while createTask is on its way waits for the answer and keeps the id', OPTIONS, async t => {
  const kie = new FakeKie();
  let reply: ((id: string) => void) | undefined;
  kie.onCreate = () => new Promise<string>(resolve => (reply = resolve));
  const world = new World(t, kie);
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.until(() => reply !== undefined);
  first.engine.dispose();
  reply?.('late-1');
  await first.engine.closed();
  const second = await world.open();
  assert.deepEqual(
    [second.engine.tasks.get(localId)?.state, second.engine.tasks.get(localId)?.taskId],
    ['queued', 'late-1']
  );
  second.engine.resumeAll();
  assert.equal((await world.ends(second, localId)).state, 'done');
  assert.equal(kie.posts.length, 1);
});

test('closing while files travel leaves the task to be taken up again', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onUpload = (_, options) => hang(options);
  const world = new World(t, kie);
  const image = path.join(world.dir, 'in.png');
  await fs.writeFile(image, PICTURE);
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(
    world.intent({ model: 'edit', input: { image: pathToFileURL(image).href } })
  );
  await world.until(() => kie.uploads.length === 1);
  first.engine.dispose();
  await first.engine.closed();
  kie.onUpload = () => 'https://up.test/2';
  const second = await world.open();
  second.engine.resumeAll();
  assert.equal((await world.ends(second, localId)).state, 'done');
  assert.equal(kie.posts.length, 1);
});

test('a lease that could not be given back runs out, and the task goes on', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const world = new World(t, kie);
  const window = await world.open();
  window.engine.resumeAll();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.reaches(window, localId, 'running');
  t.mock.method(LeaseStore.prototype, 'release', busy, { times: 1 });
  window.engine.tasks.downloadAvailable(localId);
  const asked = kie.polls.length;
  await world.pass(LEASE_MS * 4);
  assert.ok(kie.polls.length > asked, 'it is followed again');
  kie.onRecord = () => picture('https://r.test/a.png');
  assert.equal((await world.ends(window, localId)).state, 'done');
});

test('an id that comes late gets one row of its own, also when the ledger is busy at that moment', OPTIONS, async t => {
  const kie = new FakeKie();
  const late = Promise.withResolvers<string>();
  kie.onCreate = () => late.promise;
  const world = new World(t, kie);
  const closing = await world.open();
  const { localId } = await closing.engine.tasks.start(world.intent());
  await world.until(() => kie.posts.length === 1);
  closing.engine.dispose();
  const other = await world.open();
  await world.pass(LEASE_MS + 1);
  other.engine.resumeAll();
  await world.reaches(other, localId, 'unknown');
  other.engine.tasks.assignId(localId, 'typed');
  await world.ends(other, localId);
  t.mock.method(LeaseStore.prototype, 'release', busy, { times: 1 });
  late.resolve('bought');
  await world.until(() => other.engine.tasks.list().filter(task => task.state === 'done').length === 2);
  await closing.engine.closed();
  assert.deepEqual(
    other.engine.tasks
      .list()
      .map(task => task.taskId)
      .sort(),
    ['bought', 'typed']
  );
  assert.equal(kie.posts.length, 1);
});

test('a busy ledger does not keep a window from closing', OPTIONS, async t => {
  const world = new World(t, new FakeKie());
  const { engine, log } = await world.open();
  t.mock.method(LeaseStore.prototype, 'releaseAll', busy, { times: 1 });
  engine.dispose();
  await engine.closed();
  assert.throws(() => engine.tasks.list(), /not open/);
  assert.ok(log.some(line => line.includes('database is locked')));
});

function busy(): never {
  throw Object.assign(new Error('database is locked'), { errcode: 5 });
}
