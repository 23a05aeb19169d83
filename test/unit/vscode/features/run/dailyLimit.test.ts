import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DailyLimit } from '../../../../../src/vscode/features/run/dailyLimit.ts';

class Memory {
  readonly #values = new Map<string, unknown>();
  keys = (): readonly string[] => [...this.#values.keys()];
  get = <T>(key: string, otherwise?: T): T | undefined => (this.#values.get(key) as T | undefined) ?? otherwise;
  update = (key: string, value: unknown): Promise<void> => {
    this.#values.set(key, value);
    return Promise.resolve();
  };
}

const DAY = 24 * 3600 * 1000;

test('daily limit: the setting counts, and 0 is none', () => {
  assert.equal(new DailyLimit(new Memory() as never, () => 1_000).today, 1_000);
  const none = new DailyLimit(new Memory(), () => 0);
  assert.equal(none.today, undefined);
  assert.equal(none.over(1e9, 1), undefined);
});

test('daily limit: only what passes it is over', () => {
  const limit = new DailyLimit(new Memory(), () => 1_000);
  assert.equal(limit.over(900, 100), undefined);
  assert.deepEqual(limit.over(900, 101), { limit: 1_000, spent: 900, raiseTo: 2_000 });
  assert.deepEqual(limit.over(5_500, 600), { limit: 1_000, spent: 5_500, raiseTo: 7_000 });
});

test('daily limit: raised for today, in every window, and not for tomorrow', async () => {
  const memory = new Memory() as never;
  let now = new Date(2026, 0, 31, 23, 0).getTime();
  const limit = new DailyLimit(
    memory,
    () => 1_000,
    () => now
  );
  await limit.raise(2_000);
  assert.equal(limit.today, 2_000);
  assert.equal(
    new DailyLimit(
      memory,
      () => 1_000,
      () => now
    ).over(1_900, 100),
    undefined
  );
  assert.equal(
    new DailyLimit(
      memory,
      () => 5_000,
      () => now
    ).today,
    5_000
  );
  now += DAY;
  assert.equal(limit.today, 1_000);
});

test('daily limit: a memory of another shape is none', async () => {
  const memory = new Memory();
  await memory.update('kie.spending.raised', { day: new Date().toDateString(), credits: 'all' });
  assert.equal(new DailyLimit(memory as never, () => 10).today, 10);
});
