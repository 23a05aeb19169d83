import assert from 'node:assert/strict';
import { it } from 'node:test';
import { agreementOf } from '../../../../../../src/core/models/pricing/stated/agreement.ts';
import { entryOf } from '../../../../../support/models/testCatalog.ts';

const entry = entryOf({
  params: { resolution: { type: 'string', enum: ['1K', '2K'] } },
  price: [
    { when: { resolution: '1K' }, credits: 4, unit: 'image' },
    { when: { resolution: '2K' }, credits: 8, unit: 'image' }
  ]
});

it('agreementOf: compares every combination of the values that decide the price', () => {
  assert.equal(agreementOf(entry, [{ when: { resolution: ['1K', '2K'] }, credits: 4, unit: 'image' }]), 'other');
  assert.equal(agreementOf(entry, [{ when: { resolution: '1K' }, credits: 4, unit: 'image' }]), 'same');
  assert.equal(agreementOf(entry, [{ when: { resolution: '4K' }, credits: 9, unit: 'image' }]), 'open');
});
