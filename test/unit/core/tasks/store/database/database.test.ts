import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { Database } from '../../../../../../src/core/tasks/store/database/database.ts';
import { openDatabase } from '../../../../../../src/core/tasks/store/database/openDatabase.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const INSERT = 'INSERT INTO removed (local_id, revision) VALUES (?, 1)';

function open(t: TestContext): { readonly db: Database; readonly ids: () => readonly unknown[] } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-database-'));
  const file = path.join(dir, 'ledger.db');
  const db = new Database(openDatabase(file, quiet, 0).db, 'window', () => 1);
  t.after(() => {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return { db, ids: () => db.all('SELECT local_id FROM removed ORDER BY local_id').map(row => row['local_id']) };
}

test('database: announces a change after its commit', t => {
  const { db, ids } = open(t);
  const seen: (readonly unknown[])[] = [];
  const listening = db.onChange(() => seen.push(ids()));
  db.run(INSERT, 'a');
  db.run('DELETE FROM removed WHERE local_id = ?', 'none');
  db.transaction(() => {
    db.run(INSERT, 'b');
    db.returning(`${INSERT} RETURNING local_id`, 'c');
    assert.equal(seen.length, 1, 'nothing is announced inside of a transaction');
  });
  listening.dispose();
  db.run(INSERT, 'd');
  assert.deepEqual(seen, [['a'], ['a', 'b', 'c']]);
});

test('database: does not announce a transaction that is rolled back', t => {
  const { db, ids } = open(t);
  let announced = 0;
  db.onChange(() => announced++);
  const fail = (): void => {
    db.run(INSERT, 'a');
    throw new Error('no');
  };
  assert.throws(() => db.transaction(fail), /^Error: no$/);
  assert.deepEqual([ids(), announced], [[], 0]);
  db.transaction(() => db.get('SELECT 1'));
  assert.equal(announced, 0, 'a transaction that only reads changes nothing');
});

test('database: a nested transaction is part of the outer one', t => {
  const { db, ids } = open(t);
  let announced = 0;
  db.onChange(() => announced++);
  db.transaction(() => db.transaction(() => db.run(INSERT, 'a')));
  assert.deepEqual([ids(), announced], [['a'], 1]);
  const fail = (): void => {
    db.transaction(() => db.run(INSERT, 'b'));
    throw new Error('no');
  };
  assert.throws(() => db.transaction(fail), /^Error: no$/);
  assert.deepEqual(ids(), ['a']);
});

test('database: a query cannot write without an announcement', t => {
  const { db } = open(t);
  assert.throws(() => db.get('DELETE FROM removed RETURNING local_id'), /This statement writes/);
  assert.throws(() => db.all('UPDATE removed SET revision = 2 RETURNING local_id'), /This statement writes/);
});
