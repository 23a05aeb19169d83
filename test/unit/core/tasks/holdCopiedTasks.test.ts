import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { FakeKie, PNG_IMAGE } from '../../../support/engine/fakeKie.ts';
import type { TestWindow } from '../../../support/engine/engineFixture.ts';
import { EngineFixture } from '../../../support/engine/engineFixture.ts';
import { systemClock } from '../../../../src/core/base/systemClock.ts';
import { openLedger } from '../../../../src/core/engine/openLedger.ts';
import type { Task } from '../../../../src/shared/task.ts';
import { makeTempFolder } from '../../../support/http/testClient.ts';
import { backUpLedger, changeLedger, deleteLedger } from '../../../support/engine/ledgerFiles.ts';

const OPTIONS = { timeout: 60_000 };
const MINUTE_MS = 60_000;
const never = new Promise<never>(() => undefined);

/** A window that uploads the file of a task, and the ledger from before. */
async function setUp(t: TestContext) {
  const kie = new FakeKie();
  const fixture = new EngineFixture(t, kie);
  const image = path.join(fixture.dir, 'a.png');
  await fs.writeFile(image, PNG_IMAGE);
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  const uploaded = Promise.withResolvers<string>();
  kie.onUpload = () => uploaded.promise;
  kie.onCreate = () => never;
  const intent = fixture.intent({ model: 'edit', input: { image: pathToFileURL(image).href, label: 'x' } });
  const { localId } = await window.engine.tasks.start(intent);
  await fixture.advanceUntil(() => kie.uploads.length === 1);
  const send = async (): Promise<void> => {
    uploaded.resolve('https://up.test/1');
    await fixture.advanceUntil(() => kie.posts.length === 1);
  };
  const loseJournal = (): Promise<void> => fs.rm(path.join(fixture.dir, 'submissions.jsonl'));
  return { kie, fixture, window, localId, send, loseJournal };
}

/** Opens a window five minutes later and lets it work for ten. */
async function reopen(fixture: EngineFixture): Promise<TestWindow> {
  fixture.now += 5 * MINUTE_MS;
  const window = await fixture.openWindow();
  window.engine.resumeAll();
  await fixture.advance(10 * MINUTE_MS);
  return window;
}

const heldBy = ({ engine }: TestWindow, localId: string): string | undefined =>
  engine.tasks.get(localId)?.hold?.message;
const QUESTION = /^Files of the task list were replaced or lost, so this task may have been sent already\./;

test('copied ledger: without its journal, a sent task waits for approval', OPTIONS, async t => {
  const { kie, fixture, window, localId, send, loseJournal } = await setUp(t);
  const restore = backUpLedger(fixture);
  await send();
  window.crash();
  restore();
  await loseJournal();
  const second = await reopen(fixture);
  assert.match(heldBy(second, localId) ?? '', QUESTION);
  const third = await reopen(fixture);
  assert.match(heldBy(third, localId) ?? '', QUESTION);
  assert.equal(kie.posts.length, 1);
  kie.onCreate = () => 'approved';
  const { hold } = third.engine.tasks.get(localId) ?? {};
  assert.ok(hold);
  assert.equal(third.engine.tasks.approve(localId, hold), true);
  assert.equal((await fixture.waitForEnd(third, localId)).state, 'done');
  assert.equal(kie.posts.length, 2);
});

test('copied ledger: with an older copy of the journal too, a task waits for approval', OPTIONS, async t => {
  const { kie, fixture, window, localId, send } = await setUp(t);
  const journal = path.join(fixture.dir, 'submissions.jsonl');
  const older = await fs.readFile(journal);
  const restore = backUpLedger(fixture);
  await send();
  window.crash();
  restore();
  await fs.writeFile(journal, older);
  assert.match(heldBy(await reopen(fixture), localId) ?? '', QUESTION);
  assert.equal(kie.posts.length, 1);
});

/** Opens the ledger of a folder without an engine. */
function open(storageDir: string) {
  const line = (): void => undefined;
  const log = { debug: line, info: line, warn: line, error: line };
  return openLedger({ storageDir, log, clock: systemClock, entry: () => undefined });
}

