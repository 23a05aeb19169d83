import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../../../../src/core/engine/api.ts';
import type { FeedRow } from '../../../../src/core/kie/priceFeed.ts';
import { createState } from '../../../../src/vscode/state.ts';
import { LivePrices } from '../../../../src/vscode/common/livePrices.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 9, 5, 8);
const rows = (credits: number): readonly FeedRow[] => [{ model: 'm', description: 'M', credits, unit: 'per image' }];
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A window with a memory that windows share, and a price list that responds with `list`. */
class Prices {
  readonly stored: Map<string, unknown>;
  list: readonly FeedRow[] | undefined | Error = rows(8);
  now = START;
  asked = 0;
  stated: ReturnType<Engine['prices']['stated']>;
  counts: readonly FeedRow[] | undefined;
  readonly service: LivePrices;
  readonly engine: Engine;

  constructor(stored = new Map<string, unknown>()) {
    this.stored = stored;
    const memory = {
      keys: () => [...stored.keys()],
      get: <T>(key: string, otherwise?: T): T | undefined => (stored.has(key) ? (stored.get(key) as T) : otherwise),
      update: (key: string, value: unknown): Promise<void> => {
        stored.set(key, structuredClone(value));
        return Promise.resolve();
      }
    };
    this.engine = {
      liveModels: { refresh: () => Promise.resolve(), onChange: () => ({ dispose: () => undefined }) },
      prices: {
        stated: () => this.stated,
        feed: () => {
          this.asked++;
          return this.list instanceof Error ? Promise.reject(this.list) : Promise.resolve(this.list);
        },
        set: (given: readonly FeedRow[]) => void (this.counts = given)
      }
    } as unknown as Engine;
    const host = { get: () => Promise.resolve(this.engine) };
    this.service = new LivePrices(
      createState({ globalState: memory, workspaceState: memory }),
      host,
      log,
      () => this.now
    );
  }
}

test('price list: is read once a day, in concurrent calls too', async () => {
  const prices = new Prices();
  await Promise.all([prices.service.refresh('m'), prices.service.refresh('m')]);
  await prices.service.refresh('m');
  prices.now += DAY - 1;
  await prices.service.refresh('m');
  assert.deepEqual([prices.asked, prices.counts], [1, rows(8)]);
  prices.list = rows(10);
  prices.now += 1;
  await prices.service.refresh('m');
  assert.deepEqual([prices.asked, prices.counts], [2, rows(10)]);
});

test('price list: is used by other windows and after a restart', async () => {
  const first = new Prices();
  await first.service.refresh('m');
  const second = new Prices(first.stored);
  await second.service.applyTo(second.engine);
  assert.deepEqual(second.counts, rows(8));
  await second.service.refresh('m');
  assert.equal(second.asked, 0);
  assert.equal(await second.service.readAt(), START);
});

for (const [what, list] of [
  ['is missing', undefined],
  ['fails', new Error('offline')]
] as const) {
  test(`price list: one that ${what} is ignored and read again after an hour`, async () => {
    const prices = new Prices();
    prices.list = list;
    await prices.service.refresh('m');
    prices.now += HOUR - 1;
    await prices.service.refresh('m');
    assert.deepEqual([prices.asked, prices.counts], [1, undefined]);
    prices.now += 1;
    prices.list = rows(8);
    await prices.service.refresh('m');
    assert.deepEqual([prices.asked, prices.counts], [2, rows(8)]);
  });
}

test('price list: an old, future or invalid one is ignored', async () => {
  for (const [fetchedAt, list] of [
    [START - 8 * DAY, rows(8)],
    [START + DAY, rows(8)],
    [START, [{ credits: 'many' }]]
  ] as const) {
    const prices = new Prices(new Map([['kie.prices.list', { fetchedAt, rows: list }]]));
    await prices.service.applyTo(prices.engine);
    assert.equal(prices.counts, undefined);
  }
});

test('price list: is not requested for a model whose price KIE states itself', async () => {
  const prices = new Prices();
  prices.stated = { text: '8 credits per image', readAt: START };
  await prices.service.refresh('m');
  assert.equal(prices.asked, 0);
  prices.stated = undefined;
  await prices.service.refresh('m');
  assert.equal(prices.asked, 1);
});
