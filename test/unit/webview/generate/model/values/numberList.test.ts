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
  assert.deepEqual(problems('0-0.5', DECIMAL), ['"0-0.5" is a range without a step. List the values instead.']);
  assert.deepEqual(problems('1-1000000'), [
    '"1-1000000" has 1,000,000 values, but at most 20 runs can be started at once.'
  ]);
});

test('number list: asks when a comma can be a decimal separator', () => {
  const asks = (part: string, one: string, several: string): string =>
    `"${part}" can be one number or several. Enter ${one} or ${several}.`;
  assert.deepEqual(problems('0,5', DECIMAL), [asks('0,5', '0.5', '0, 5')]);
  assert.deepEqual(problems('0,5 1', DECIMAL), [asks('0,5', '0.5', '0, 5')]);
  assert.deepEqual(problems('1,500'), [asks('1,500', '1500', '1, 500')]);
  assert.deepEqual(problems('1,000,000'), [asks('1,000,000', '1000000', '1, 000, 000')]);
  assert.deepEqual(numbers('1,2'), [1, 2]);
  assert.deepEqual(numbers('100,200,300', DECIMAL), [100, 200, 300]);
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
