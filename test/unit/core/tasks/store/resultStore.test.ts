import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { CreateTaskRequest } from '../../../../../src/core/kie/clientTypes.ts';
import { Balance } from '../../../../../src/core/tasks/balance.ts';
import { Connection } from '../../../../../src/core/tasks/connection.ts';
import { createSemaphore } from '../../../../../src/core/tasks/run/semaphore.ts';
import { SubmissionJournal } from '../../../../../src/core/tasks/store/journal/journal.ts';
import { createLedger } from '../../../../../src/core/tasks/store/ledger.ts';
import type { Ledger } from '../../../../../src/core/tasks/store/ledger.ts';
import { LEASE_MS } from '../../../../../src/core/tasks/store/leaseStore.ts';
import { MIGRATIONS } from '../../../../../src/core/tasks/store/database/migrations.ts';
import { migrate } from '../../../../../src/core/tasks/store/database/migrate.ts';
import { TaskStore } from '../../../../../src/core/tasks/store/taskStore.ts';
import { openDatabase } from '../../../../../src/core/tasks/store/database/openDatabase.ts';
import { submitTask } from '../../../../../src/core/tasks/run/submit/submit.ts';
import type { TaskContext } from '../../../../../src/core/tasks/run/taskContext.ts';
import { Trace } from '../../../../../src/core/tasks/trace.ts';
import { Uploads } from '../../../../../src/core/tasks/run/submit/uploads.ts';
import type { Task } from '../../../../../src/shared/task.ts';
import { FakeKie } from '../../../../support/engine/fakeKie.ts';
import { CATALOG, EngineFixture } from '../../../../support/engine/engineFixture.ts';
import { noLiveCatalog } from '../../../../support/engine/noLiveCatalog.ts';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const task: Task = {
  localId: 'l1',
  model: 'picture',
  state: 'preparing',
  input: { prompt: 'x' },
  results: [],
  createdAt: 1,
  updatedAt: 1,
  origin: 'api'
};
const details = { plan: { prompt: 'x' }, saveTo: { folder: '/nowhere', stem: 'x' } };

function folder(t: TestContext): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-ledger-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

const DAMAGE: readonly (readonly [string, (file: string) => void])[] = [
  ['a file that is no database', file => writeFileSync(file, 'this is no database, '.repeat(500))],
  [
    'a database with torn pages',
    file => {
      const { db } = openDatabase(file, quiet, 0);
      const ledger = createLedger(db, 'a', () => 0);
      for (let i = 0; i < 50; i++) ledger.tasks.insert({ ...task, localId: `l${i}` }, details);
      ledger.database.close();
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.fill(0x5a, 4096, bytes.length - 100));
    }
  ]
];

for (const [name, damage] of DAMAGE) {
  test(`ledger: ${name} is set aside and reported, and a new one works`, async t => {
    const fixture = new EngineFixture(t, new FakeKie());
    const file = path.join(fixture.dir, 'ledger.db');
    damage(file);
    const before = readFileSync(file);
    const window = await fixture.openWindow();
    const { damagedLedger } = window.engine;
    assert.match(damagedLedger ?? '', /ledger\.db\.damaged-2026-01-02T/);
    assert.deepEqual(readFileSync(damagedLedger ?? ''), before);
    assert.match(window.log.join('\n'), /was damaged/);
    const { localId } = await window.engine.tasks.start(fixture.intent());
    assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  });
}

test('migrations: a ledger of a newer version is not changed', t => {
  const file = path.join(folder(t), 'ledger.db');
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  db.close();
  assert.throws(() => openDatabase(file, quiet, 0), /update it/);
  assert.deepEqual(readdirSync(path.dirname(file)), ['ledger.db']);
});

test('migrations: run once each, in order; a failing one changes nothing', t => {
  const db = new DatabaseSync(path.join(folder(t), 'm.db'));
  const first = 'CREATE TABLE a (x INTEGER) STRICT';
  const second = 'ALTER TABLE a ADD COLUMN y TEXT';
  const version = (): unknown => db.prepare('PRAGMA user_version').get()?.['user_version'];
  migrate(db, [first]);
  db.exec('INSERT INTO a VALUES (7)');
  assert.throws(() => migrate(db, [first, `${second}; SELECT nothing FROM nowhere`]));
  assert.equal(version(), 1);
  migrate(db, [first, second]);
  migrate(db, [first, second]);
  assert.equal(version(), 2);
  assert.deepEqual({ ...db.prepare('SELECT * FROM a').get() }, { x: 7, y: null });
  db.close();
});

