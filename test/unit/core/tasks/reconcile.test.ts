import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { FakeKie, picture, refusal } from '../../../support/engine/fakeKie.ts';
import type { Window } from '../../../support/engine/world.ts';
import { World } from '../../../support/engine/world.ts';
import { backUp, changeLedger, deleteLedger } from '../../../support/engine/lostLedger.ts';

const OPTIONS = { timeout: 60_000 };
const HOUR_MS = 3_600_000;
const never = new Promise<never>(() => undefined);

function setUp(t: TestContext) {
  const kie = new FakeKie();
  const world = new World(t, kie);
  return { kie, world };
}

async function reopen(world: World): Promise<Window> {
  const window = await world.open();
  window.engine.resumeAll();
  return window;
}

/** Starts a task and returns a copy of the ledger from the moment before the submission. */
async function startWithBackup({ kie, world }: ReturnType<typeof setUp>, window: Window) {
  let restore = (): void => assert.fail('the balance was never asked for');
  kie.onCredits = n => {
    if (n === 1) restore = backUp(world);
    return 7;
  };
  const { localId } = await window.engine.tasks.start(world.intent());
  return { localId, restore: () => restore() };
}

test('reconcile: a sent task in an older copy is unknown and never sent again', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  kie.onCreate = () => never;
  const first = await world.open();
  const { localId, restore } = await startWithBackup({ kie, world }, first);
  await world.until(() => kie.posts.length === 1);
  first.crash();
  restore();
  const second = await reopen(world);
  assert.equal(second.engine.tasks.get(localId)?.state, 'unknown');
  await world.pass(HOUR_MS);
  assert.equal(kie.posts.length, 1);
  assert.match(second.log.join('\n'), /was sent, which the ledger did not know/);
});

test('reconcile: an accepted task in an older copy is followed by its id', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const first = await world.open();
  const { localId, restore } = await startWithBackup({ kie, world }, first);
  await world.reaches(first, localId, 'running');
  first.crash();
  restore();
  kie.onRecord = () => picture('https://r.test/a.png');
  const second = await reopen(world);
  const task = await world.ends(second, localId);
  assert.deepEqual([task.state, task.taskId, kie.posts.length], ['done', 'task-1', 1]);
  assert.deepEqual(await world.files(), ['a-red-fox.png']);
});

test('reconcile: a task that is done is not fetched again from an older copy', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  const first = await world.open();
  const { localId, restore } = await startWithBackup({ kie, world }, first);
  await world.ends(first, localId);
  await world.pass(1_000);
  first.crash();
  restore();
  const second = await reopen(world);
  const task = second.engine.tasks.get(localId);
  assert.deepEqual([task?.state, task?.taskId, task?.results[0]?.state], ['done', 'task-1', 'saved']);
  await world.pass(HOUR_MS);
  assert.deepEqual([kie.posts.length, kie.downloads.length], [1, 1]);
});

test('reconcile: a deleted ledger knows every submission again', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  const first = await world.open();
  const start = async (prompt: string) => (await first.engine.tasks.start(world.intent({ input: { prompt } }))).localId;
  const done = await start('done');
  await world.ends(first, done);
  const gone = await start('gone');
  await world.ends(first, gone);
  first.engine.tasks.remove(gone);
  kie.onRecord = () => ({ state: 'generating' });
  const running = await start('running');
  await world.reaches(first, running, 'running');
  kie.onCreate = () => refusal();
  const failed = await start('failed');
  await world.ends(first, failed);
  kie.onCreate = () => never;
  const open = await start('open');
  await world.until(() => kie.posts.length === 5);
  await world.pass(100);
  first.crash();
  deleteLedger(world);
  const second = await reopen(world);
  const states = () =>
    Object.fromEntries(second.engine.tasks.list().map(task => [String(task.input['prompt']), task.state]));
  await world.reaches(second, running, 'running');
  assert.deepEqual(states(), { done: 'done', running: 'running', failed: 'failed', open: 'unknown' });
  kie.onRecord = () => picture('https://r.test/b.png');
  const task = await world.ends(second, running);
  assert.deepEqual([task.state, task.taskId, kie.posts.length], ['done', 'task-3', 5]);
  assert.deepEqual(await world.files(), ['done.png', 'gone.png', 'running.png']);
  assert.equal(second.engine.tasks.get(open)?.localId, open);
});

test('reconcile: cleared history does not come back with a deleted ledger', OPTIONS, async t => {
  const { world } = setUp(t);
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.ends(first, localId);
  await world.pass(100);
  assert.equal(await first.engine.tasks.clear(), 1);
  first.crash();
  deleteLedger(world);
  assert.deepEqual((await reopen(world)).engine.tasks.list(), []);
});

test('reconcile: a task followed by its id survives a deleted ledger', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  kie.onRecord = () => ({ taskId: 'elsewhere', state: 'generating' });
  const first = await world.open();
  await first.engine.tasks.track('elsewhere', { saveTo: { folder: world.out, template: 'x' } });
  first.crash();
  deleteLedger(world);
  const [task] = (await reopen(world)).engine.tasks.list();
  assert.deepEqual([task?.taskId, task?.origin, task?.state], ['elsewhere', 'adopted', 'queued']);
});

test('reconcile: a refused task that waits for its next try is sent again', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  kie.onCreate = n => (n === 1 ? refusal({ transient: true, retryAfterMs: 60_000 }) : 'second');
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.until(() => first.engine.tasks.get(localId)?.error !== undefined);
  first.crash();
  const second = await world.open();
  assert.equal(second.engine.tasks.get(localId)?.state, 'preparing');
  await world.pass(40_000);
  second.engine.resumeAll();
  assert.equal((await world.ends(second, localId)).taskId, 'second');
});

test('reconcile: a row with unreadable JSON is repaired from the journal', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.reaches(first, localId, 'running');
  first.crash();
  changeLedger(world, `UPDATE tasks SET input = '{"prompt', plan = 'x', save_to = ''`);
  kie.onRecord = () => picture('https://r.test/a.png');
  await world.pass(60_000);
  const second = await reopen(world);
  assert.equal((await world.ends(second, localId)).state, 'done');
  assert.deepEqual([kie.posts.length, await world.files()], [1, ['a-red-fox.png']]);
});

test('submit: nothing is sent when the journal cannot be written', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  await fs.mkdir(path.join(world.dir, 'submissions.jsonl'));
  await assert.rejects(world.open(), /EISDIR/);
  await fs.rmdir(path.join(world.dir, 'submissions.jsonl'));
  const window = await world.open();
  await fs.mkdir(path.join(world.dir, 'submissions.jsonl'));
  const { localId } = await window.engine.tasks.start(world.intent());
  const task = await world.ends(window, localId);
  assert.deepEqual([task.state, kie.posts.length], ['failed', 0]);
  assert.match(task.error?.message ?? '', /could not be recorded on disk \(EISDIR\), so nothing was sent/);
  await fs.rmdir(path.join(world.dir, 'submissions.jsonl'));
});
