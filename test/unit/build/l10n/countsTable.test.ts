import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsTable } from '../../../../src/build/l10n/countsTable.ts';

test('countsTable: aligns the numbers and adds the totals', () => {
  const counts = { en: { manifest: 12, code: 1049 }, 'zh-cn': { manifest: 9, code: 1000 } };
  assert.deepEqual(countsTable(counts), [
    'texts  manifest  code  total',
    'en           12  1049   1061',
    'zh-cn         9  1000   1009'
  ]);
});
