import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import { test } from 'node:test';
import { FakeKie } from '../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../support/engine/engineFixture.ts';
import { changeLedger } from '../../support/engine/ledgerFiles.ts';

test('save: a window that lost its task while publishing leaves no second file', { timeout: 10_000 }, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const first = await fixture.openWindow();
  const link = fs.link.bind(fs);
  let calls = 0;
  t.mock.method(fs, 'link', async (from: string, to: string) => {
    await link(from, to);
    calls++;
    if (calls > 1) return;
    // Simulates another window that found the task abandoned just before.
    changeLedger(fixture, "UPDATE tasks SET lease_owner = 'other', lease_until = 0");
    changeLedger(fixture, 'UPDATE results SET path = NULL');
    await fs.rm(from);
  });
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => calls === 1);
  await fixture.advanceUntil(() => readdirSync(fixture.out).length === 0);
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  assert.equal((await fixture.waitForEnd(second, localId)).state, 'done');
  assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
});
