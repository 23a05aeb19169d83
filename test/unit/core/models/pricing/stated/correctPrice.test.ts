import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../../src/core/models/evaluate.ts';
import { correctPrice } from '../../../../../../src/core/models/pricing/stated/correctPrice.ts';
import { readPriceText } from '../../../../../../src/core/models/pricing/stated/readPriceText.ts';
import { statedRows } from '../../../../../../src/core/models/pricing/stated/statedRows.ts';
import type { Draft, Price } from '../../../../../../src/shared/form.ts';
import type { ModelEntry } from '../../../../../../src/shared/model.ts';
import { entryOf, noFacts } from '../../../../../support/models/testCatalog.ts';

const NOW = Date.parse('2026-10-01T00:00:00Z');
const MODEL: Partial<ModelEntry> = {
  params: {
    resolution: { type: 'string', enum: ['720p', '1080p'], default: '720p' },
    duration: { type: 'string', enum: ['5', '10'], default: '5' }
  },
  price: [
    { when: { duration: '5', resolution: '720p' }, credits: 40, unit: 'video' },
    { when: { duration: '10', resolution: '720p' }, credits: 80, unit: 'video' },
    { when: { resolution: '1080p' }, credits: 100, unit: 'video' }
  ]
};

function corrected(text: string, draft: Draft = {}, { given = MODEL, now = NOW } = {}): Price {
  const entry = entryOf(given);
  const read = readPriceText(text, NOW);
  const rows = read && statedRows(entry, read);
  assert.ok(rows, text);
  const { price } = evaluate(entry, draft, noFacts, now);
  return correctPrice(price, entry, rows, { draft, facts: noFacts, now });
}

describe('correctPrice: the computed price against the text of KIE', () => {
  it('the same price stays exact', () => {
    assert.deepEqual([corrected('40 credits per 5s video').kind], ['exact']);
  });

  it('another price is only approximate, with the reason', () => {
    const price = corrected('45 credits per 5s video');
    assert.deepEqual([price.kind, price.credits, price.parts.at(-1)], ['about', 40, "KIE's own price text differs."]);
  });

  it('a rate and a price of the whole video are compared by their sum', () => {
    const text = '8 credits per second for 720p';
    assert.equal(corrected(text).kind, 'exact');
    assert.equal(corrected(text, { duration: '10' }).kind, 'exact');
    assert.equal(corrected('9 credits per second for 720p').kind, 'about');
  });

  it('settings that the text does not name stay exact', () => {
    assert.equal(corrected('45 credits per 5s video', { duration: '10' }).kind, 'exact');
  });

  it('a discount of the text counts down, and after its end the price is approximate', () => {
    const text = '40 credits per 5s video. Reduced price until October 7, 06:00 (UTC).';
    assert.deepEqual(
      [corrected(text).kind, corrected(text).parts.at(-1)],
      ['exact', 'Discounted until 2026-10-07 06:00 UTC: 6 days left.']
    );
    const later = corrected(text, {}, { now: Date.parse('2026-10-07T06:00:00Z') });
    assert.deepEqual(
      [later.kind, later.parts.at(-1)],
      ['about', 'The discount ended on 2026-10-07 06:00 UTC; the price may differ.']
    );
  });
});
