import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTextLanguage } from '../../../../../../src/shared/format/language.ts';
import { numbersText, readNumbers } from '../../../../../../webview/generate/model/values/numberList.ts';

afterEach(() => setTextLanguage('en'));

const WHOLE = { type: 'integer' } as const;
const DECIMAL = { type: 'number' } as const;
const numbers = (text: string, param: Parameters<typeof readNumbers>[1] = WHOLE): readonly number[] => {
  const list = readNumbers(text, param);
  assert.deepEqual(list.problems, [], text);
  return list.numbers;
};
const problems = (text: string, param: Parameters<typeof readNumbers>[1] = WHOLE): readonly string[] =>
  readNumbers(text, param).problems;
const asks = (part: string, one: string, several: string): string =>
  `"${part}" can be one number or several. Enter ${one} or ${several}.`;

test('number list: accepts commas, semicolons, spaces, lines and empty parts', () => {
  for (const text of [
    '1, 2, 3',
    '1,2,3',
    '1;2;3',
    ' 1 2\t3 ',
    '1,, 2;; 3,',
    '1\r\n2\n3',
    '1、2、3',
    '１，２；３',
    '+1 2. 3e0'
  ])
    assert.deepEqual(numbers(text), [1, 2, 3], text);
  for (const text of ['', ' ', ',', ' ; ,']) assert.deepEqual(numbers(text), [], text);
  assert.deepEqual(numbers('-1, −2, –3, ０.５, 1e-5', DECIMAL), [-1, -2, -3, 0.5, 0.00001]);
});

test('number list: names each part that is not a number', () => {
  const isNot = (part: string): string => `"${part}" isn't a number. Enter numbers separated by commas.`;
  assert.deepEqual(problems('1, two, 3'), [isNot('two')]);
  assert.deepEqual(problems('1,two,3,0x10'), [isNot('two'), isNot('0x10')]);
  for (const text of ['Infinity', 'NaN', '1e999', '-', '1-', '1.2.3', '1-2-3', '५'])
    assert.deepEqual(problems(text), [isNot(text)], text);
  assert.deepEqual(problems('12345678901234567890'), ['"12345678901234567890" has too many digits.']);
});

test('number list: takes each value once', () => {
  assert.deepEqual(readNumbers('3, 1, 3, 1.0', DECIMAL), { numbers: [3, 1], problems: [], hasDuplicates: true });
  assert.equal(readNumbers('3, 1', DECIMAL).hasDuplicates, false);
});

test('number list: expands ranges by the step of the parameter', () => {
  for (const text of ['1-4', '1–4', '1 - 4', '1..4', '1…4', '1～4'])
    assert.deepEqual(numbers(text), [1, 2, 3, 4], text);
  assert.deepEqual(numbers('1-3,5-6, 9'), [1, 2, 3, 5, 6, 9]);
  assert.deepEqual(numbers('2--1'), [2, 1, 0, -1]);
  assert.deepEqual(numbers('1 -4'), [1, -4]);
  assert.deepEqual(numbers('0.1-0.3', { ...DECIMAL, step: 0.1 }), [0.1, 0.2, 0.3]);
  assert.deepEqual(numbers('4-12', { ...WHOLE, multipleOf: 4 }), [4, 8, 12]);
  assert.deepEqual(numbers('1-3', DECIMAL), [1, 2, 3]);
  assert.deepEqual(problems('0-0.5', DECIMAL), ['The range "0-0.5" has no step. List the values instead.']);
  assert.deepEqual(problems('1-1000000'), [
    '"1-1000000" has 1,000,000 values, but at most 20 runs can be started at once.'
  ]);
});

test('number list: asks when a comma can be a decimal separator', () => {
  assert.deepEqual(problems('0,5', DECIMAL), [asks('0,5', '0.5', '0, 5')]);
  assert.deepEqual(problems('0,5 1', DECIMAL), [asks('0,5', '0.5', '0, 5')]);
  assert.deepEqual(problems('1,500'), [asks('1,500', '1500', '1, 500')]);
  assert.deepEqual(problems('1,000,000'), [asks('1,000,000', '1000000', '1, 000, 000')]);
  assert.deepEqual(problems('0,5,0,7', DECIMAL), [asks('0,5,0,7', '0.5, 0.7', '0, 5, 0, 7')]);
  assert.deepEqual(problems('100,200,300', DECIMAL), [asks('100,200,300', '100200300', '100, 200, 300')]);
  assert.deepEqual(problems('1,234.5', DECIMAL), [asks('1,234.5', '1234.5', '1, 234.5')]);
  assert.deepEqual(numbers('1,2'), [1, 2]);
  assert.deepEqual(numbers('1,2,3,4', DECIMAL), [1, 2, 3, 4]);
  assert.deepEqual(numbers('512,768,1024', DECIMAL), [512, 768, 1024]);
  assert.deepEqual(numbers('1.5,200', DECIMAL), [1.5, 200]);
});

