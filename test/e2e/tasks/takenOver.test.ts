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

for (const [later, sql] of [
  ['downloads it again', 'UPDATE results SET replaces = path, path = NULL, part = NULL'],
  ['removes the task', 'DELETE FROM tasks']
] as const) {
  test(`save: a late window keeps its file after another saved it and ${later}`, { timeout: 10_000 }, async t => {
    const kie = new FakeKie();
    const fixture = new EngineFixture(t, kie);
    const window = await fixture.openWindow();
    const link = fs.link.bind(fs);
    let isLinked = false;
    t.mock.method(fs, 'link', async (from: string, to: string) => {
      await link(from, to);
      changeLedger(fixture, "UPDATE tasks SET lease_owner = 'other', lease_until = 0");
      changeLedger(fixture, sql);
      isLinked = true;
    });
    await window.engine.tasks.start(fixture.intent());
    await fixture.advanceUntil(() => isLinked);
    // The late window removes its part file last.
    await fixture.advanceUntil(() => readdirSync(fixture.out).length === 1);
    await fixture.advance(100);
    assert.deepEqual(await fixture.files(), ['a-red-fox.png']);
  });
}

test('save: two crashes never take a foreign file of the same size for the result', { timeout: 10_000 }, async t => {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const never = new Promise<never>(() => undefined);
  const first = await fixture.openWindow();
  let foreign: Buffer | undefined;
  const link = t.mock.method(fs, 'link', async (from: string, to: string) => {
    foreign = Buffer.alloc((await fs.stat(from)).size, 'f');
    await fs.writeFile(to, foreign);
    return never;
  });
  const { localId } = await first.engine.tasks.start(fixture.intent());
  await fixture.advanceUntil(() => foreign !== undefined);
  first.crash();
  link.mock.restore();
  const unlink = fs.unlink.bind(fs);
  let isClaimed = false;
  const claim = t.mock.method(fs, 'unlink', async (file: string) => {
    await unlink(file);
    isClaimed = true;
    return never;
  });
  await fixture.advance(60_000);
  const second = await fixture.openWindow();
  second.engine.resumeAll();
  await fixture.advanceUntil(() => isClaimed);
  second.crash();
  claim.mock.restore();
  await fixture.advance(60_000);
  const third = await fixture.openWindow();
  third.engine.resumeAll();
  assert.equal((await fixture.waitForEnd(third, localId)).state, 'done');
  assert.deepEqual(await fixture.files(), ['a-red-fox-2.png', 'a-red-fox.png']);
  assert.deepEqual(await fs.readFile(`${fixture.out}/a-red-fox.png`), foreign);
});
