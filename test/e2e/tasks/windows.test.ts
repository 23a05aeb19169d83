import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { LEASE_MS, LeaseStore } from '../../../src/core/tasks/store/leaseStore.ts';
import type { Task, TaskState } from '../../../src/shared/task.ts';
import { FakeKie, hangUntilAborted, PNG_IMAGE, imageResult } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';

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
    name: 'during an upload',
    during: 'preparing',
    arrange: kie => {
      kie.onUpload = n => (n === 1 ? never : 'https://up.test/2');
      return () => kie.uploads.length === 1;
    },
    ends: 'done',
    posts: 1
  },
  {
    name: 'during createTask',
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
      kie.onRecord = n => (n === 1 ? never : imageResult('https://r.test/a.png'));
      return () => kie.polls.length === 1;
    },
    ends: 'done',
    posts: 1
  },
  {
    name: 'during a download',
    during: 'collecting',
    arrange: kie => {
      kie.onDownload = n => (n === 1 ? never : PNG_IMAGE);
      return () => kie.downloads.length === 1;
    },
    ends: 'done',
    posts: 1
  }
];

for (const { name, during, arrange, ends, posts } of CRASHES) {
  test(`crash: ${name}, the next window ends the task as ${ends}`, OPTIONS, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const reached = arrange(kie);
    const image = path.join(fixture.dir, 'in.png');
    await fs.writeFile(image, PNG_IMAGE);
    const first = await fixture.openWindow();
    const { localId } = await first.engine.tasks.start(
      fixture.intent({
        model: 'edit',
        input: { image: pathToFileURL(image).href },
        saveTo: { folder: fixture.out, stem: 'in.new' }
      })
    );
    await fixture.advanceUntil(reached);
    first.crash();
    const second = await fixture.openWindow();
    second.engine.resumeAll();
    await fixture.advance(LEASE_MS / 2);
    assert.equal(second.engine.tasks.get(localId)?.state, during, 'a valid lease is respected');
    const task = await fixture.waitForEnd(second, localId);
    assert.equal(task.state, ends);
    assert.equal(kie.posts.length, posts);
    if (during === 'queued' || during === 'collecting') assert.equal(task.taskId, 'task-1');
    if (ends === 'done') assert.deepEqual(await fixture.files(), ['in.new.png']);
    else assert.match(task.error?.message ?? '', /KIE may have accepted/);
    await fixture.advance(10 * 60_000);
    assert.equal(kie.posts.length, posts);
  });
}

test('crash: between publishing and recording a file, nothing is downloaded twice', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const first = await fixture.openWindow();
  kie.onDownload = () => never;
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => kie.downloads.length === 1);
  first.crash();
  const db = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path.join(fixture.dir, 'ledger.db'));
  const part = String(db.prepare('SELECT part FROM results').get()?.['part']);
  const file = path.join(fixture.out, 'a-red-fox.png');
  await fs.writeFile(part, PNG_IMAGE);
  await fs.link(part, file);
  db.prepare('UPDATE results SET path = ?').run(file);
  db.close();
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  const task = await fixture.waitForEnd(second, localId);
  assert.equal(task.state, 'done');
  assert.equal(task.results[0]?.path, file);
  assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
  assert.equal(kie.downloads.length, 1);
  assert.equal(second.engine.tasks.ofFile(file)?.localId, localId);
});

test('windows: one follows and saves, both see every change', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = n =>
    n < 30 ? { state: 'generating', progress: n / 100 } : imageResult('https://r.test/a.png', 'https://r.test/b.png');
  const fixture = new EngineFixture(t, kie);
  const [first, second] = [await fixture.openWindow(), await fixture.openWindow()];
  const seen = [new Set<TaskState>(), new Set<TaskState>()];
  for (const [i, window] of [first, second].entries()) {
    window.engine.resumeAll();
    window.engine.tasks.onDidChange((changed: readonly Task[]) => changed.forEach(task => seen[i]?.add(task.state)));
  }
  const { localId } = await first.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(second, localId);
  assert.equal(task.state, 'done');
  await fixture.advance(5_000);
  assert.deepEqual(second.engine.tasks.list(), first.engine.tasks.list());
  for (const states of seen) assert.ok(states.has('running') && states.has('done'), [...states].join());
  assert.deepEqual(await fixture.files(), ['a-red-fox-2.png', 'a-red-fox.png']);
  assert.deepEqual([kie.posts.length, kie.polls.length, kie.downloads.length], [1, 30, 2]);
  second.engine.tasks.remove(localId);
  assert.deepEqual(first.engine.tasks.list(), []);
  assert.equal((await fixture.files()).length, 2, 'files are kept');
  assert.equal(first.engine.tasks.ofFile(path.join(fixture.out, 'a-red-fox.png'))?.model, 'picture');
});

