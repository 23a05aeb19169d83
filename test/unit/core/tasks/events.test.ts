import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createLedger } from '../../../../src/core/tasks/store/ledger.ts';
import { openDatabase } from '../../../../src/core/tasks/store/database/openDatabase.ts';
import { TaskEvents } from '../../../../src/core/tasks/events.ts';
import type { TaskState } from '../../../../src/shared/task.ts';
import { FakeKie, imageResult } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };

test('events: a change of one window is reported in another within two seconds', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const [first, second] = [await fixture.openWindow(), await fixture.openWindow()];
  let seen: TaskState | 'gone' | undefined;
  second.engine.tasks.onDidChange(changed => (seen = changed.at(-1)?.state ?? 'gone'));
  const { localId } = await first.engine.tasks.start(fixture.intent());
  const soon = async (state: TaskState | 'gone'): Promise<void> => {
    await fixture.advance(2_000);
    assert.equal(seen, state);
  };
  await fixture.waitForState(first, localId, 'running');
  await soon('running');
  first.engine.tasks.stop(localId);
  await soon('stopped');
  kie.onRecord = () => imageResult('https://r.test/a.png');
  first.engine.tasks.resume(localId);
  await fixture.waitForEnd(first, localId);
  await soon('done');
  first.engine.tasks.remove(localId);
  await soon('gone');
});

test('events: other windows are polled once a second, only while there are listeners', async t => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-events-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const ledger = createLedger(openDatabase(path.join(dir, 'ledger.db'), quiet, 0).db, 'a', () => 0);
  t.after(() => ledger.database.close());
  const looks = t.mock.method(ledger.database, 'changedElsewhere').mock;
  const reads = t.mock.method(ledger.tasks, 'takeChanges').mock;
  const sleeps: { readonly ms: number; readonly wake: () => void }[] = [];
  const clock = {
    now: () => 0,
    sleep: (ms: number) => new Promise<void>(resolve => void sleeps.push({ ms, wake: resolve }))
  };
  const second = async (): Promise<void> => {
    for (const { ms, wake } of sleeps.splice(0)) {
      assert.equal(ms, 1_000);
      wake();
    }
    await new Promise(setImmediate);
  };
  const events = new TaskEvents(ledger, clock, quiet, new AbortController().signal);
  await second();
  assert.equal(looks.callCount(), 0);
  const listener = events.listen(() => undefined);
  for (let i = 0; i < 10; i++) await second();
  assert.equal(looks.callCount(), 10);
  assert.ok(reads.callCount() <= 2, 'nothing is read without a change');
  listener.dispose();
  for (let i = 0; i < 5; i++) await second();
  assert.ok(looks.callCount() <= 11);
  assert.deepEqual(sleeps, []);
});

test('events: the ledger reports its own changes, one event per turn', async t => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-events-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const ledger = createLedger(openDatabase(path.join(dir, 'ledger.db'), quiet, 0).db, 'a', () => 0);
  t.after(() => ledger.database.close());
  const never = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };
  const events = new TaskEvents(ledger, never, quiet, new AbortController().signal);
  const seen: (readonly string[])[] = [];
  events.listen(changed => seen.push(changed.map(({ localId, state }) => `${localId} ${state}`)));
  const task = { model: 'm', input: {}, results: [], createdAt: 1, updatedAt: 1, origin: 'form' } as const;
  const details = { plan: {}, saveTo: { folder: '/o', stem: 's' } };
  for (const localId of ['a', 'b']) ledger.tasks.insert({ ...task, localId, state: 'preparing' }, details);
  ledger.tasks.update('b', ['preparing'], { state: 'failed' });
  assert.deepEqual(seen, [], 'no listener runs during the write');
  await Promise.resolve();
  assert.deepEqual(seen, [['a preparing', 'b failed']]);
  ledger.leases.release('a');
  await Promise.resolve();
  assert.equal(seen.length, 1, 'a lease is not visible');
  ledger.tasks.remove('b');
  await Promise.resolve();
  assert.deepEqual(seen.slice(1), [[]]);
});
