import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { FakeKie, imageResult } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';
import { changeLedger, deleteLedger } from '../../../support/engine/ledgerFiles.ts';

const OPTIONS = { timeout: 60_000 };
const generating = { state: 'generating' } as const;

function setUp(t: TestContext) {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  kie.onRecord = () => generating;
  return { kie, fixture };
}

/** Page numbers of a table or index; SQLite counts them from 1. */
function pagesOf(file: string, name: string): number[] {
  const db = new DatabaseSync(file);
  const rows = db.prepare('SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno').all(name);
  db.close();
  return rows.map(row => Number(row['pageno']));
}

test('ledger: a damaged page loses only its rows, and running tasks continue', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  const first = await fixture.openWindow();
  const ids: string[] = [];
  for (let i = 0; i < 40; i++) {
    const prompt = `fox ${i} ${'x'.repeat(400)}`;
    ids.push((await first.engine.tasks.start(fixture.intent({ input: { prompt } }))).localId);
  }
  await fixture.advanceUntil(() => first.engine.tasks.list().every(task => task.taskId !== undefined));
  first.engine.dispose();
  await first.engine.closed();
  first.crash();
  const file = path.join(fixture.dir, 'ledger.db');
  const pages = pagesOf(file, 'tasks');
  const damaged = openSync(file, 'r+');
  // Neither the first page, which is the root, nor the last one.
  writeSync(damaged, Buffer.alloc(4096, 0xab), 0, 4096, ((pages[2] ?? 0) - 1) * 4096);
  closeSync(damaged);
  await fs.rm(path.join(fixture.dir, 'submissions.jsonl'));
  const second = await fixture.openWindow();
  const aside = second.engine.damagedLedger ?? assert.fail('the damage was not detected');
  assert.ok(existsSync(aside));
  const kept = second.engine.tasks.list();
  assert.ok(kept.length > 25 && kept.length < 40, `${kept.length} of 40 tasks`);
  assert.equal(second.engine.salvagedTasks, kept.length);
  assert.match(second.log.join('\n'), /Row \d+ of tasks could not be saved/);
  kie.onRecord = () => imageResult('https://r.test/a.png');
  await fixture.advance(60_000);
  second.engine.resumeAll();
  await fixture.advanceUntil(() => second.engine.tasks.list().every(task => task.state === 'done'));
  assert.equal(kie.posts.length, 40);
});

test('ledger: the journal restores tasks of a damaged page', OPTIONS, async t => {
  const { fixture } = setUp(t);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForState(first, localId, 'running');
  first.crash();
  deleteLedger(fixture);
  await fs.writeFile(path.join(fixture.dir, 'ledger.db'), 'SQLite format 3\0 and nothing that SQLite knows');
  const second = await fixture.openWindow();
  assert.deepEqual(
    second.engine.tasks.list().map(task => [task.localId, task.taskId, task.state]),
    [[localId, 'task-1', 'queued']]
  );
  assert.equal(second.engine.salvagedTasks, 0);
});

test('ledger: a row with unreadable JSON is logged and hides no other row', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  const first = await fixture.openWindow();
  const start = async (prompt: string) =>
    (await first.engine.tasks.start(fixture.intent({ input: { prompt } }))).localId;
  const [bad, good] = [await start('bad'), await start('good')];
  await fixture.waitForState(first, bad, 'running');
  await fixture.waitForState(first, good, 'running');
  first.crash();
  changeLedger(fixture, `UPDATE tasks SET input = '{"prom' WHERE local_id = '${bad}'`);
  await fs.rm(path.join(fixture.dir, 'submissions.jsonl'));
  kie.onRecord = () => imageResult('https://r.test/a.png');
  await fixture.advance(60_000);
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  assert.equal((await fixture.waitForEnd(second, good)).state, 'done');
  assert.deepEqual(
    second.engine.tasks.list().map(task => task.localId),
    [good]
  );
  assert.match(second.log.join('\n'), new RegExp(`Task ${bad} \\(id at KIE: task-\\d\\) cannot be read`));
  const third = await second.engine.tasks.start(fixture.intent({ input: { prompt: 'new' } }));
  assert.equal((await fixture.waitForEnd(second, third.localId)).state, 'done');
});

