import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { comparedTexts, decimalText, exactText, limitText } from '../../../../src/shared/format/decimalText.ts';
import { setTextLanguage } from '../../../../src/shared/format/language.ts';

afterEach(() => setTextLanguage('en'));

test('decimalText: has the decimal separator of the language and no other', () => {
  assert.deepEqual([2.5, 4096, 1.004, 12.346].map(decimalText), ['2.5', '4096', '1', '12.35']);
  setTextLanguage('ru');
  assert.deepEqual([2.5, 4096].map(decimalText), ['2,5', '4096']);
});

test('comparedTexts: a value beyond a limit never reads as the limit', () => {
  assert.deepEqual(comparedTexts(10, 12.3456), ['10', '12.35']);
  assert.deepEqual(comparedTexts(10, 10.0004), ['10', '10.0004']);
  assert.deepEqual(comparedTexts(10, 9.999), ['10', '9.999']);
  assert.deepEqual(comparedTexts(0.001, 0.002_07), ['0.001', '0.002']);
  assert.deepEqual(comparedTexts(4096, 5000.5), ['4,096', '5,000.5']);
});

test('exactText: a bound keeps its decimals', () => {
  setTextLanguage('ru');
  assert.deepEqual([0.0005, 2_147_483_647].map(exactText), ['0,0005', '2147483647']);
});

test('limitText: keeps its decimals and separates thousands as the language does', () => {
  assert.deepEqual([0.0005, 2_147_483_647].map(limitText), ['0.0005', '2,147,483,647']);
  setTextLanguage('ru');
  assert.deepEqual([0.0005, 2_147_483_647].map(limitText), ['0,0005', '2\u00A0147\u00A0483\u00A0647']);
});
