import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { openDatabase } from '../../../../../src/core/tasks/store/database/openDatabase.ts';
import { createLedger } from '../../../../../src/core/tasks/store/ledger.ts';
import type { Ledger } from '../../../../../src/core/tasks/store/ledger.ts';
import type { Task, TaskHold } from '../../../../../src/shared/task.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const HOLD: TaskHold = { kind: 'price', message: 'It costs more now.', price: { credits: 8, exact: true } };

function ledgers(t: TestContext): readonly [Ledger, Ledger] {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-hold-'));
  const open = (owner: string): Ledger =>
    createLedger(openDatabase(path.join(dir, 'l.db'), quiet, 0).db, owner, () => 1_000);
  const both = [open('one'), open('two')] as const;
  t.after(() => {
    for (const ledger of both) ledger.database.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return both;
}

const task = (localId: string): Task => ({
  localId,
  model: 'm',
  state: 'preparing',
  input: {},
  results: [],
  estimate: 4,
  createdAt: 1,
  updatedAt: 1,
  origin: 'form'
});
const details = { plan: {}, saveTo: { folder: '/o', stem: 's' }, exact: true } as const;

test('ledger: no window runs a held task until it is approved', t => {
  const [one, two] = ledgers(t);
  one.tasks.insert(task('a'), details);
  assert.equal(one.tasks.update('a', ['preparing'], { hold: HOLD }), true);
  one.leases.release('a');
  assert.deepEqual(two.tasks.get('a')?.hold, HOLD);
  assert.deepEqual(two.tasks.holdOf('a'), HOLD);
  assert.deepEqual(two.leases.abandoned(), []);
  assert.equal(two.tasks.update('a', ['preparing'], { hold: null, approvedAt: 900, estimate: 8 }, true), true);
  assert.deepEqual(one.leases.abandoned(), ['a']);
  assert.deepEqual(
    [one.tasks.get('a')?.hold, one.tasks.get('a')?.estimate, one.tasks.details('a')?.approvedAt],
    [undefined, 8, 900]
  );
});

test('ledger: a held task of a batch lets the next one start and keeps the batch open', t => {
  const [ledger] = ledgers(t);
  const rows = ['a', 'b'].map(localId => ({ task: task(localId), details }));
  ledger.batches.insert({ id: 'batch', name: 'Batch' }, 1, rows);
  assert.deepEqual(ledger.batches.claim(), ['a']);
  assert.deepEqual(ledger.batches.claim(), []);
  ledger.tasks.update('a', ['preparing'], { hold: HOLD });
  assert.deepEqual(ledger.batches.claim(), ['b']);
  ledger.tasks.update('b', ['preparing'], { state: 'failed' });
  assert.deepEqual(ledger.batches.finish(), []);
  ledger.tasks.update('a', ['preparing'], { state: 'stopped' });
  assert.equal(ledger.tasks.get('a')?.hold, undefined, 'an ended task is not held');
  assert.deepEqual(ledger.batches.finish(), ['batch']);
});

test('ledger: a waiting task that is held is not claimed', t => {
  const [ledger] = ledgers(t);
  ledger.batches.insert({ id: 'batch', name: 'Batch' }, 1, [{ task: task('a'), details }]);
  assert.equal(ledger.tasks.update('a', ['preparing'], { hold: HOLD }, true), true);
  assert.deepEqual(ledger.batches.claim(), []);
});

test('restore: brings back a removed task as it was, in every window', t => {
  const [one, two] = ledgers(t);
  one.tasks.insert(task('a'), details);
  one.tasks.update('a', ['preparing'], { state: 'queued', taskId: 'k-1', submittedAt: 1 });
  one.results.addEarly('a', [{ kind: 'image', url: 'https://r.test/a.png' }]);
  one.tasks.update('a', ['queued'], { state: 'stopped' });
  const before = [one.tasks.get('a'), one.tasks.details('a')?.saveTo, one.tasks.states('a')];
  assert.equal(two.tasks.all().length, 1);
  const removed = one.tasks.remove('a');
  assert.ok(removed);
  assert.equal(two.tasks.all().length, 0);
  assert.equal(one.tasks.restore(removed), true);
  for (const ledger of [one, two]) {
    assert.deepEqual([ledger.tasks.get('a'), ledger.tasks.details('a')?.saveTo, ledger.tasks.states('a')], before);
  }
  assert.equal(one.tasks.get('a')?.results.length, 1);
  assert.deepEqual(two.recovery.statuses(['a']).get('a')?.state, 'stopped');
});

test('restore: adds no second task when the first or its ID at KIE is in the list', t => {
  const [one, two] = ledgers(t);
  one.tasks.insert(task('a'), details);
  one.tasks.update('a', ['preparing'], { state: 'stopped', taskId: 'k-1' });
  const removed = one.tasks.remove('a');
  assert.ok(removed);
  assert.equal(one.tasks.restore(removed), true);
  assert.equal(two.tasks.restore(removed), false);
  two.tasks.remove('a');
  two.tasks.insert(task('b'), details);
  two.tasks.update('b', ['preparing'], { state: 'queued', taskId: 'k-1' });
  assert.equal(one.tasks.restore(removed), false);
  assert.deepEqual(
    one.tasks.all().map(({ localId }) => localId),
    ['b']
  );
});
