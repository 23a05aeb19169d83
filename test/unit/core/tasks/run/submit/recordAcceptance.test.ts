import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { fillCopyingDisk, fillDisk } from '../../../../../support/engine/fullDisk.ts';
import { NotFoundError } from '../../../../../../src/core/http/errors/errors.ts';
import type { CreateTaskRequest } from '../../../../../../src/core/kie/clientTypes.ts';
import type { Started } from '../../../../../../src/core/kie/taskRecord.ts';
import { FakeKie, imageResult } from '../../../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const PERHAPS_MS = 120_000;

test('createTask: a task removed before its response arrives is listed again', OPTIONS, async t => {
  const kie = new FakeKie();
  let reply: ((id: string) => void) | undefined;
  kie.onCreate = () => new Promise(resolve => (reply = resolve));
  const fixture = new EngineFixture(t, kie);
  const frozen = await fixture.openWindow();
  const { localId } = await frozen.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => reply !== undefined);
  // Another window marks the silent task as unknown and removes it from the list.
  const other = await fixture.openWindow();
  const ledger = new DatabaseSync(path.join(fixture.dir, 'ledger.db'));
  ledger.prepare("UPDATE tasks SET state = 'unknown', lease_owner = NULL, lease_until = 0").run();
  ledger.close();
  other.engine.tasks.remove(localId);
  assert.deepEqual(other.engine.tasks.list(), []);
  reply?.('task-late');
  await fixture.advance(1_000);
  const [task] = other.engine.tasks.list();
  assert.deepEqual([task?.taskId, task?.request], ['task-late', { prompt: 'a red fox' }]);
  other.engine.resumeAll();
  assert.equal((await fixture.waitForEnd(other, task?.localId ?? '')).state, 'done');
  assert.equal(kie.posts.length, 1);
  assert.equal(other.engine.tasks.list().length, 1);
});

/** A fake KIE that accepts every task without naming its ID. */
class VagueKie extends FakeKie {
  override async createTask(request: CreateTaskRequest): Promise<Started> {
    return { ...(await super.createTask(request)), isGuess: true };
  }
}

/** Starts a task whose ID KIE then does not find. */
async function startUnfound(t: TestContext, kie: FakeKie) {
  const fixture = new EngineFixture(t, kie);
  const { engine } = await fixture.openWindow();
  kie.onRecord = () => new NotFoundError('unknown', { code: 422, remedy: 'wait', accepted: 'no' });
  const { localId } = await engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => engine.tasks.get(localId)?.state === 'unknown');
  kie.onRecord = () => imageResult('https://r.test/a.png');
  return { fixture, engine, localId };
}

test('createTask: a wrong guess of the ID is unknown and can be corrected', OPTIONS, async t => {
  const kie = new VagueKie();
  const { fixture, engine, localId } = await startUnfound(t, kie);
  assert.match(engine.tasks.get(localId)?.error?.message ?? '', /does not know task task-1\b.* enter it here/);
  assert.equal(engine.tasks.canEnterId(localId), true);
  engine.tasks.assignId(localId, 'right');
  await fixture.advanceUntil(() => engine.tasks.get(localId)?.state === 'done');
  assert.deepEqual([engine.tasks.get(localId)?.taskId, kie.posts.length], ['right', 1]);
});

test('createTask: an ID that KIE itself named is checked again, not corrected', OPTIONS, async t => {
  const kie = new FakeKie();
  const { fixture, engine, localId } = await startUnfound(t, kie);
  assert.match(engine.tasks.get(localId)?.error?.message ?? '', /can't find task task-1\. Check again later/);
  assert.deepEqual([engine.tasks.canEnterId(localId), engine.tasks.canResume(localId)], [false, true]);
  engine.tasks.resume(localId);
  await fixture.advanceUntil(() => engine.tasks.get(localId)?.state === 'done');
  assert.deepEqual([engine.tasks.get(localId)?.taskId, kie.posts.length], ['task-1', 1]);
});

test('createTask: a guess of the ID of another task is unknown and names it', OPTIONS, async t => {
  const kie = new VagueKie();
  kie.onCreate = () => 'same';
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const { engine } = await fixture.openWindow();
  const first = await engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => engine.tasks.get(first.localId)?.state === 'running');
  const second = await engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => engine.tasks.get(second.localId)?.state === 'unknown');
  const task = engine.tasks.get(second.localId);
  assert.match(task?.error?.message ?? '', /may contain the task ID: same\./);
  assert.deepEqual([task?.taskId, kie.posts.length], [undefined, 2]);
});

test('createTask: a response without a known result is kept', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.createTask = () => Promise.resolve({ record: { taskId: '', state: 'success', results: [], unread: 'Slow pop' } });
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent({ model: 'words' }));
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.equal((await fixture.files()).length, 1);
  const journal = await fs.readFile(path.join(fixture.dir, 'submissions.jsonl'), 'utf8');
  assert.match(journal, /"e":"answered".*Slow pop/);
});

test('start: does not reject once the task is stored, and sends it once', OPTIONS, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const ledger = new DatabaseSync(path.join(fixture.dir, 'ledger.db'));
  t.after(() => ledger.close());
  ledger.exec(`CREATE TRIGGER full BEFORE UPDATE ON tasks BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  const { localId } = await window.engine.tasks.start(fixture.intent());
  assert.equal(window.engine.tasks.get(localId)?.state, 'preparing');
  assert.match(window.log.join('\n'), /could not be started at once: .*disk is full/);
  await fixture.advance(PERHAPS_MS);
  assert.equal(kie.posts.length, 0);
  ledger.exec('DROP TRIGGER full');
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  assert.equal(kie.posts.length, 1);
});

for (const [kind, fill] of [
  ['overwrites', fillDisk],
  ['copies on write', fillCopyingDisk]
] as const) {
  test(`createTask: an ID survives a full disk that ${kind} and a crash`, OPTIONS, async t => {
    const kie = new FakeKie();
    let reply: ((id: string) => void) | undefined;
    kie.onCreate = () => new Promise(resolve => (reply = resolve));
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const { localId } = await window.engine.tasks.start(fixture.intent());
    await fixture.advanceUntil(() => reply !== undefined);
    const disk = fill(t);
    const ledger = new DatabaseSync(path.join(fixture.dir, 'ledger.db'));
    t.after(() => ledger.close());
    ledger.exec(
      `CREATE TRIGGER full BEFORE UPDATE ON tasks BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`
    );
    reply?.('task-full');
    await fixture.advanceUntil(() => window.log.some(line => line.includes('task-full')));
    window.crash();
    disk.free();
    ledger.exec('DROP TRIGGER full');
    await fixture.advance(PERHAPS_MS);
    const later = await fixture.openWindow();
    later.engine.resumeAll();
    const task = await fixture.waitForEnd(later, localId);
    assert.deepEqual([task.state, task.taskId, kie.posts.length], ['done', 'task-full', 1]);
  });
}
