import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dateText } from '../../../../src/shared/format/dateText.ts';

it('dateText: a day in the language of the user interface', () => {
  assert.equal(dateText(Date.parse('2026-10-07T12:00:00Z')), '10/7/2026');
});
