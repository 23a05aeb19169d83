import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { decimalText } from '../../../../src/shared/format/decimalText.ts';
import { setTextLanguage } from '../../../../src/shared/format/language.ts';

afterEach(() => setTextLanguage('en'));

test('decimalText: has the decimal separator of the language and no other', () => {
  assert.deepEqual([2.5, 4096, 1.004, 12.346].map(decimalText), ['2.5', '4096', '1', '12.35']);
  setTextLanguage('ru');
  assert.deepEqual([2.5, 4096].map(decimalText), ['2,5', '4096']);
});