test('ledger: unreadable JSON of a reason or an error hides no row', OPTIONS, async t => {
  const { fixture } = setUp(t);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  const { batchId = '' } = await first.engine.batches.start([fixture.intent()], { name: 'Foxes' });
  await fixture.waitForState(first, localId, 'running');
  first.crash();
  changeLedger(fixture, "UPDATE tasks SET error = '{', request = '['; UPDATE batches SET reason = '{\"a'");
  changeLedger(fixture, "UPDATE tasks SET state = 'uncollected' WHERE batch_id IS NOT NULL");
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  assert.equal(second.engine.tasks.get(localId)?.error, undefined);
  assert.equal(second.engine.batches.get(batchId)?.reason, undefined);
});

const HUGE = '9223372036854775807';
/** Damage to the row of one task, and how that task ends with and without the journal. */
const DAMAGES: readonly (readonly [string, string, string, string])[] = [
  ['a time', `UPDATE tasks SET created_at = ${HUGE}`, 'done', 'done'],
  ['a duration', `UPDATE tasks SET took_ms = -${HUGE}`, 'done', 'done'],
  ['a revision', `UPDATE tasks SET revision = ${HUGE}`, 'done', 'done'],
  ['the size of a result', `UPDATE results SET bytes = ${HUGE}`, 'done', 'done'],
  ['the index of a result', `UPDATE results SET idx = ${HUGE}`, 'done', 'done'],
  ['a revision of a removed task', `INSERT OR IGNORE INTO removed VALUES ('x', ${HUGE})`, 'done', 'done'],
  [
    'a batch',
    `INSERT OR IGNORE INTO batches VALUES ('b', 'n', 'paused', ${HUGE}, NULL, ${HUGE}, NULL)`,
    'done',
    'done'
  ],
  ['a state', "UPDATE tasks SET state = 'ru#ning'", 'done', 'done'],
  ['an input that is no object', "UPDATE tasks SET input = 'null'", 'done', 'done'],
  ['a plan', "UPDATE tasks SET plan = '{a'", 'done', 'done'],
  ['a stale hold', "UPDATE tasks SET hold = '{'", 'done', 'done'],
  ['a folder', "UPDATE tasks SET save_to = '{}'", 'done', 'uncollected']
];

for (const [what, sql, ...ends] of DAMAGES) {
  test(`ledger: damage to ${what} hides no task`, OPTIONS, async t => {
    for (const [n, expected] of ends.entries()) {
      const { kie, fixture } = setUp(t);
      const first = await fixture.openWindow();
      const start = async (prompt: string) =>
        (await first.engine.tasks.start(fixture.intent({ input: { prompt } }))).localId;
      const [bad, good] = [await start('bad'), await start('good')];
      for (const localId of [bad, good]) await fixture.waitForState(first, localId, 'running');
      first.crash();
      changeLedger(fixture, `INSERT INTO results (local_id, idx, kind, state) VALUES ('${bad}', 7, 'image', 'saved')`);
      changeLedger(fixture, sql.startsWith('UPDATE') ? `${sql} WHERE local_id = '${bad}'` : sql);
      if (n === 1) await fs.rm(path.join(fixture.dir, 'submissions.jsonl'));
      kie.onRecord = () => imageResult('https://r.test/a.png');
      await fixture.advance(60_000);
      const second = await fixture.openWindow();
      second.engine.resumeAll();
      assert.equal((await fixture.waitForEnd(second, good)).state, 'done');
      assert.equal((await fixture.waitForEnd(second, bad)).state, expected);
      assert.equal(second.engine.batches.list().length, what === 'a batch' ? 1 : 0);
      assert.equal(kie.posts.length, 2);
    }
  });
}