test('migrations: a task of the first version keeps its results', t => {
  const file = path.join(folder(t), 'ledger.db');
  const old = new DatabaseSync(file);
  migrate(old, MIGRATIONS.slice(0, 1));
  old.exec(`INSERT INTO tasks (local_id, task_id, model, state, input, plan, save_to, origin, created_at, updated_at,
      lease_owner, lease_until, revision)
    VALUES ('l1', 't1', 'picture', 'queued', '{"prompt":"x"}', '{}', '{"folder":"/f","stem":"x"}', 'api', 1, 1, 'a', 9, 1)`);
  old.exec(`INSERT INTO results (local_id, idx, kind, url, state, path) VALUES
    ('l1', 0, 'image', 'https://r.test/a', 'saved', '/f/a.png'), ('l1', 1, 'image', 'https://r.test/b', 'failed', NULL)`);
  old.close();
  const ledger = createLedger(openDatabase(file, quiet, 0).db, 'a', () => 5);
  const again = ['https://r.test/new-a', 'https://r.test/new-b', 'https://r.test/c'];
  ledger.results.beginCollecting(
    'l1',
    again.map(url => ({ kind: 'image', url })),
    {}
  );
  const known = ledger.tasks.get('l1')?.results.map(({ index, url, state }) => [index, url, state]);
  assert.deepEqual(known, [
    [0, 'https://r.test/a', 'saved'],
    [1, 'https://r.test/new-b', 'failed'],
    [2, 'https://r.test/c', 'pending']
  ]);
  ledger.database.close();
});

test('ledger: opening it prints no warning', t => {
  const code = `
    import { openDatabase } from ${JSON.stringify(path.resolve('src/core/tasks/store/database/openDatabase.ts'))};
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    openDatabase(${JSON.stringify(path.join(folder(t), 'w.db'))}, log, 0).db.close();
    process.emitWarning('other warnings come through');`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stderr, /SQLite|ExperimentalWarning/);
  assert.match(stderr, /other warnings come through/);
});

test('leases: belong to one window until they expire or are released', t => {
  const file = path.join(folder(t), 'ledger.db');
  let now = 1_000;
  const [a, b] = ['a', 'b'].map(owner => createLedger(openDatabase(file, quiet, 0).db, owner, () => now)) as [
    Ledger,
    Ledger
  ];
  a.tasks.insert(task, details);
  assert.deepEqual([b.leases.take('l1'), b.leases.abandoned()], [false, []]);
  now += LEASE_MS - 1;
  a.leases.renew(['l1']);
  now += LEASE_MS - 1;
  assert.equal(b.leases.take('l1'), false);
  now += 1;
  assert.deepEqual([b.leases.abandoned(), b.leases.take('l1'), a.leases.take('l1')], [['l1'], true, false]);
  assert.equal(
    a.tasks.update('l1', ['preparing'], { state: 'submitting' }),
    false,
    'a window without the lease changes nothing'
  );
  assert.equal(a.results.update('l1', 0, { state: 'failed' }), false);
  a.leases.release('l1');
  assert.equal(a.leases.take('l1'), false, 'a window releases only its own leases');
  b.leases.release('l1');
  assert.equal(a.leases.take('l1'), true);
  assert.equal(b.tasks.update('l1', ['running'], { state: 'done' }, true), false, 'the state must be the expected one');
  a.database.close();
  b.database.close();
});

test('leases: one from a clock far ahead counts as expired', t => {
  const file = path.join(folder(t), 'ledger.db');
  let now = 100 * LEASE_MS;
  const [a, b] = ['a', 'b'].map(owner => createLedger(openDatabase(file, quiet, 0).db, owner, () => now));
  assert.ok(a && b);
  a.tasks.insert(task, details);
  now = LEASE_MS;
  assert.deepEqual([b.leases.abandoned(), b.leases.take('l1'), a.leases.take('l1')], [['l1'], true, false]);
  a.database.close();
  b.database.close();
});