test('number list: asks when a comma in a range can be part of a number', () => {
  for (const param of [WHOLE, DECIMAL])
    assert.deepEqual(problems('3,000-5,000', param), [asks('3,000-5,000', '3000-5000', '3, 000-5, 000')]);
  assert.deepEqual(problems('1,5-2', DECIMAL), [asks('1,5-2', '1.5-2', '1, 5-2')]);
  assert.deepEqual(problems('1-2,5', DECIMAL), [asks('1-2,5', '1-2.5', '1-2, 5')]);
  assert.deepEqual(problems('1,2,3-5', DECIMAL), [asks('1,2,3-5', '1.2, 3-5', '1, 2, 3-5')]);
  assert.deepEqual(problems('1-3,500'), [asks('1-3,500', '1-3500', '1-3, 500')]);
  assert.deepEqual(numbers('1,5-2'), [1, 5, 4, 3, 2]);
  assert.deepEqual(numbers('1-3,5'), [1, 2, 3, 5]);
  for (const param of [WHOLE, DECIMAL]) {
    assert.deepEqual(numbers('1-3,5-6', param), [1, 2, 3, 5, 6]);
    assert.deepEqual(numbers('99-100,300-301', param), [99, 100, 300, 301]);
  }
  setTextLanguage('ru');
  assert.deepEqual(numbers('1,5-2,5', { ...DECIMAL, step: 0.5 }), [1.5, 2, 2.5]);
  assert.deepEqual(problems('3,000-5,000'), [asks('3,000-5,000', '3000-5000', '3, 000-5, 000')]);
  assert.deepEqual(problems('1,2-3,4,5', DECIMAL), [asks('1,2-3,4,5', '1.2-3.4, 5', '1, 2-3, 4, 5')]);
});

test('number list: asks when a space, a comma or a point can separate thousands', () => {
  const several = asks('12 345', '12345', '12, 345');
  for (const param of [WHOLE, DECIMAL]) {
    for (const text of ['12 345', '12\u00a0345', '12\u202f345, 7', '7; 12 345'])
      assert.deepEqual(problems(text, param), [several], text);
    assert.deepEqual(problems('12 345-20 000', param), [several, asks('20 000', '20000', '20, 000')]);
  }
  assert.deepEqual(problems('1 002-1 004'), [asks('1 002', '1002', '1, 002'), asks('1 004', '1004', '1, 004')]);
  const differs = (part: string, first: string, second: string): string =>
    `"${part}" can be two different numbers. Enter ${first} or ${second}.`;
  assert.deepEqual(problems('1,000;2', DECIMAL), [differs('1,000', '1.000', '1000')]);
  assert.deepEqual(problems('1,000;2'), [asks('1,000', '1000', '1, 000')]);
  assert.deepEqual(problems('3.000-5.000'), [differs('3.000-5.000', '3-5', '3000-5000')]);
  assert.deepEqual(numbers('1.250', DECIMAL), [1.25]);
  for (const text of ['12 34', '12  345', '12\n345', '12\t345', '12, 345', '1234 567'])
    assert.equal(numbers(text).length, 2, text);
  assert.deepEqual(numbers('0.5 100 1e3 200', DECIMAL), [0.5, 100, 1000, 200]);
  setTextLanguage('ru');
  assert.deepEqual(numbers('1,250;2', DECIMAL), [1.25, 2]);
  assert.deepEqual(problems('1,250;2'), [asks('1,250', '1250', '1, 250')]);
});

test('number list: refuses decimal places that it cannot show', () => {
  for (const text of ['1e-12', '0.1234567', '-1e-7'])
    assert.deepEqual(problems(text, DECIMAL), [`"${text}" has too many decimal places. Use at most 6 decimal places.`]);
  assert.deepEqual(numbers('0.123456 1e-6', DECIMAL), [0.123456, 0.000001]);
});

test('number list: takes decimal commas between semicolons and in languages with them', () => {
  assert.deepEqual(numbers('0,5; 0,7', DECIMAL), [0.5, 0.7]);
  assert.deepEqual(numbers('0,5-0,7;1', { ...DECIMAL, step: 0.1 }), [0.5, 0.6, 0.7, 1]);
  setTextLanguage('ru');
  assert.deepEqual(numbers('0,5, 0,7', DECIMAL), [0.5, 0.7]);
  assert.deepEqual(numbers('0,5 0.7', DECIMAL), [0.5, 0.7]);
  assert.deepEqual(numbers('1,2,3', DECIMAL), [1, 2, 3]);
  assert.deepEqual(numbers('1,2'), [1, 2]);
});

test('number list: is shown with the separators of the language', () => {
  assert.equal(numbersText([0.5, 1]), '0.5, 1');
  setTextLanguage('ru');
  assert.equal(numbersText([0.5, 1]), '0,5; 1');
});