test('ledger: files deleted while two windows run are restored', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  const [a, b] = [await fixture.openWindow(), await fixture.openWindow()];
  a.engine.resumeAll();
  b.engine.resumeAll();
  const one = (await a.engine.tasks.start(fixture.intent({ input: { prompt: 'one' } }))).localId;
  const two = (await b.engine.tasks.start(fixture.intent({ input: { prompt: 'two' } }))).localId;
  await fixture.waitForState(a, one, 'running');
  await fixture.waitForState(b, two, 'running');
  deleteLedger(fixture);
  await fixture.advance(25_000);
  assert.match([...a.log, ...b.log].join('\n'), /was deleted or replaced while KIE Studio was running/);
  const third = await fixture.openWindow();
  assert.deepEqual(
    third.engine.tasks
      .list()
      .map(task => task.localId)
      .sort(),
    [one, two].sort()
  );
  kie.onRecord = () => imageResult('https://r.test/a.png');
  for (const window of [a, b, third]) {
    await fixture.advanceUntil(() => window.engine.tasks.list().every(task => task.state === 'done'));
  }
  assert.deepEqual([kie.posts.length, await fixture.files()], [2, ['one.png', 'two.png']]);
});

test('ledger: a write-ahead log deleted while a window runs loses no task', OPTIONS, async t => {
  const { fixture } = setUp(t);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.waitForState(window, localId, 'running');
  const wal = path.join(fixture.dir, 'ledger.db-wal');
  assert.ok(statSync(wal).size > 0);
  await fs.rm(wal);
  await fixture.advance(15_000);
  await fs.rm(path.join(fixture.dir, 'submissions.jsonl'));
  const second = await fixture.openWindow();
  assert.deepEqual(
    second.engine.tasks.list().map(task => [task.localId, task.taskId]),
    [[localId, 'task-1']]
  );
  const other = await second.engine.tasks.start(fixture.intent());
  assert.equal(window.engine.tasks.get(other.localId)?.localId, other.localId, 'both windows share one ledger again');
});

test('ledger: a damaged index of the write-ahead log loses no task', OPTIONS, async t => {
  const { kie, fixture } = setUp(t);
  const first = await fixture.openWindow();
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.waitForState(first, localId, 'running');
  // Like a crash: the copies were not closed. Damaging the index of an open connection would break its locks.
  const copy = path.join(fixture.dir, 'copy');
  await fs.mkdir(copy);
  for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm'])
    await fs.copyFile(path.join(fixture.dir, name), path.join(copy, name));
  first.crash();
  deleteLedger(fixture);
  for (const damage of [Buffer.alloc(32_768), Buffer.alloc(32_768, 0xab), Buffer.alloc(7)]) {
    for (const name of ['ledger.db', 'ledger.db-wal'])
      await fs.copyFile(path.join(copy, name), path.join(fixture.dir, name));
    await fs.writeFile(path.join(fixture.dir, 'ledger.db-shm'), damage);
    await fs.truncate(path.join(fixture.dir, 'submissions.jsonl'));
    const window = await fixture.openWindow();
    assert.deepEqual(
      window.engine.tasks.list().map(task => [task.localId, task.taskId]),
      [[localId, 'task-1']]
    );
    window.crash();
    deleteLedger(fixture);
  }
  assert.equal(kie.posts.length, 1);
});

test('ledger: a read-only storage folder is named in the error', OPTIONS, async t => {
  const { fixture } = setUp(t);
  await fs.mkdir(path.join(fixture.dir, 'ledger.db'));
  await assert.rejects(fixture.openWindow(), {
    name: 'StorageError',
    message: `KIE Studio can't save its tasks: the folder ${fixture.dir} is read-only. Make it writable, then try again.`
  });
  await fs.rmdir(path.join(fixture.dir, 'ledger.db'));
  assert.deepEqual((await fixture.openWindow()).engine.tasks.list(), []);
  assert.equal(readFileSync(path.join(fixture.dir, 'ledger.db')).toString('latin1', 0, 15), 'SQLite format 3');
});
