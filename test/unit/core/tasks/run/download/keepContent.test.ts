import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { DeadAddressError } from '../../../../../../src/core/http/errors/errors.ts';
import { collectTask } from '../../../../../../src/core/tasks/run/download/collect.ts';
import { tidySaved } from '../../../../../../src/core/tasks/run/download/tidySaved.ts';
import { log, twoWindows } from '../../../../../support/engine/twoWindows.ts';

test('a window that lost its task leaves the kept content to the one that took over', async t => {
  const { first, song, keptDir, add, save, takeOver } = await twoWindows(t);
  const task = add('a');
  const kept = path.join(keptDir, 'a-0');
  await save(first, task);
  assert.ok(first.results.collectAgain('a', ['collecting'], [0], {}));
  assert.equal(first.results.get('a', 0)?.replaces, song);
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

test('a window that lost its task while it tidied up leaves newer kept content', async t => {
  const { first, second, song, keptDir, add, save, takeOver } = await twoWindows(t);
  const task = add('a');
  const kept = path.join(keptDir, 'a-0');
  assert.ok(first.results.update('a', 0, { kept }));
  const rm = fs.rm;
  const mock = t.mock.method(fs, 'rm', async (...args: Parameters<typeof rm>) => {
    mock.mock.restore();
    takeOver(task);
    const { part = '', ...result } = second.results.get('a', 0) ?? assert.fail();
    const ctx = { ledger: second, log } as unknown as Parameters<typeof tidySaved>[0];
    await tidySaved(ctx, task, { ...result, part, path: song });
    // Another download of the result failed and left a part of it.
    assert.ok(second.results.collectAgain('a', ['collecting'], [0], {}));
    await fs.writeFile(kept, 'half');
    assert.ok(second.results.update('a', 0, { kept }));
    return rm(...args);
  });
  await save(first, task);
  assert.equal(await fs.readFile(kept, 'utf8'), 'half');
});
