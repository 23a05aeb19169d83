import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { FakeKie, imageResult, rejection } from '../../../support/engine/fakeKie.ts';
import type { TestWindow } from '../../../support/engine/engineFixture.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';
import { backUpLedger, changeLedger, deleteLedger } from '../../../support/engine/ledgerFiles.ts';

const OPTIONS = { timeout: 60_000 };
const HOUR_MS = 3_600_000;
const never = new Promise<never>(() => undefined);

function setUp(t: TestContext) {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  return { kie, fixture };
}

async function reopen(fixture: EngineFixture): Promise<TestWindow> {
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  return window;
}

/** Starts a task and returns a copy of the ledger from the moment before the submission. */
async function startWithBackup({ kie, fixture }: ReturnType<typeof setUp>, window: TestWindow) {
  let restore = (): void => assert.fail('the balance was not queried');
  kie.onCredits = n => {
    if (n === 1) restore = backUpLedger(fixture);
    return 7;
  };
  const { localId } = await window.engine.tasks.start(fixture.intent());
  return { localId, restore: () => restore() };
}

test('reconcile: a sent task in an older copy is unknown and never sent again', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  kie.onCreate = () => never;
  const first = await fixture.openWindow();
  const { localId, restore } = await startWithBackup({ kie, fixture }, first);
  await fixture.advanceUntil(() => kie.posts.length === 1);
  first.crash();
  restore();
  const second = await reopen(fixture);
  assert.equal(second.engine.tasks.get(localId)?.state, 'unknown');
  await fixture.advance(HOUR_MS);
  assert.equal(kie.posts.length, 1);
  assert.match(second.log.join('\n'), /was sent but the ledger did not record it/);
});

test('reconcile: an accepted task in an older copy is followed by its ID', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const first = await fixture.openWindow();
  const { localId, restore } = await startWithBackup({ kie, fixture }, first);
  await fixture.waitForState(first, localId, 'running');
  first.crash();
  restore();
  kie.onRecord = () => imageResult('https://r.test/a.png');
  const second = await reopen(fixture);
  const task = await fixture.waitForEnd(second, localId);
  assert.deepEqual([task.state, task.taskId, kie.posts.length], ['done', 'task-1', 1]);
  assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
});

test('reconcile: a done task is not downloaded again from an older copy', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  const first = await fixture.openWindow();
  const { localId, restore } = await startWithBackup({ kie, fixture }, first);
  await fixture.waitForEnd(first, localId);
  await fixture.advance(1_000);
  first.crash();
  restore();
  const second = await reopen(fixture);
  const task = second.engine.tasks.get(localId);
  assert.deepEqual([task?.state, task?.taskId, task?.results[0]?.state], ['done', 'task-1', 'saved']);
  await fixture.advance(HOUR_MS);
  assert.deepEqual([kie.posts.length, kie.downloads.length], [1, 1]);
});

test('reconcile: a deleted ledger recovers every submission', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  const first = await fixture.openWindow();
  const start = async (prompt: string) =>
    (await first.engine.tasks.start(fixture.intent({ input: { prompt } }))).localId;
  const done = await start('done');
  await fixture.waitForEnd(first, done);
  const gone = await start('gone');
  await fixture.waitForEnd(first, gone);
  first.engine.tasks.remove(gone);
  const back = await start('back');
  await fixture.waitForEnd(first, back);
  const removed = first.engine.tasks.remove(back);
  assert.ok(removed);
  first.engine.tasks.restore(removed);
  kie.onRecord = () => ({ state: 'generating' });
  const running = await start('running');
  await fixture.waitForState(first, running, 'running');
  kie.onCreate = () => rejection();
  const failed = await start('failed');
  await fixture.waitForEnd(first, failed);
  kie.onCreate = () => never;
  const open = await start('open');
  await fixture.advanceUntil(() => kie.posts.length === 6);
  await fixture.advance(100);
  first.crash();
  deleteLedger(fixture);
  const second = await reopen(fixture);
  const states = () =>
    Object.fromEntries(second.engine.tasks.list().map(task => [String(task.input['prompt']), task.state]));
  await fixture.waitForState(second, running, 'running');
  assert.deepEqual(states(), { done: 'done', back: 'done', running: 'running', failed: 'failed', open: 'unknown' });
  kie.onRecord = () => imageResult('https://r.test/b.png');
  const task = await fixture.waitForEnd(second, running);
  assert.deepEqual([task.state, task.taskId, kie.posts.length], ['done', 'task-4', 6]);
  assert.deepEqual(await fixture.files(), ['back.png', 'done.png', 'gone.png', 'running.png']);
  assert.equal(second.engine.tasks.get(open)?.localId, open);
});

test('reconcile: a deleted ledger does not restore cleared history', OPTIONS, async t => {
  const { fixture } = setUp(t);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForEnd(first, localId);
  await fixture.advance(100);
  assert.equal(await first.engine.tasks.clear(), 1);
  first.crash();
  deleteLedger(fixture);
  assert.deepEqual((await reopen(fixture)).engine.tasks.list(), []);
});

