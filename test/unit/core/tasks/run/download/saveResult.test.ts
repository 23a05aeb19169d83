import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { DeadAddressError } from '../../../../../../src/core/http/errors/errors.ts';
import { collectTask } from '../../../../../../src/core/tasks/run/download/collect.ts';
import { saveResult, TakenOverError } from '../../../../../../src/core/tasks/run/download/saveResult.ts';
import { openDatabase } from '../../../../../../src/core/tasks/store/database/openDatabase.ts';
import { LEASE_MS } from '../../../../../../src/core/tasks/store/leaseStore.ts';
import { createLedger } from '../../../../../../src/core/tasks/store/ledger.ts';
import type { Task } from '../../../../../../src/shared/task.ts';
import { makeTempFolder } from '../../../../../support/http/testClient.ts';

const TEXT = 'Twelve lines about the sea.';
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Two windows with tasks whose results are texts of equal size, to be saved as `song.txt`. */
async function twoWindows(t: TestContext) {
  const dir = await makeTempFolder(t);
  const out = path.join(dir, 'out');
  let now = 1_000_000;
  const [first, second] = ['first', 'second'].map(owner =>
    createLedger(openDatabase(path.join(dir, 'ledger.db'), log, 0).db, owner, () => now)
  );
  if (first === undefined || second === undefined) assert.fail();
  t.after(() => {
    for (const ledger of [first, second]) ledger.database.close();
  });
  const saveTo = { folder: out, stem: 'song' };
  const add = (localId: string): Task => {
    const rest = { results: [], createdAt: 1, updatedAt: 1, origin: 'api' } as const;
    const task: Task = { localId, model: 'lyrics', state: 'queued', input: { prompt: localId }, ...rest };
    first.tasks.insert(task, { plan: task.input, saveTo });
    assert.ok(first.leases.take(localId));
    assert.ok(first.results.beginCollecting(localId, [{ kind: 'text', text: TEXT }], {}));
    return task;
  };
  const save = (ledger: typeof first, task: Task): Promise<void> => {
    const [result] = ledger.results.of(task.localId);
    const rest = { target: saveTo, place: { index: 1, count: 1 }, signal: new AbortController().signal };
    const ctx = { ledger, keptDir: path.join(dir, 'kept'), log };
    return saveResult(...([ctx, { task, result, ...rest, releaseEarly: () => true }] as unknown as Given));
  };
  const takeOver = (task: Task): void => {
    now += 2 * LEASE_MS;
    assert.ok(second.leases.take(task.localId));
  };
  const kept = path.join(dir, 'kept');
  return { first, second, out, kept, add, save, takeOver };
}

type Given = Parameters<typeof saveResult>;

/** Runs `act` right before the next file gets its final name. */
function beforeNextLink(t: TestContext, act: () => void | Promise<void>): void {
  const link = fs.link;
  const mock = t.mock.method(fs, 'link', async (from: string, to: string) => {
    mock.mock.restore();
    await act();
    return link(from, to);
  });
}

test('a window that lost its task leaves the part file to the one that took over', async t => {
  const { first, second, out, add, save, takeOver } = await twoWindows(t);
  const task = add('a');
  const other = path.join(out, 'song.txt');
  beforeNextLink(t, () => {
    takeOver(task);
    return fs.writeFile(other, TEXT.toUpperCase());
  });
  await assert.rejects(save(first, task), TakenOverError);
  // The other file has the recorded name and size, and must not pass for the published result.
  await save(second, task);
  const [result] = second.results.of('a');
  assert.deepEqual([result?.state, result?.path], ['saved', path.join(out, 'song-2.txt')]);
  assert.equal(await fs.readFile(path.join(out, 'song-2.txt'), 'utf8'), TEXT);
  assert.equal(await fs.readFile(other, 'utf8'), TEXT.toUpperCase());
  assert.deepEqual((await fs.readdir(out)).sort(), ['song-2.txt', 'song.txt'], 'no part file is left');
});

test('two results that are saved at the same time never try the same name', async t => {
  const { first, out, add, save } = await twoWindows(t);
  const [task, other] = [add('a'), add('b')];
  beforeNextLink(t, () => save(first, other));
  await save(first, task);
  const paths = ['a', 'b'].map(localId => first.results.get(localId, 0)?.path);
  assert.deepEqual(paths, [path.join(out, 'song.txt'), path.join(out, 'song-2.txt')]);
});

test('a result never gets the name of a saved result whose file the user deleted', async t => {
  const { first, out, add, save } = await twoWindows(t);
  const [task, other] = [add('a'), add('b')];
  await save(first, task);
  await fs.rm(path.join(out, 'song.txt'));
  await save(first, other);
  assert.equal(first.results.get('b', 0)?.path, path.join(out, 'song-2.txt'));
});

test('a window that lost its task leaves the kept content to the one that took over', async t => {
  const { first, out, kept, add, save, takeOver } = await twoWindows(t);
  const task = add('a');
  await save(first, task);
  assert.ok(first.results.collectAgain('a', ['collecting'], [0], {}));
  const [file] = await fs.readdir(out);
  assert.equal(first.results.get('a', 0)?.replaces, path.join(out, String(file)));
  await fs.writeFile(kept, 'half');
  assert.ok(first.results.update('a', 0, { kept }));
  const fetching = (): Promise<never> => {
    takeOver(task);
    return Promise.reject(new DeadAddressError('expired', { code: 403, remedy: 'retry', accepted: 'no' }));
  };
  const given = [{ ledger: first, log, fetching, clock: { now: () => 1 } }, task, new AbortController().signal];
  await collectTask(...(given as unknown as Parameters<typeof collectTask>));
  assert.equal(await fs.readFile(kept, 'utf8'), 'half');
  assert.equal(first.results.get('a', 0)?.state, 'pending');
});
