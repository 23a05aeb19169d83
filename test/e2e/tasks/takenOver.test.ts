import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import { test } from 'node:test';
import { FakeKie } from '../../support/engine/fakeKie.ts';
import { World } from '../../support/engine/world.ts';
import { changeLedger } from '../../support/engine/lostLedger.ts';

test('save: a window that was taken over while publishing leaves no second file', { timeout: 10_000 }, async t => {
  const kie = new FakeKie();
  const world = new World(t, kie);
  const first = await world.open();
  const link = fs.link.bind(fs);
  let calls = 0;
  t.mock.method(fs, 'link', async (from: string, to: string) => {
    await link(from, to);
    calls++;
    if (calls > 1) return;
    // Simulates another window that found the task abandoned just before.
    changeLedger(world, "UPDATE tasks SET lease_owner = 'other', lease_until = 0");
    changeLedger(world, 'UPDATE results SET path = NULL');
    await fs.rm(from);
  });
  const { localId } = await first.engine.tasks.start(world.intent());
  await world.until(() => calls === 1);
  await world.until(() => readdirSync(world.out).length === 0);
  const second = await world.open();
  second.engine.resumeAll();
  assert.equal((await world.ends(second, localId)).state, 'done');
  assert.deepEqual(await world.files(), ['a-red-fox.png']);
});