test('windows: stopping a task in one ends its following in the other', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const [first, second] = [await fixture.openWindow(), await fixture.openWindow()];
  first.engine.resumeAll();
  second.engine.resumeAll();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForState(second, localId, 'running');
  second.engine.tasks.stop(localId);
  await fixture.advance(60_000);
  const { length } = kie.polls;
  await fixture.advance(10 * 60_000);
  assert.equal(kie.polls.length, length);
  assert.equal(first.engine.tasks.get(localId)?.state, 'stopped');
});

test('windows: a closed one releases its tasks at once', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForState(first, localId, 'running');
  first.engine.dispose();
  await first.engine.closed();
  kie.onRecord = () => imageResult('https://r.test/a.png');
  const second = await fixture.openWindow();
  const { length } = kie.polls;
  second.engine.resumeAll();
  await fixture.advance(LEASE_MS / 2);
  assert.ok(kie.polls.length > length, 'no lease has to expire first');
  assert.equal((await fixture.waitForEnd(second, localId)).state, 'done');
  assert.equal(kie.posts.length, 1);
});

test('close: during createTask, waits for the response and keeps the ID', OPTIONS, async t => {
  const kie = new FakeKie();
  let reply: ((id: string) => void) | undefined;
  kie.onCreate = () => new Promise<string>(resolve => (reply = resolve));
  const fixture = new EngineFixture(t, kie);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => reply !== undefined);
  first.engine.dispose();
  reply?.('late-1');
  await first.engine.closed();
  const second = await fixture.openWindow();
  assert.deepEqual(
    [second.engine.tasks.get(localId)?.state, second.engine.tasks.get(localId)?.taskId],
    ['queued', 'late-1']
  );
  second.engine.resumeAll();
  assert.equal((await fixture.waitForEnd(second, localId)).state, 'done');
  assert.equal(kie.posts.length, 1);
});

test('close: during an upload, leaves the task for the next window', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onUpload = (_, options) => hangUntilAborted(options);
  const fixture = new EngineFixture(t, kie);
  const image = path.join(fixture.dir, 'in.png');
  await fs.writeFile(image, PNG_IMAGE);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(
    fixture.intent({ model: 'edit', input: { image: pathToFileURL(image).href } })
  );
  await fixture.advanceUntil(() => kie.uploads.length === 1);
  first.engine.dispose();
  await first.engine.closed();
  kie.onUpload = () => 'https://up.test/2';
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  assert.equal((await fixture.waitForEnd(second, localId)).state, 'done');
  assert.equal(kie.posts.length, 1);
});

test('lease: one that could not be released expires, and the task continues', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'running');
  t.mock.method(LeaseStore.prototype, 'release', busy, { times: 1 });
  window.engine.tasks.downloadAvailable(localId);
  const asked = kie.polls.length;
  await fixture.advance(LEASE_MS * 4);
  assert.ok(kie.polls.length > asked, 'it is followed again');
  kie.onRecord = () => imageResult('https://r.test/a.png');
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
});

test('close: a late ID gets a row of its own, even when the ledger is busy', OPTIONS, async t => {
  const kie = new FakeKie();
  const late = Promise.withResolvers<string>();
  kie.onCreate = () => late.promise;
  const fixture = new EngineFixture(t, kie);
  const closing = await fixture.openWindow();
  const { localId } = await closing.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => kie.posts.length === 1);
  closing.engine.dispose();
  const other = await fixture.openWindow();
  await fixture.advance(LEASE_MS + 1);
  other.engine.resumeAll();
  await fixture.waitForState(other, localId, 'unknown');
  other.engine.tasks.assignId(localId, 'typed');
  await fixture.waitForEnd(other, localId);
  t.mock.method(LeaseStore.prototype, 'release', busy, { times: 1 });
  late.resolve('bought');
  await fixture.advanceUntil(() => other.engine.tasks.list().filter(task => task.state === 'done').length === 2);
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

test('close: a busy ledger does not keep a window open', OPTIONS, async t => {
  const fixture = new EngineFixture(t, new FakeKie());
  const { engine, log } = await fixture.openWindow();
  t.mock.method(LeaseStore.prototype, 'releaseAll', busy, { times: 1 });
  engine.dispose();
  await engine.closed();
  assert.throws(() => engine.tasks.list(), /not open/);
  assert.ok(log.some(line => line.includes('database is locked')));
});

function busy(): never {
  throw Object.assign(new Error('database is locked'), { errcode: 5 });
}
