import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { FakeKie, imageResult } from '../../../support/engine/fakeKie.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';
import { deleteLedger } from '../../../support/engine/ledgerFiles.ts';

const PAGE = 4096;
const flipped = (at: number) => (log: Buffer) => {
  const damaged = Buffer.from(log);
  const byte = Math.floor(log.length * at);
  damaged[byte] = (damaged[byte] ?? 0) ^ 0x10;
  return damaged;
};

/** Damage to the write-ahead log of the ledger. */
const DAMAGES: readonly (readonly [string, (log: Buffer) => Buffer])[] = [
  ['is empty', () => Buffer.alloc(0)],
  ['is cut in its header', log => log.subarray(0, 20)],
  ['is cut in the middle', log => log.subarray(0, log.length >> 1)],
  ['lacks its last bytes', log => log.subarray(0, -100)],
  ['has a flipped byte at its start', flipped(0)],
  ['has a flipped byte in the middle', flipped(0.5)],
  ['has a flipped byte near its end', flipped(0.99)],
  ['has zeros in its last page', log => Buffer.concat([log.subarray(0, -PAGE), Buffer.alloc(PAGE)])]
];

/** A crash with one task running at KIE and another whose createTask is on its way. */
async function crashed(t: TestContext) {
  const kie = new FakeKie();
  kie.onRecord = () => ({ state: 'generating' });
  kie.onCreate = n => (n === 1 ? 'task-1' : new Promise<never>(() => undefined));
  const fixture = new EngineFixture(t, kie);
  const window = await fixture.openWindow();
  const start = async (prompt: string): Promise<string> =>
    (await window.engine.tasks.start(fixture.intent({ input: { prompt } }))).localId;
  const running = await start('running');
  await fixture.waitForState(window, running, 'running');
  const sent = await start('sent');
  await fixture.advanceUntil(() => kie.posts.length === 2);
  const [ledger, log] = await Promise.all(
    ['ledger.db', 'ledger.db-wal'].map(name => fs.readFile(path.join(fixture.dir, name)))
  );
  window.crash();
  deleteLedger(fixture);
  return { kie, fixture, running, sent, ledger: ledger ?? Buffer.alloc(0), log: log ?? Buffer.alloc(0) };
}

for (const [what, damage] of DAMAGES) {
  test(`crash: a write-ahead log that ${what} loses no purchase`, { timeout: 60_000 }, async t => {
    const { kie, fixture, running, sent, ledger, log } = await crashed(t);
    assert.ok(log.length > 2 * PAGE);
    await fs.writeFile(path.join(fixture.dir, 'ledger.db'), ledger);
    await fs.writeFile(path.join(fixture.dir, 'ledger.db-wal'), damage(log));
    await fixture.advance(60_000);
    const window = await fixture.openWindow();
    const { engine } = window;
    engine.resumeAll();
    await fixture.advance(600_000);
    assert.equal(engine.tasks.get(sent)?.state, 'unknown');
    kie.onRecord = () => imageResult('https://r.test/a.png');
    const task = await fixture.waitForEnd(window, running);
    assert.deepEqual([task.state, task.taskId], ['done', 'task-1']);
    assert.deepEqual([engine.tasks.list().length, kie.posts.length], [2, 2]);
    assert.deepEqual(await fixture.files(), ['running.png']);
  });
}