test('reconcile: a task tracked by its ID survives a deleted ledger', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  kie.onRecord = () => ({ taskId: 'elsewhere', state: 'generating' });
  const first = await fixture.openWindow();
  await first.engine.tasks.track('elsewhere', { saveTo: { folder: fixture.out, template: 'x' } });
  first.crash();
  deleteLedger(fixture);
  const [task] = (await reopen(fixture)).engine.tasks.list();
  assert.deepEqual([task?.taskId, task?.origin, task?.state], ['elsewhere', 'adopted', 'queued']);
});

test('reconcile: a rejected task that waits for its next attempt is sent again', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  kie.onCreate = n => (n === 1 ? rejection({ transient: true, retryAfterMs: 60_000 }) : 'second');
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => first.engine.tasks.get(localId)?.error !== undefined);
  first.crash();
  const second = await fixture.openWindow();
  assert.equal(second.engine.tasks.get(localId)?.state, 'preparing');
  await fixture.advance(40_000);
  second.engine.resumeAll();
  assert.equal((await fixture.waitForEnd(second, localId)).taskId, 'second');
});

test('reconcile: a row with unreadable JSON is repaired from the journal', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForState(first, localId, 'running');
  first.crash();
  changeLedger(fixture, `UPDATE tasks SET input = '{"prompt', plan = 'x', save_to = ''`);
  kie.onRecord = () => imageResult('https://r.test/a.png');
  await fixture.advance(60_000);
  const second = await reopen(fixture);
  assert.equal((await fixture.waitForEnd(second, localId)).state, 'done');
  assert.deepEqual([kie.posts.length, await fixture.files()], [1, ['a-red-fox.png']]);
});

test('reconcile: damaged values of one task affect no other task, and its ID is logged', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const first = await fixture.openWindow();
  const ids: string[] = [];
  for (const prompt of ['late', 'damaged', 'intact']) {
    const { localId } = await first.engine.tasks.start(fixture.intent({ input: { prompt } }));
    await fixture.waitForState(first, localId, 'running');
    ids.push(localId);
  }
  first.crash();
  deleteLedger(fixture);
  const file = path.join(fixture.dir, 'submissions.jsonl');
  const lines = (await fs.readFile(file, 'utf8')).split('\n').map(line => {
    // One damaged digit of a time becomes a decimal point; another value gets another type.
    if (line.includes(ids[0] ?? '')) return line.replace(/"at":(\d+)\d{2}/, '"at":$1.5');
    return line.includes(ids[1] ?? '') ? line.replace(/"createdAt":(\d+)\d{2}/, '"createdAt":$1.5') : line;
  });
  await fs.writeFile(file, lines.join('\n'));
  const second = await reopen(fixture);
  assert.deepEqual(
    second.engine.tasks
      .list()
      .map(({ input, taskId }) => [input['prompt'], taskId])
      .sort(),
    [
      ['intact', 'task-3'],
      ['late', 'task-1']
    ]
  );
  assert.match(second.log.join('\n'), /damaged values for task .*\n.*details of task task-2 are lost/);
  assert.deepEqual(second.engine.lostTaskIds, ['task-2']);
});

test('reconcile: logs an ID without its submission, unless a row has it or it expired', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  kie.onRecord = () => ({ state: 'generating' });
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForState(first, localId, 'running');
  first.crash();
  const file = path.join(fixture.dir, 'submissions.jsonl');
  const now = first.engine.tasks.get(localId)?.createdAt ?? 0;
  const entry = (at: number, taskId: string): string =>
    `\n${JSON.stringify({ e: 'accepted', at, localId: `of-${taskId}`, taskId })}\n`;
  await fs.appendFile(file, entry(now, 'lost') + entry(now - 8 * 24 * HOUR_MS, 'expired') + entry(now, 'task-1'));
  const second = await reopen(fixture);
  const logged = second.log.filter(line => line.includes('The details of task'));
  assert.equal(logged.length, 1);
  assert.deepEqual(second.engine.lostTaskIds, ['lost']);
  assert.match(logged[0] ?? '', /details of task lost are lost\. Use "KIE: Track Task by ID" to download its results/);
  assert.equal(second.engine.tasks.list().length, 1);
});

test('submit: nothing is sent when the journal cannot be written', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  await fs.mkdir(path.join(fixture.dir, 'submissions.jsonl'));
  await assert.rejects(fixture.openWindow(), /EISDIR/);
  await fs.rmdir(path.join(fixture.dir, 'submissions.jsonl'));
  const window = await fixture.openWindow();
  await fs.rm(path.join(fixture.dir, 'submissions.jsonl'));
  await fs.mkdir(path.join(fixture.dir, 'submissions.jsonl'));
  const { localId } = await window.engine.tasks.start(fixture.intent());
  const task = await fixture.waitForEnd(window, localId);
  assert.deepEqual([task.state, kie.posts.length], ['failed', 0]);
  assert.match(task.error?.message ?? '', /could not be recorded on disk \(EISDIR\), so nothing was sent/);
  await fs.rmdir(path.join(fixture.dir, 'submissions.jsonl'));
});
