import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { createLedger } from '../../../../../src/core/tasks/store/ledger.ts';
import type { Ledger } from '../../../../../src/core/tasks/store/ledger.ts';
import { openDatabase } from '../../../../../src/core/tasks/store/database/openDatabase.ts';
import type { TaskPatch } from '../../../../../src/core/tasks/store/taskColumns.ts';
import type { Task } from '../../../../../src/shared/task.ts';

const NOON = new Date(2026, 9, 5, 12).getTime();
const HOUR = 3_600_000;
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function ledgerOf(t: TestContext, now: () => number): Ledger {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-spent-'));
  const ledger = createLedger(openDatabase(path.join(dir, 'ledger.db'), quiet, 0).db, 'a', now);
  t.after(() => {
    ledger.database.close();
    rmSync(dir, { recursive: true, force: true });
  });
  return ledger;
}

/** Inserts a task as `preparing`, then moves it to its state like a real run. */
function put(ledger: Ledger, localId: string, more: Partial<Task>): void {
  const { state = 'done', submittedAt, credits, ...rest } = more;
  const task: Task = {
    localId,
    model: 'm',
    state: 'preparing',
    input: {},
    results: [],
    createdAt: NOON,
    updatedAt: NOON,
    origin: 'form',
    ...rest
  };
  ledger.tasks.insert(task, { plan: {}, saveTo: { folder: '/o', stem: 'x' } });
  const patch: TaskPatch = {
    state,
    ...(submittedAt === undefined ? {} : { submittedAt }),
    ...(credits === undefined ? {} : { credits })
  };
  ledger.tasks.update(localId, ['preparing'], patch);
}

const CASES: readonly (readonly [string, Partial<Task>, number])[] = [
  ['the actual cost counts before the estimate', { submittedAt: NOON, estimate: 8, credits: 6 }, 6],
  ['the estimate counts without an actual cost', { submittedAt: NOON, estimate: 8 }, 8],
  ['an unknown price counts 0', { submittedAt: NOON }, 0],
  ['an uploading task is reserved', { state: 'preparing', estimate: 8 }, 8],
  ['an unknown task counts', { state: 'unknown', estimate: 8 }, 8],
  ['a task of a program counts', { state: 'running', taskId: 't', origin: 'api', estimate: 8 }, 8],
  ['a task that failed before it was sent costs nothing', { state: 'failed', estimate: 8 }, 0],
  ['a task stopped before it was sent costs nothing', { state: 'stopped', estimate: 8 }, 0],
  ['a rejected task costs nothing', { state: 'failed', submittedAt: NOON, estimate: 8 }, 0],
  ['a task stopped after a rejection costs nothing', { state: 'stopped', submittedAt: NOON, estimate: 8 }, 0],
  ['a task that failed after acceptance counts', { state: 'failed', taskId: 't', estimate: 8 }, 8],
  ['a refunded task does not count', { state: 'failed', taskId: 't', estimate: 8, credits: 0 }, 0],
  ['a task that is no longer tracked counts', { state: 'stopped', taskId: 't', submittedAt: NOON, estimate: 8 }, 8],
  ['a held task reserves nothing', { state: 'preparing', estimate: 8, hold: { kind: 'age', message: 'Old.' } }, 0],
  ['a task after midnight counts', { submittedAt: NOON - 11 * HOUR, createdAt: NOON - 11 * HOUR, estimate: 8 }, 8],
  [
    'a task of yesterday does not count',
    { submittedAt: NOON - 13 * HOUR, createdAt: NOON - 13 * HOUR, estimate: 8 },
    0
  ],
  [
    'a task of yesterday that was sent today counts',
    { submittedAt: NOON, createdAt: NOON - 13 * HOUR, estimate: 8 },
    8
  ],
  [
    'a task of yesterday that is about to be sent counts',
    { state: 'preparing', createdAt: NOON - 13 * HOUR, estimate: 8 },
    8
  ]
];

for (const [name, more, credits] of CASES) {
  test(`spending: ${name}, also after its removal and its return`, t => {
    const ledger = ledgerOf(t, () => NOON);
    put(ledger, 'l', more);
    assert.equal(ledger.spending.today(NOON), credits);
    const removed = ledger.tasks.remove('l');
    if (removed === undefined) return;
    assert.equal(ledger.tasks.get('l'), undefined);
    assert.equal(ledger.spending.today(NOON), credits);
    assert.ok(ledger.tasks.restore(removed));
    assert.equal(ledger.spending.today(NOON), credits);
    ledger.tasks.remove('l');
    assert.equal(ledger.spending.today(NOON), credits);
  });
}

test('spending: the tasks of a day are added up, and old days are not kept', t => {
  let now = NOON;
  const ledger = ledgerOf(t, () => now);
  put(ledger, 'a', { submittedAt: NOON, credits: 1.5 });
  put(ledger, 'b', { submittedAt: NOON, estimate: 2 });
  put(ledger, 'c', { submittedAt: NOON, estimate: 4 });
  ledger.tasks.remove('a');
  ledger.tasks.remove('c');
  assert.equal(ledger.spending.today(NOON), 7.5);
  now += 24 * HOUR;
  assert.equal(ledger.spending.today(now), 0);
  ledger.tasks.remove('b');
  assert.deepEqual([ledger.spending.today(now), ledger.spending.today(NOON)], [0, 0]);
});

test('spending: a task held yesterday counts on the day it is approved and sent', t => {
  let now = NOON;
  const ledger = ledgerOf(t, () => now);
  put(ledger, 'a', { state: 'preparing', estimate: 8 });
  assert.equal(ledger.spending.today(now), 8);
  ledger.tasks.update('a', ['preparing'], { hold: { kind: 'price', message: 'It costs more.' } });
  assert.equal(ledger.spending.today(now), 0, 'nothing is sent without approval');
  now += 24 * HOUR;
  ledger.tasks.update('a', ['preparing'], { hold: null, approvedAt: now, estimate: 12 });
  assert.equal(ledger.spending.today(now), 12);
  ledger.tasks.update('a', ['preparing'], { state: 'running', taskId: 't', submittedAt: now });
  assert.deepEqual([ledger.spending.today(now), ledger.spending.today(now + 24 * HOUR)], [12, 0]);
  ledger.tasks.update('a', ['running'], { state: 'done', credits: 11 });
  assert.equal(ledger.spending.today(now), 11);
  ledger.tasks.remove('a');
  assert.equal(ledger.spending.today(now), 11);
});

test('spending: an unknown price counts as soon as KIE reports it', t => {
  const ledger = ledgerOf(t, () => NOON);
  put(ledger, 'a', { state: 'running', taskId: 't', submittedAt: NOON });
  assert.equal(ledger.spending.today(NOON), 0);
  ledger.tasks.update('a', ['running'], { credits: 120 });
  assert.equal(ledger.spending.today(NOON), 120);
});