test('submit: the ID of a bought task is written once the ledger is available', async t => {
  const ledger = createLedger(openDatabase(path.join(folder(t), 'ledger.db'), quiet, 0).db, 'a', () => 5);
  const { tasks } = ledger;
  tasks.insert(task, details);
  let refusals = 3;
  t.mock.method(tasks, 'accept', (localId: string, taskId: string): boolean => {
    if (refusals-- > 0) throw new Error('database is locked');
    return TaskStore.prototype.accept.call(tasks, localId, taskId);
  });
  const kie = new FakeKie();
  const seen: string[] = [];
  const client = { ...unusedClient, createTask: (request: CreateTaskRequest) => kie.createTask(request) };
  const clock = { now: () => 5, sleep: () => Promise.resolve() };
  const log = { ...quiet, error: (message: string) => void seen.push(message) };
  const gate = createSemaphore(1);
  const ctx: TaskContext = {
    ledger,
    journal: new SubmissionJournal(folder(t), quiet),
    client,
    clock,
    log,
    entry: model => CATALOG.entry(model),
    evaluate: (_, input) =>
      Promise.resolve({ issues: [], advice: [], fields: {}, price: { kind: 'unknown', parts: [] }, input }),
    keptDir: folder(t),
    callBackUrl: () => undefined,
    apiKey: () => Promise.resolve('key'),
    sending: gate,
    fetching: gate,
    uploads: new Uploads({ ledger, client, semaphore: gate, host: () => '' }),
    balance: new Balance(unused, clock),
    connection: new Connection(clock, log, new AbortController().signal),
    dailyLimit: { over: () => undefined },
    trace: new Trace(clock),
    batchChanged: () => undefined,
    watched: () => false,
    submissions: { take: () => Promise.resolve(0), settle: () => undefined, pause: () => undefined }
  };
  assert.equal(await submitTask(ctx, task, new AbortController().signal), true);
  assert.deepEqual(
    [ledger.tasks.get('l1')?.state, ledger.tasks.get('l1')?.taskId, kie.posts.length],
    ['queued', 'task-1', 1]
  );
  assert.equal(seen.length, 3);
  assert.ok(seen.every(line => line.includes('task-1')));
  ledger.database.close();
});

const unused = (): Promise<never> => Promise.reject(new Error('not used here'));
const unusedClient = {
  credits: unused,
  recordInfo: unused,
  downloadUrl: unused,
  uploadFile: unused,
  uploadUrl: unused,
  download: unused,
  priceFeed: unused,
  liveCatalog: noLiveCatalog,
  dispose: () => undefined
};

test('results: keep their places in another order, and no URL is listed twice', t => {
  const { db } = openDatabase(path.join(folder(t), 'l.sqlite'), quiet, 1);
  const ledger = createLedger(db, 'w', () => 1);
  t.after(() => ledger.database.close());
  ledger.tasks.insert({ ...task, state: 'queued', taskId: 't' }, details);
  const videos = (...names: string[]) => names.map(name => ({ kind: 'video' as const, url: `https://r.test/${name}` }));
  const seen = () => ledger.results.of('l1').map(({ url, state }) => [url?.at(-1), state]);
  ledger.results.beginCollecting('l1', videos('a', 'b'), {});
  ledger.results.update('l1', 0, { state: 'saved' });
  ledger.results.beginCollecting('l1', videos('b', 'a'), {});
  assert.deepEqual(seen(), [
    ['a', 'saved'],
    ['b', 'pending']
  ]);
  // Renewed addresses take the remaining places, in order.
  ledger.results.beginCollecting('l1', videos('b', 'c', 'd'), {});
  assert.deepEqual(seen(), [
    ['a', 'saved'],
    ['b', 'pending'],
    ['d', 'pending']
  ]);
});

test('tasks: an accepted ID does not replace one that the user entered', t => {
  const { db } = openDatabase(path.join(folder(t), 'l.sqlite'), quiet, 1);
  const ledger = createLedger(db, 'w', () => 1);
  t.after(() => ledger.database.close());
  ledger.tasks.insert({ ...task, state: 'queued', taskId: 'entered' }, details);
  assert.deepEqual([ledger.tasks.accept('l1', 'other'), ledger.tasks.accept('l1', 'entered')], [false, true]);
  assert.equal(ledger.tasks.get('l1')?.taskId, 'entered');
});

test('leases: one of a task that no longer runs here is not renewed', t => {
  let now = 1_000;
  const ledger = createLedger(openDatabase(path.join(folder(t), 'ledger.db'), quiet, 0).db, 'a', () => now);
  for (const localId of ['l1', 'l2']) ledger.tasks.insert({ ...task, localId }, details);
  now += LEASE_MS - 1;
  ledger.leases.renew(['l2', 'gone']);
  now += 1;
  assert.deepEqual(ledger.leases.abandoned(), ['l1']);
  ledger.database.close();
});

test('database: reports why a change failed after SQLite rolled it back', t => {
  const { db } = openDatabase(path.join(folder(t), 'ledger.db'), quiet, 0);
  const ledger = createLedger(db, 'a', () => 1);
  const full = (): never => {
    db.exec('ROLLBACK'); // as SQLite does for a full disk (sqlite.org/lang_transaction.html)
    throw new Error('database or disk is full');
  };
  assert.throws(() => ledger.database.transaction(full), /disk is full/);
  ledger.tasks.insert(task, details);
  assert.equal(ledger.tasks.all().length, 1);
  ledger.database.close();
});
