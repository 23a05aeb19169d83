import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTextLanguage } from '../../../../../../src/shared/format/language.ts';
import { moved } from '../../../../../../webview/generate/model/order.ts';
import { withWords, withoutWords } from '../../../../../../webview/generate/model/text/presetWords.ts';
import { newSeed } from '../../../../../../webview/generate/model/values/seeds.ts';
import { ratioOf } from '../../../../../../webview/components/ratio.ts';
import {
  clockText,
  creditsText,
  fromText,
  priceLines,
  runText
} from '../../../../../../webview/generate/model/text/words.ts';

const words = 'in watercolour';
const texts: readonly [string, string][] = [
  ['', 'in watercolour'],
  ['a boat', 'a boat, in watercolour'],
  ['a boat, ', 'a boat, in watercolour']
];
for (const [text, both] of texts) {
  test(`suggested words: appended to "${text}" and removed again`, () => {
    assert.equal(withWords(text, words), both);
    assert.equal(withoutWords(both, words), text.replace(/[, ]+$/, ''));
  });
}

test('suggested words: removing them keeps the text after them', () => {
  assert.equal(withoutWords('a boat, in watercolour, at night', words), 'a boat, at night');
  assert.equal(withoutWords('in watercolour, at night', words), 'at night');
  assert.equal(withoutWords('at night', words), 'at night');
});

test('newSeed: stays within the documented bounds', () => {
  for (let i = 0; i < 50; i++) {
    const seed = newSeed({ type: 'integer', minimum: 10, maximum: 12 });
    assert.ok([10, 11, 12].includes(seed), String(seed));
    assert.ok(newSeed({ minimum: -1 }) >= 0);
  }
});

test('moved: an item moves to its new place', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
});

test('ratioOf: reads ratios and rejects words', () => {
  assert.deepEqual(ratioOf('16:9'), [16, 9]);
  assert.deepEqual(ratioOf('portrait_4_3'), [3, 4]);
  assert.deepEqual(ratioOf('square_hd'), [1, 1]);
  for (const word of ['auto', '1024x1024', '0:1', '16:9 wide']) assert.equal(ratioOf(word), undefined);
});

const shown: readonly [string, string][] = [
  [clockText(65.9), '1:05'],
  [clockText(3661), '1:01:01'],
  [clockText(-3), '0:00'],
  [fromText(undefined), ''],
  [fromText({ credits: 2, unit: 'second' }), 'from 2 credits/s'],
  [fromText({ credits: 1, unit: 'image' }), 'from 1 credit'],
  [fromText({ credits: 1, unit: 'million-input-tokens' }), ''],
  [runText({ kind: 'exact', credits: 24, parts: [] }, 3), 'Run 3 · 24 credits ($0.12)'],
  [runText({ kind: 'upTo', credits: 24, parts: [] }), 'Run · up to 24 credits ($0.12)'],
  [runText({ kind: 'about', credits: 24, parts: [] }), 'Run · about 24 credits ($0.12)'],
  [runText({ kind: 'exact', credits: 0, parts: [] }), 'Run · free'],
  [runText({ kind: 'unknown', rate: '8 credits/s', parts: [] }), 'Run · 8 credits/s'],
  [runText({ kind: 'unknown', parts: [] }, 2), 'Run 2 · price unknown']
];
for (const [text, expected] of shown) test(`form text: "${expected}"`, () => assert.equal(text, expected));

test('priceLines: end with the total in both currencies, unless it is unknown or free', () => {
  const parts = ['8 credits per image'];
  assert.deepEqual(priceLines({ kind: 'exact', credits: 24, parts }), [
    '8 credits per image',
    'Total: 24 credits ($0.12)'
  ]);
  assert.deepEqual(priceLines({ kind: 'upTo', credits: 0.5, parts: [] }), ['Total: up to 0.5 credits ($0.0025)']);
  assert.deepEqual(priceLines({ kind: 'exact', credits: 0, parts }), parts);
  assert.deepEqual(priceLines({ kind: 'unknown', parts }), parts);
  assert.deepEqual(priceLines(undefined), []);
});

test('creditsText: formats numbers in the language of VS Code', () => {
  setTextLanguage('de');
  assert.equal(creditsText(1234.5), '1.234,5 credits');
  setTextLanguage('en');
  assert.equal(creditsText(1000), '1,000 credits');
});
