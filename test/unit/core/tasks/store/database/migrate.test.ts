import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { createLedger } from '../../../../../../src/core/tasks/store/ledger.ts';
import { MIGRATIONS } from '../../../../../../src/core/tasks/store/database/migrations.ts';
import { openDatabase } from '../../../../../../src/core/tasks/store/database/openDatabase.ts';
import type { Task } from '../../../../../../src/shared/task.ts';

const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function place(t: TestContext): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-upgrade-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return path.join(dir, 'ledger.db');
}

/** Rows as the first version wrote them, one task per kind of end. Never edit them. */
const FIRST_VERSION = `
  INSERT INTO tasks (local_id, task_id, model, state, input, plan, request, save_to, origin, credits, error, created_at,
    submitted_at, finished_at, updated_at, took_ms, revision) VALUES
    ('a', 'task-a', 'm', 'done', '{"prompt":"a"}', '{"prompt":"a"}', '{"prompt":"a"}', '{"folder":"/o","stem":"a"}', 'form',
      4, NULL, 1, 2, 3, 3, 1, 1),
    ('b', NULL, 'm', 'unknown', '{"prompt":"b"}', '{"prompt":"b"}', NULL, '{"folder":"/o","template":"t"}', 'api',
      NULL, '{"message":"why","remedy":"check-logs"}', 2, 3, NULL, 3, NULL, 2),
    ('c', 'task-c', 'm', 'collecting', '{"prompt":"c"}', '{"prompt":"c"}', '{}', '{"folder":"/o","stem":"c"}', 'command',
      NULL, NULL, 3, 4, NULL, 5, NULL, 3);
  INSERT INTO results (local_id, idx, kind, url, state, path, bytes) VALUES
    ('a', 0, 'image', 'https://r.test/a.png', 'saved', '/o/a.png', 7),
    ('c', 0, 'image', 'https://r.test/c.png', 'pending', NULL, NULL),
    ('c', 1, 'image', 'https://r.test/d.png', 'saved', '/o/d.png', 8);
  INSERT INTO uploads (url, source, expires_at) VALUES ('https://u.test/1', 'file:///1.png', 9000);
  INSERT INTO issued (url, local_id, seen_at) VALUES ('https://r.test/a.png', 'a', 1);
  INSERT INTO files (path, local_id, task_id, model, input, saved_at) VALUES ('/o/a.png', 'a', 'task-a', 'm', '{}', 3);
  INSERT INTO removed (local_id, revision) VALUES ('z', 4);`;

function written(file: string, version: number): DatabaseSync {
  const db = new Database(file);
  db.exec('PRAGMA journal_mode = WAL');
  for (const step of MIGRATIONS.slice(0, version)) {
    db.exec(step);
    // Insert the rows as soon as their tables exist, so that every later step has data to migrate.
    if (step === MIGRATIONS[0]) db.exec(FIRST_VERSION);
  }
  db.exec(`PRAGMA user_version = ${version}`);
  return db;
}

const COLUMNS = `SELECT m.name AS tbl, p.name, p.type, p."notnull", p.dflt_value, p.pk
  FROM sqlite_schema m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY m.name, p.name`;

const shapeOf = (db: DatabaseSync): unknown[] => [
  ...db
    .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
    .all()
    .map(({ type, sql, ...names }) => [type, names, type === 'table' ? '' : String(sql).replaceAll(/\s+/g, ' ')]),
  ...db.prepare(COLUMNS).all()
];

