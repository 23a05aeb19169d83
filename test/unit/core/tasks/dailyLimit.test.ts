import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { DailyLimit } from '../../../../src/core/tasks/dailyLimit.ts';
import { runConcurrently } from '../../../support/engine/concurrentProcesses.ts';

const DAY_MS = 24 * 3600 * 1000;

function makeTempFolder(t: TestContext): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kie-limit-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

test('daily limit: the setting counts, and 0 disables it', t => {
  const dir = makeTempFolder(t);
  assert.equal(new DailyLimit(dir, () => 1_000).today, 1_000);
  const none = new DailyLimit(dir, () => 0);
  assert.equal(none.today, undefined);
  assert.equal(none.over(1e9, 1), undefined);
});

test('daily limit: only a purchase that exceeds it is over', t => {
  const limit = new DailyLimit(makeTempFolder(t), () => 1_000);
  assert.equal(limit.over(900, 100), undefined);
  assert.deepEqual(limit.over(900, 101), { limit: 1_000, spent: 900, raiseTo: 2_000 });
  assert.deepEqual(limit.over(5_500, 600), { limit: 1_000, spent: 5_500, raiseTo: 7_000 });
  assert.equal(new DailyLimit(makeTempFolder(t), () => 0.3).over(0.1, 0.2), undefined);
});

test('daily limit: an unknown price is over once the limit is reached', t => {
  const limit = new DailyLimit(makeTempFolder(t), () => 1_000);
  assert.equal(limit.over(999, 0, true), undefined);
  assert.equal(limit.over(1_000, 0), undefined);
  assert.deepEqual(limit.over(1_000, 0, true), { limit: 1_000, spent: 1_000, raiseTo: 2_000 });
  assert.deepEqual(limit.over(900, 100, true), { limit: 1_000, spent: 900, raiseTo: 2_000 });
  assert.deepEqual(limit.over(2_100, 0, true), { limit: 1_000, spent: 2_100, raiseTo: 3_000 });
});

test('daily limit: raising it counts today in every window, and not tomorrow', async t => {
  const dir = path.join(makeTempFolder(t), 'made when it is raised');
  let now = new Date(2026, 0, 31, 23, 0).getTime();
  const open = (setting: number) =>
    new DailyLimit(
      dir,
      () => setting,
      () => now
    );
  const [limit, other] = [open(1_000), open(1_000)];
  assert.deepEqual(other.over(1_900, 100), { limit: 1_000, spent: 1_900, raiseTo: 2_000 });
  await limit.raise(2_000);
  assert.equal(limit.today, 2_000);
  assert.equal(other.over(1_900, 100), undefined);
  await other.raise(1_500);
  assert.equal(limit.today, 2_000, 'a lower limit does not replace a higher one');
  assert.equal(open(5_000).today, 5_000);
  now += DAY_MS;
  assert.equal(limit.today, 1_000);
});

test('daily limit: open windows notice when another process raises it', { timeout: 60_000 }, async t => {
  const source = path.resolve(import.meta.dirname, '../../../../src/core/tasks/dailyLimit.ts');
  const before = `
    const { DailyLimit } = await import(${JSON.stringify(source)});
    const limit = new DailyLimit(${JSON.stringify(makeTempFolder(t))}, () => 1_000);
    const first = limit.today;`;
  const together = `
    if (index === 0) await limit.raise(3_000);
    const end = Date.now() + 30_000;
    while (limit.today === first && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 5));
    return [first, limit.today, limit.over(2_500, 500) ?? 'within'];`;
  const windows = await runConcurrently(t, 3, before, together);
  assert.deepEqual(
    windows,
    windows.map(() => [1_000, 3_000, 'within'])
  );
});

test('daily limit: a file of an unexpected shape raises nothing', t => {
  const dir = makeTempFolder(t);
  for (const content of [JSON.stringify({ day: new Date().toDateString(), credits: 'all' }), '{"day', '']) {
    writeFileSync(path.join(dir, 'raised-limit.json'), content);
    assert.equal(new DailyLimit(dir, () => 10).today, 10);
  }
});
