import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { test } from 'node:test';
import { collectTask } from '../../../../../../src/core/tasks/run/download/collect.ts';
import { atNextLink, log, twoWindows } from '../../../../../support/engine/twoWindows.ts';

test('a window that lost its task does not end it when it is collected again', async t => {
  const { first, second, song, keptDir, add, takeOver } = await twoWindows(t);
  const task = add('a');
  atNextLink(t, 'before', () => {
    takeOver(task);
    assert.ok(second.tasks.update('a', ['collecting'], { state: 'uncollected' }));
    second.leases.release('a');
    // While the first window cleans up, the user downloads again.
    const rm = fs.rm.bind(fs);
    const mock = t.mock.method(fs, 'rm', (...args: Parameters<typeof rm>) => {
      mock.mock.restore();
      assert.ok(second.results.collectAgain('a', ['uncollected'], [0], {}));
      return rm(...args);
    });
    return fs.writeFile(song, 'other words');
  });
  const fetching = (act: (releaseEarly: () => boolean) => Promise<void>): Promise<void> => act(() => true);
  const given = [
    { ledger: first, keptDir, log, fetching, clock: { now: () => 1 } },
    task,
    new AbortController().signal
  ];
  await collectTask(...(given as unknown as Parameters<typeof collectTask>));
  assert.deepEqual([second.tasks.get('a')?.state, second.results.get('a', 0)?.state], ['collecting', 'pending']);
  assert.ok(second.leases.take('a'), 'the lease is free for the window that continues');
});