for (let version = 0; version <= MIGRATIONS.length; version++) {
  test(`upgrade: a ledger of version ${version} gets version ${MIGRATIONS.length} and keeps its rows`, t => {
    const file = place(t);
    written(file, version).close();
    const { db, setAside } = openDatabase(file, quiet, 0);
    assert.equal(setAside, undefined);
    const fresh = openDatabase(`${file}.fresh`, quiet, 0).db;
    assert.deepEqual(shapeOf(db), shapeOf(fresh), 'the same schema as a new ledger');
    fresh.close();
    const ledger = createLedger(db, 'window', () => 1_000);
    t.after(() => ledger.database.close());
    const tasks = ledger.tasks
      .all()
      .map(({ localId, state, taskId, error }) => [localId, state, taskId, error?.message]);
    if (version === 0) {
      assert.deepEqual(tasks, []);
      return;
    }
    assert.deepEqual(tasks, [
      ['c', 'collecting', 'task-c', undefined],
      ['b', 'unknown', undefined, 'why'],
      ['a', 'done', 'task-a', undefined]
    ]);
    const results = (localId: string): unknown =>
      ledger.results.of(localId).map(({ index, state, url }) => [index, state, url]);
    assert.deepEqual(results('c'), [
      [0, 'pending', 'https://r.test/c.png'],
      [1, 'saved', 'https://r.test/d.png']
    ]);
    assert.deepEqual(results('a'), [[0, 'saved', 'https://r.test/a.png']]);
    assert.equal(ledger.tasks.get('a')?.results[0]?.path, '/o/a.png');
    assert.deepEqual(ledger.tasks.durations('m'), [1]);
    assert.ok(ledger.uploads.isIssued('https://u.test/1') && ledger.uploads.isIssued('https://r.test/a.png'));
    assert.equal(ledger.files.find('/o/a.png')?.localId, 'a');
    assert.deepEqual(ledger.leases.abandoned(), ['c']);
    // The upgraded ledger is writable, too.
    assert.ok(ledger.leases.take('c') && ledger.tasks.update('c', ['collecting'], { state: 'done' }));
    assert.equal(ledger.tasks.get('c')?.state, 'done');
  });
}

test('upgrade: two windows that start at once upgrade a ledger once', t => {
  const file = place(t);
  written(file, 1).close();
  const [first, second] = [openDatabase(file, quiet, 0).db, openDatabase(file, quiet, 0).db];
  for (const db of [first, second]) {
    assert.equal(db.prepare('PRAGMA user_version').get()?.['user_version'], MIGRATIONS.length);
    assert.equal(createLedger(db, 'w', () => 0).tasks.all().length, 3);
    db.close();
  }
});

const task: Task = {
  localId: 'l',
  model: 'm',
  state: 'preparing',
  input: { prompt: 'x'.repeat(500) },
  results: [],
  createdAt: 1,
  updatedAt: 1,
  origin: 'api'
};

/** A ledger with some pages, and the way in which it is damaged. */
const DAMAGE: readonly (readonly [string, (file: string) => void])[] = [
  ['cut off in the middle', file => truncateSync(file, readFileSync(file).length / 2)],
  ['with a damaged header', file => writeFileSync(file, readFileSync(file).fill(0, 0, 64))],
  ['with a damaged root page', file => writeFileSync(file, readFileSync(file).fill(0xa5, 100, 4_000))],
  ['overwritten by something else', file => writeFileSync(file, '{"not":"a ledger"}'.repeat(1_000))]
];

for (const [name, damage] of DAMAGE) {
  test(`openDatabase: sets a ledger ${name} aside unchanged, and opens a new one`, t => {
    const file = place(t);
    const before = createLedger(openDatabase(file, quiet, 0).db, 'a', () => 0);
    for (let i = 0; i < 100; i++) {
      before.tasks.insert({ ...task, localId: `l${i}` }, { plan: task.input, saveTo: { folder: '/o', stem: 'x' } });
    }
    before.database.close();
    damage(file);
    const bytes = readFileSync(file);
    const errors: string[] = [];
    const { db, setAside = '' } = openDatabase(
      file,
      { ...quiet, error: line => errors.push(line) },
      Date.UTC(2026, 0, 2)
    );
    assert.match(path.basename(setAside), /^ledger\.db\.damaged-2026-01-02T/);
    assert.deepEqual(readFileSync(setAside), bytes, 'no task is lost');
    assert.ok(errors.some(line => line.includes(setAside)));
    const ledger = createLedger(db, 'b', () => 0);
    ledger.tasks.insert(task, { plan: task.input, saveTo: { folder: '/o', stem: 'x' } });
    assert.equal(ledger.tasks.all().length, 1);
    ledger.database.close();
    assert.ok(readdirSync(path.dirname(file)).includes(path.basename(setAside)));
  });
}