const TASK: Task = {
  ...{ localId: 'a', model: 'picture', state: 'preparing', input: {}, results: [] },
  ...{ createdAt: Date.now(), updatedAt: Date.now(), origin: 'api' }
};

for (const [what, isJournalLost] of [
  ['lost', true],
  ['kept', false]
] as const) {
  test(`lost write-ahead log: with the journal ${what}, a sent task is not sent again`, async t => {
    const dir = await makeTempFolder(t);
    const file = path.join(dir, 'ledger.db');
    const first = open(dir);
    first.ledger.tasks.insert(TASK, { plan: {}, saveTo: { folder: dir, template: 'x' } });
    first.ledger.database.close();
    const older = await fs.readFile(file);
    const second = open(dir);
    second.ledger.tasks.update('a', ['preparing'], { state: 'submitting' }, true);
    const task = { model: 'picture', input: {}, plan: {}, saveTo: { folder: dir, template: 'x' } };
    second.journal.append({ e: 'sent', at: 1, localId: 'a', task: { ...task, origin: 'api', createdAt: 1 } });
    second.ledger.database.close();
    await fs.writeFile(file, older); // the same file, as after a lost log
    if (isJournalLost) await fs.rm(path.join(dir, 'submissions.jsonl'));
    const third = open(dir);
    const { state, hold } = third.ledger.tasks.get('a') ?? {};
    third.ledger.database.close();
    assert.deepEqual([state, hold !== undefined], isJournalLost ? ['preparing', true] : ['unknown', false]);
  });
}

test('lost journal: waiting tasks of a batch are paused with the reason', OPTIONS, async t => {
  const { kie, fixture, window, loseJournal } = await setUp(t);
  const intents = [1, 2].map(n => fixture.intent({ input: { prompt: `fox ${n}` } }));
  const { batchId = '' } = await window.engine.batches.start(intents, { name: 'Foxes', atOnce: 1 });
  await fixture.advanceUntil(() => kie.posts.length === 1);
  window.crash();
  await loseJournal();
  const { engine } = await reopen(fixture);
  const { state, reason } = engine.batches.get(batchId) ?? {};
  assert.deepEqual([state, reason?.remedy], ['paused', 'check-logs']);
  assert.equal(kie.posts.length, 1);
});

test('copied ledger: an open window resends nothing after a copy replaces its file', OPTIONS, async t => {
  const { kie, fixture, window, localId, send, loseJournal } = await setUp(t);
  const restore = backUpLedger(fixture);
  await send();
  await fixture.advance(2 * MINUTE_MS);
  window.engine.tasks.stop(localId);
  kie.onCreate = () => 'second';
  restore();
  await loseJournal();
  await fixture.advance(10 * MINUTE_MS);
  assert.equal(kie.posts.length, 1);
});

for (const [what, change] of [
  ['a crash', () => undefined],
  ['a crash with a lost index', fixture => fs.rm(path.join(fixture.dir, 'ledger.db-shm'), { force: true })],
  ['an upgrade', fixture => changeLedger(fixture, 'DELETE FROM identity')]
] as readonly (readonly [string, (fixture: EngineFixture) => unknown])[]) {
  test(`unsent task: after ${what}, it is sent without a question`, OPTIONS, async t => {
    const { kie, fixture, window, localId } = await setUp(t);
    window.crash();
    await change(fixture);
    kie.onUpload = () => 'https://up.test/2';
    kie.onCreate = () => 'task';
    const second = await reopen(fixture);
    assert.equal(heldBy(second, localId), undefined);
    assert.deepEqual([second.engine.tasks.get(localId)?.state, kie.posts.length], ['done', 1]);
  });
}

test('unsent task: needs no approval after the open ledger was deleted', OPTIONS, async t => {
  const { kie, fixture, window, localId, send } = await setUp(t);
  deleteLedger(fixture);
  await fixture.advance(MINUTE_MS);
  kie.onCreate = () => 'task';
  await send();
  assert.equal((await fixture.waitForEnd(window, localId)).state, 'done');
  window.engine.dispose();
  await window.engine.closed();
  window.crash();
  const second = await reopen(fixture);
  assert.deepEqual([second.log.filter(line => line.includes('is a copy')), kie.posts.length], [[], 1]);
});
