import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { FakeKie, picture } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';
import { changeLedger, deleteLedger } from '../../support/engine/lostLedger.ts';

const OPTIONS = { timeout: 60_000 };
const generating = { state: 'generating' } as const;

function setUp(t: TestContext) {
  const kie = new FakeKie();
  const world = new World(t, kie);
  kie.onRecord = () => generating;
  return { kie, world };
}

/** Page numbers of a table or index; SQLite counts them from 1. */
function pagesOf(file: string, name: string): number[] {
  const db = new DatabaseSync(file);
  const rows = db.prepare('SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno').all(name);
  db.close();
  return rows.map(row => Number(row['pageno']));
}

test('ledger: a damaged page costs only the rows on it, and a running task goes on', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  const first = await world.open();
  const ids: string[] = [];
  for (let i = 0; i < 40; i++) {
    const prompt = `fox ${i} ${'x'.repeat(400)}`;
    ids.push((await first.engine.tasks.start(world.intent({ input: { prompt } }))).localId);
  }
  await world.until(() => first.engine.tasks.list().every(task => task.taskId !== undefined));
  first.engine.dispose();
  await first.engine.closed();
  first.crash();
  const file = path.join(world.dir, 'ledger.db');
  const pages = pagesOf(file, 'tasks');
  const damaged = openSync(file, 'r+');
  // Neither the first page, which is the root, nor the last one.
  writeSync(damaged, Buffer.alloc(4096, 0xab), 0, 4096, ((pages[2] ?? 0) - 1) * 4096);
  closeSync(damaged);
  await fs.rm(path.join(world.dir, 'submissions.jsonl'));
  const second = await world.open();
  const aside = second.engine.damagedLedger ?? assert.fail('the damage was not seen');
  assert.ok(existsSync(aside));
  const kept = second.engine.tasks.list();
  assert.ok(kept.length > 25 && kept.length < 40, `${kept.length} of 40 tasks`);
  assert.equal(second.engine.salvagedTasks, kept.length);
  assert.match(second.log.join('\n'), /Row \d+ of tasks could not be saved/);
  kie.onRecord = () => picture('https://r.test/a.png');
  await world.pass(60_000);
  second.engine.resumeAll();
  await world.until(() => second.engine.tasks.list().every(task => task.state === 'done'));
  assert.equal(kie.posts.length, 40);
});

test('ledger: what a damaged page hides comes back from the journal', OPTIONS, async t => {
  const { world } = setUp(t);
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.reaches(first, localId, 'running');
  first.crash();
  deleteLedger(world);
  await fs.writeFile(path.join(world.dir, 'ledger.db'), 'SQLite format 3\0 and nothing that SQLite knows');
  const second = await world.open();
  assert.deepEqual(
    second.engine.tasks.list().map(task => [task.localId, task.taskId, task.state]),
    [[localId, 'task-1', 'queued']]
  );
  assert.equal(second.engine.salvagedTasks, 0);
});

test('ledger: a row with unreadable JSON is named and hides no other', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  const first = await world.open();
  const start = async (prompt: string) => (await first.engine.tasks.start(world.intent({ input: { prompt } }))).localId;
  const [bad, good] = [await start('bad'), await start('good')];
  await world.reaches(first, bad, 'running');
  await world.reaches(first, good, 'running');
  first.crash();
  changeLedger(world, `UPDATE tasks SET input = '{"prom' WHERE local_id = '${bad}'`);
  await fs.rm(path.join(world.dir, 'submissions.jsonl'));
  kie.onRecord = () => picture('https://r.test/a.png');
  await world.pass(60_000);
  const second = await world.open();
  second.engine.resumeAll();
  assert.equal((await world.ends(second, good)).state, 'done');
  assert.deepEqual(
    second.engine.tasks.list().map(task => task.localId),
    [good]
  );
  assert.match(second.log.join('\n'), new RegExp(`Task ${bad} \\(id at KIE: task-\\d\\) cannot be read`));
  const third = await second.engine.tasks.start(world.intent({ input: { prompt: 'new' } }));
  assert.equal((await world.ends(second, third.localId)).state, 'done');
});

test('ledger: unreadable JSON of a reason or an error hides nothing', OPTIONS, async t => {
  const { world } = setUp(t);
  const first = await world.open();
  const { localId } = await first.engine.tasks.start(world.intent());
  const { batchId = '' } = await first.engine.batches.start([world.intent()], { name: 'Foxes' });
  await world.reaches(first, localId, 'running');
  first.crash();
  changeLedger(world, "UPDATE tasks SET error = '{', request = '['; UPDATE batches SET reason = '{\"a'");
  changeLedger(world, "UPDATE tasks SET state = 'uncollected' WHERE batch_id IS NOT NULL");
  const second = await world.open();
  second.engine.resumeAll();
  assert.equal(second.engine.tasks.get(localId)?.error, undefined);
  assert.equal(second.engine.batches.get(batchId)?.reason, undefined);
});

test('ledger: files that are deleted while two windows run are restored', OPTIONS, async t => {
  const { kie, world } = setUp(t);
  const [a, b] = [await world.open(), await world.open()];
  a.engine.resumeAll();
  b.engine.resumeAll();
  const one = (await a.engine.tasks.start(world.intent({ input: { prompt: 'one' } }))).localId;
  const two = (await b.engine.tasks.start(world.intent({ input: { prompt: 'two' } }))).localId;
  await world.reaches(a, one, 'running');
  await world.reaches(b, two, 'running');
  deleteLedger(world);
  await world.pass(25_000);
  assert.match([...a.log, ...b.log].join('\n'), /was deleted or replaced while KIE Studio was running/);
  const third = await world.open();
  assert.deepEqual(
    third.engine.tasks
      .list()
      .map(task => task.localId)
      .sort(),
    [one, two].sort()
  );
  kie.onRecord = () => picture('https://r.test/a.png');
  for (const window of [a, b, third]) {
    await world.until(() => window.engine.tasks.list().every(task => task.state === 'done'));
  }
  assert.deepEqual([kie.posts.length, await world.files()], [2, ['one.png', 'two.png']]);
});

test('ledger: a write-ahead log that is deleted while a window runs loses nothing', OPTIONS, async t => {
  const { world } = setUp(t);
  const window = await world.open();
  window.engine.resumeAll();
  const { localId } = await window.engine.tasks.start(world.intent());
  await world.reaches(window, localId, 'running');
  const wal = path.join(world.dir, 'ledger.db-wal');
  assert.ok(statSync(wal).size > 0);
  await fs.rm(wal);
  await world.pass(15_000);
  await fs.rm(path.join(world.dir, 'submissions.jsonl'));
  const second = await world.open();
  assert.deepEqual(
    second.engine.tasks.list().map(task => [task.localId, task.taskId]),
    [[localId, 'task-1']]
  );
  const other = await second.engine.tasks.start(world.intent());
  assert.equal(window.engine.tasks.get(other.localId)?.localId, other.localId, 'both windows share one ledger again');
});

test('ledger: a storage folder that cannot be written to is named', OPTIONS, async t => {
  const { world } = setUp(t);
  await fs.mkdir(path.join(world.dir, 'ledger.db'));
  await assert.rejects(world.open(), {
    name: 'StorageError',
    message: `KIE Studio cannot save its tasks: the folder ${world.dir} is read-only. Make it writable, then try again.`
  });
  await fs.rmdir(path.join(world.dir, 'ledger.db'));
  assert.deepEqual((await world.open()).engine.tasks.list(), []);
  assert.equal(readFileSync(path.join(world.dir, 'ledger.db')).toString('latin1', 0, 15), 'SQLite format 3');
});
