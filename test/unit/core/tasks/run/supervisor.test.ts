import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { FakeKie, imageResult } from '../../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../../support/engine/engineFixture.ts';

const OPTIONS = { timeout: 60_000 };
const PERHAPS_MS = 120_000;

/** Lets no window run a task until the returned function is called. Other changes of a row succeed. */
function failLeases(t: TestContext, { dir }: EngineFixture): () => void {
  const ledger = new DatabaseSync(path.join(dir, 'ledger.db'));
  t.after(() => ledger.close());
  ledger.exec(
    `CREATE TRIGGER full BEFORE UPDATE OF lease_owner ON tasks WHEN NEW.lease_owner IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`
  );
  return () => ledger.exec('DROP TRIGGER full');
}

test('approve: does not throw once the hold is gone, and sends the task once', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onCredits = () => 1_000;
  const fixture = new EngineFixture(t, kie);
  fixture.dailyCreditLimit = 5;
  const window = await fixture.openWindow();
  const { localId, hold } = await window.engine.tasks.start(fixture.intent({ model: 'priced' }));
  assert.equal(hold?.kind, 'limit');
  fixture.dailyCreditLimit = 0;
  const restore = failLeases(t, fixture);
  assert.equal(window.engine.tasks.approve(localId, hold), true);
  assert.equal(window.engine.tasks.get(localId)?.hold, undefined);
  assert.match(window.log.join('\n'), /could not be started at once: .*disk is full/);
  await fixture.advance(PERHAPS_MS);
  assert.equal(kie.posts.length, 0);
  restore();
  await fixture.advance(PERHAPS_MS);
  assert.equal(window.engine.tasks.get(localId)?.state, 'done');
  assert.equal(kie.posts.length, 1);
});

test('resume: does not throw once the state is stored, and tracks the task later', OPTIONS, async t => {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const { localId } = await window.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => window.engine.tasks.get(localId)?.state === 'running');
  window.engine.tasks.stop(localId);
  await fixture.advanceUntil(() => window.engine.tasks.get(localId)?.state === 'stopped');
  kie.onRecord = () => imageResult('https://r.test/a.png');
  const restore = failLeases(t, fixture);
  window.engine.tasks.resume(localId);
  assert.notEqual(window.engine.tasks.get(localId)?.state, 'stopped');
  await fixture.advance(PERHAPS_MS);
  restore();
  await fixture.advance(PERHAPS_MS);
  assert.equal(window.engine.tasks.get(localId)?.state, 'done');
  assert.equal(kie.posts.length, 1);
});
