import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { saveResult } from '../../../src/core/tasks/run/download/saveResult.ts';
import { openDatabase } from '../../../src/core/tasks/store/database/openDatabase.ts';
import { LEASE_MS } from '../../../src/core/tasks/store/leaseStore.ts';
import { createLedger } from '../../../src/core/tasks/store/ledger.ts';
import type { Ledger } from '../../../src/core/tasks/store/ledger.ts';
import type { Task } from '../../../src/shared/task.ts';
import { makeTempFolder } from '../http/testClient.ts';

export const TEXT = 'Twelve lines about the sea.';
export const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Two windows and their tasks, whose results are texts of equal size, to be saved as `song.txt`. */
export async function twoWindows(t: TestContext) {
  const dir = await makeTempFolder(t);
  const [out, keptDir] = [path.join(dir, 'out'), path.join(dir, 'kept')];
  await fs.mkdir(keptDir);
  let now = 1_000_000;
  const open = (owner: string): Ledger => {
    const ledger = createLedger(openDatabase(path.join(dir, 'ledger.db'), log, 0).db, owner, () => now);
    t.after(() => ledger.database.close());
    return ledger;
  };
  const [first, second] = [open('first'), open('second')];
  const saveTo = { folder: out, stem: 'song' };
  /** Adds a task of the first window that KIE has finished. */
  const add = (localId: string, text = TEXT): Task => {
    const rest = { results: [], createdAt: 1, updatedAt: 1, origin: 'api' } as const;
    const task: Task = { localId, model: 'lyrics', state: 'queued', input: { prompt: localId }, ...rest };
    first.tasks.insert(task, { plan: task.input, saveTo });
    assert.ok(first.leases.take(localId));
    assert.ok(first.results.beginCollecting(localId, [{ kind: 'text', text }], {}));
    return task;
  };
  const save = (ledger: Ledger, task: Task): Promise<void> => {
    const [result] = ledger.results.of(task.localId);
    const rest = { target: saveTo, place: { index: 1, count: 1 }, signal: new AbortController().signal };
    const given = [
      { ledger, keptDir, log },
      { task, result, ...rest, releaseEarly: () => true }
    ];
    return saveResult(...(given as unknown as Parameters<typeof saveResult>));
  };
  /** The first window was suspended for longer than its lease. */
  const takeOver = (task: Task): void => {
    now += 2 * LEASE_MS;
    assert.ok(second.leases.take(task.localId));
  };
  return {
    first,
    second,
    /** The folder of the results. */
    out,
    song: path.join(out, 'song.txt'),
    secondSong: path.join(out, 'song-2.txt'),
    keptDir,
    add,
    save,
    takeOver
  };
}

/** Runs `act` right before or after the next file gets its final name. */
export function atNextLink(t: TestContext, when: 'before' | 'after', act: () => void | Promise<void>): void {
  const link = fs.link;
  const mock = t.mock.method(fs, 'link', async (from: string, to: string) => {
    mock.mock.restore();
    if (when === 'after') await link(from, to);
    await act();
    if (when === 'before') await link(from, to);
  });
}
