import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { assignTaskId } from '../../../src/core/tasks/actions/assignTaskId.ts';
import { trackTask } from '../../../src/core/tasks/actions/trackTask.ts';
import { createLedger } from '../../../src/core/tasks/store/ledger.ts';
import type { Ledger } from '../../../src/core/tasks/store/ledger.ts';
import { openDatabase } from '../../../src/core/tasks/store/database/openDatabase.ts';
import type { Supervisor } from '../../../src/core/tasks/run/supervisor.ts';
import type { TaskContext } from '../../../src/core/tasks/run/taskContext.ts';
import type { Task } from '../../../src/shared/task.ts';

const ID = 'the-id';
const options = { saveTo: { folder: '/out', template: 'x' } };
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const task = (localId: string, more: Partial<Task> = {}): Task => ({
  localId,
  model: 'm',
  state: 'queued',
  input: {},
  results: [],
  createdAt: 1,
  updatedAt: 1,
  origin: 'adopted',
  ...more
});

/** Two windows; `meanwhile` runs in the second once the first has checked that the ID is not in the list. */
function windows(t: TestContext, runInOther: (other: Ledger) => void) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-adopted-'));
  const open = (owner: string) => createLedger(openDatabase(path.join(dir, 'ledger.db'), quiet, 0).db, owner, () => 1);
  const [ledger, other] = [open('a'), open('b')];
  t.after(() => {
    for (const each of [ledger, other]) each.database.close();
    rmSync(dir, { recursive: true });
  });
  const launched: string[] = [];
  const context = {
    ledger,
    client: { recordInfo: () => Promise.resolve({ taskId: ID, state: 'success', results: [] }) },
    clock: { now: () => 1 },
    entry: () => {
      runInOther(other);
      return undefined;
    }
  } as unknown as TaskContext;
  const supervisor = { launch: (id: string) => launched.push(id) } as unknown as Supervisor;
  const signal = new AbortController().signal;
  return { ledger, launched, runtime: { context, supervisor, signal } };
}

test('track: an ID that two windows track at once is one task', async t => {
  let done = false;
  const { ledger, launched, runtime } = windows(t, other => {
    if (!done) other.tasks.insert(task('theirs', { taskId: ID }), { plan: {}, ...options });
    done = true;
  });
  const got = await trackTask(runtime, [], ID, options);
  assert.equal(got.localId, 'theirs');
  assert.deepEqual([ledger.tasks.all().length, launched], [1, []], 'the window that tracked it follows it');
});

test('assignId: rejects an ID that another window tracks at the same moment', t => {
  const { ledger, launched, runtime } = windows(t, other =>
    other.tasks.insert(task('theirs', { taskId: ID }), { plan: {}, ...options })
  );
  ledger.tasks.insert(task('mine', { state: 'unknown', origin: 'form' }), { plan: {}, ...options });
  assert.throws(() => assignTaskId(runtime, 'mine', ID), /is already in the list/);
  assert.deepEqual(
    [ledger.tasks.get('mine')?.state, ledger.tasks.get('mine')?.taskId, launched],
    ['unknown', undefined, []]
  );
});
