import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { useWal } from '../../../src/core/tasks/store/database/openDatabase.ts';
import { runConcurrently, SOURCE } from '../../support/engine/concurrentProcesses.ts';

const OPTIONS = { timeout: 120_000 };
const WINDOWS = 3;
const ROUNDS = 20;
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

for (const [what, arrange] of [
  ['missing', () => undefined],
  ['damaged', (file: string) => writeFileSync(file, 'this is no database, '.repeat(500))]
] as const) {
  test(`ledger: windows that open a ${what} one at once share the new one`, OPTIONS, async t => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-open-'));
    t.after(() => rmSync(dir, { recursive: true, force: true }));
    const file = (round: number | string, name: string): string => path.join(dir, `${round}-${name}.db`);
    for (let round = 0; round < ROUNDS; round++) {
      arrange(file(round, 'ledger'));
      arrange(file(round, 'pace'));
    }
    const before = `
      import fs from 'node:fs';
      import { openDatabase } from ${JSON.stringify(path.join(SOURCE, 'tasks/store/database/openDatabase.ts'))};
      import { createLedger } from ${JSON.stringify(path.join(SOURCE, 'tasks/store/ledger.ts'))};
      import { RateLimitStore } from ${JSON.stringify(path.join(SOURCE, 'tasks/store/rateLimitStore.ts'))};
      const quiet = { debug() {}, info() {}, warn() {}, error() {} };
      const task = { localId: 'l' + index, model: 'm', state: 'done', input: {}, results: [], createdAt: 1, updatedAt: 1,
        origin: 'api' };`;
    const all = await runConcurrently(
      t,
      WINDOWS,
      before,
      `const setAside = [];
       for (let round = 0; round < ${ROUNDS}; round++) {
         const name = kind => ${JSON.stringify(dir)} + '/' + round + '-' + kind + '.db';
         // Nobody begins a round before all have come to it.
         fs.writeFileSync(name('here-' + index), '');
         for (let other = 0; other < ${WINDOWS}; other++) while (!fs.existsSync(name('here-' + other))) {}
         const opened = openDatabase(name('ledger'), quiet, 0);
         createLedger(opened.db, 'w' + index, () => 1).tasks.insert(task, { plan: {}, saveTo: { folder: '/', stem: 'x' } });
         opened.db.close();
         if (opened.setAside !== undefined) setAside.push(round);
         const pace = RateLimitStore.open(name('pace'), quiet);
         pace.window('w', { count: 100, windowMs: 1_000 }).take(1_000);
         pace.close();
       }
       return setAside;`
    );
    for (let round = 0; round < ROUNDS; round++) {
      const ledger = new DatabaseSync(file(round, 'ledger'));
      const ids = ledger.prepare('SELECT local_id FROM tasks ORDER BY local_id').all();
      ledger.close();
      assert.deepEqual(
        ids.map(row => row['local_id']),
        ['l0', 'l1', 'l2'],
        `round ${round}`
      );
      const pace = new DatabaseSync(file(round, 'pace'));
      const starts = String(pace.prepare('SELECT starts FROM windows').get()?.['starts']);
      pace.close();
      assert.equal((JSON.parse(starts) as unknown[]).length, WINDOWS, `round ${round}`);
    }
    const setAsideRounds = all.flat().sort();
    const kept = readdirSync(dir).filter(name => /\.damaged-[^.]*$/.test(name));
    const expected = what === 'damaged' ? ROUNDS : 0;
    assert.deepEqual(
      [setAsideRounds.length, new Set(setAsideRounds).size, kept.length],
      [expected, expected, expected]
    );
    assert.deepEqual(
      readdirSync(dir).filter(name => name.endsWith('.repair')),
      []
    );
  });
}

test('useWal: waits while another window changes the journal mode', OPTIONS, async t => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-open-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'ledger.db');
  const other = spawn(process.execPath, [
    '-e',
    `const db = new (require('node:sqlite').DatabaseSync)(${JSON.stringify(file)});
     db.exec('CREATE TABLE x (y); BEGIN IMMEDIATE');
     process.stdout.write('ready', () => setTimeout(() => db.exec('COMMIT'), 300));`
  ]);
  t.after(() => other.kill());
  await once(other.stdout, 'data');
  // SQLite returns "locked" at once here, whatever the busy timeout.
  const db = new DatabaseSync(file);
  t.after(() => db.close());
  useWal(db);
  assert.equal(db.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'wal');
});
