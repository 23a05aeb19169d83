import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { checkFile } from '../../../../../src/core/models/format/buildCatalog.ts';
import { withLivePrices } from '../../../../../src/core/models/pricing/livePrices.ts';
import type { Price } from '../../../../../src/shared/form.ts';
import type { PriceRow } from '../../../../../src/shared/modelPrice.ts';
import { creditsFor } from '../../../../emulator/price.ts';
import { builtCatalog, entryOf, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const UNTIL = '2026-12-31';
/** The day ends first at UTC+14. */
const LAST_MOMENT = Date.parse('2026-12-31T09:59:59Z');
const OVER = LAST_MOMENT + 1000;

const entry = (row: PriceRow): ReturnType<typeof entryOf> => entryOf({ id: 'some/model', price: [row] });
const priceAt = (row: PriceRow, now: number): Price => evaluate(entry(row), {}, noFacts, now).price;
const known: PriceRow = { usd: 0.05, credits: 10, unit: 'request', until: UNTIL, after: { usd: 0.1, credits: 20 } };
const open: PriceRow = { usd: 0.05, credits: 10, unit: 'request', until: UNTIL };

describe('discounts: the price is approximate after the last day', () => {
  const CASES: readonly (readonly [string, PriceRow, number, Price['kind'], number])[] = [
    ['on the last day', known, LAST_MOMENT, 'exact', 10],
    ['after it, at the later price', known, OVER, 'about', 20],
    ['after it, a later price in dollars', { ...known, after: { usd: 0.1 } }, OVER, 'about', 20],
    ['after it, free', { ...known, after: { credits: 0 } }, OVER, 'about', 0],
    ['on the last day, without a later price', open, LAST_MOMENT, 'exact', 10],
    ['after it, without a later price', open, OVER, 'about', 10],
    ['a discounted maximum', { ...known, creditsMax: 30 }, LAST_MOMENT, 'upTo', 30],
    ['after it, above the discounted maximum', { ...known, creditsMax: 15 }, OVER, 'about', 20],
    ['after it, below the discounted maximum', { ...known, creditsMax: 30 }, OVER, 'about', 20],
    ['after it, the later maximum', { ...known, after: { credits: 20, creditsMax: 40 } }, OVER, 'about', 40],
    ['after it, only a discounted maximum', { ...open, creditsMax: 30 }, OVER, 'about', 30],
    ['an approximate price without a discount', { credits: 3, unit: 'request', about: true }, 0, 'about', 3]
  ];
  for (const [what, row, now, kind, credits] of CASES) {
    it(what, () => {
      const price = priceAt(row, now);
      assert.deepEqual([price.kind, price.credits], [kind, credits]);
    });
  }

  it('the reason is next to the price', () => {
    assert.ok(priceAt(open, LAST_MOMENT).parts.includes('Discounted until 2026-12-31: less than 2 hours left.'));
    assert.ok(priceAt(open, OVER).parts.includes('The discount ended on 2026-12-31; the price may differ.'));
    assert.ok(priceAt(known, OVER).parts.includes('20 credits per run'));
    const ended = 'The discount ended on 2026-12-31; the price may differ.';
    assert.deepEqual(priceAt({ ...known, creditsMax: 30 }, OVER).parts, ['20 credits per run', ended]);
    assert.deepEqual(priceAt({ ...open, creditsMax: 30 }, OVER).parts, ['30 credits per run', ended]);
  });

  it('one approximate row among several possible ones makes the highest approximate', () => {
    const tier = { type: 'string', enum: ['low', 'high'] } as const;
    const price: readonly PriceRow[] = [
      { when: { tier: 'low' }, credits: 2, unit: 'request', until: UNTIL },
      { when: { tier: 'high' }, credits: 9, unit: 'request' }
    ];
    const at = (now: number): Price => evaluate(entryOf({ params: { tier }, price }), {}, noFacts, now).price;
    assert.deepEqual([at(LAST_MOMENT).kind, at(LAST_MOMENT).credits], ['upTo', 9]);
    assert.deepEqual([at(OVER).kind, at(OVER).credits], ['about', 9]);
  });

  it('the current price list of KIE is authoritative', () => {
    const row = { model: 'some/model', description: 'Some', credits: 10, unit: 'per request' };
    const { verdict, entry: seen } = withLivePrices(entry(known), [row]);
    assert.equal(verdict, 'same');
    assert.equal(evaluate(seen, {}, noFacts, OVER).price.kind, 'exact');
  });

  it('a bound over another price list includes the price after the discount', () => {
    const boundAt = (row: PriceRow, credits: number, now: number): unknown => {
      const live = { model: 'some/model', description: 'Some', credits, unit: 'per request' };
      const view = withLivePrices(entryOf({ id: 'some/model', price: [row, { ...row, when: { mode: 'x' } }] }), [live]);
      assert.equal(view.verdict, 'doubtful');
      const price = evaluate(view.entry, {}, noFacts, now).price;
      return [price.kind, price.credits];
    };
    assert.deepEqual(boundAt(known, 15, LAST_MOMENT), ['upTo', 20]);
    assert.deepEqual(boundAt(known, 15, OVER), ['about', 20]);
    assert.deepEqual(boundAt(known, 25, LAST_MOMENT), ['upTo', 25]);
    assert.deepEqual(boundAt(known, 25, OVER), ['about', 25]);
    assert.deepEqual(boundAt(open, 15, LAST_MOMENT), ['upTo', 15]);
    assert.deepEqual(boundAt(open, 15, OVER), ['about', 15]);
  });

  it('the emulator charges the later price too', () => {
    const take = (row: PriceRow, day: string): number =>
      creditsFor(entry(row), {}, noFacts, Date.parse(`${day}T12:00:00Z`));
    assert.deepEqual([take(known, '2026-12-31'), take(known, '2027-01-01'), take(open, '2027-01-01')], [10, 20, 10]);
  });
});

describe('discounts: format', () => {
  it('discounted rows of the catalog have a last day', () => {
    const ids = ['google/gemini-3-8-flash-tts', 'google/gemini-3-8-flash-lite-tts'];
    for (const id of ids)
      assert.ok(
        catalog.entry(id)?.price?.every(row => row.until === UNTIL),
        id
      );
  });

  it('a date of another form is rejected', () => {
    const file = (until: string): string =>
      `- {id: a, name: A, family: A, summary: A, task: t, output: image, status: current, operation: POST /api/v1/x,
  params: {}, rules: [], price: [{credits: 1, unit: request, until: "${until}"}]}`;
    assert.deepEqual(checkFile('a.yaml', file(UNTIL)).problems, []);
    assert.equal(checkFile('a.yaml', file('31.12.2026')).problems.length, 1);
  });
});
