import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { FieldCounter } from '../../../../../../src/shared/form.ts';
import { languageTexts, writeIn } from '../../../../../support/l10n/language.ts';
import { counterText } from '../../../../../../webview/generate/model/text/counterText.ts';

const counter = (unit: FieldCounter['unit'], label: string, used = 1, max = 9): FieldCounter => ({
  params: [],
  used,
  max,
  unit,
  label
});

const cases: readonly (readonly [FieldCounter, string])[] = [
  [counter('images', 'First Frame and Last Frame'), '1 of 9 images in First Frame and Last Frame'],
  [counter('files', 'Images and Videos'), '1 of 9 files in Images and Videos'],
  [counter('points', 'Images and Video (counts as 6 each)', 7), '7 of 9 points in Images and Video (counts as 6 each)'],
  [counter('audio', 'Lines'), '1 of 9 audio files'],
  [counter('videos', 'Lines'), '1 of 9 videos'],
  [counter('items', 'Lines'), '1 of 9 items'],
  [counter('seconds', 'Lines', 4.26, 30), '4.3 of 30 seconds'],
  [counter('characters', 'Lines', 1234, 20000), '1,234 of 20,000 characters'],
  [counter('files', 'Lines', 1, 1), '1 of 1 file'],
  [counter('points', 'Lines', 2, 1), '2 of 1 point']
];
for (const [given, expected] of cases) {
  test(`shared counter: "${expected}"`, () => assert.equal(counterText(given, 'Lines'), expected));
}

const russian: readonly (readonly [FieldCounter, string])[] = [
  [counter('files', 'Lines', 1, 1), '1 из 1 файла'],
  [counter('images', 'Lines', 1, 4), '1 из 4 изображений'],
  [counter('items', 'Lines', 3, 5), '3 из 5 элементов'],
  [counter('points', 'Lines', 6, 21), '6 из 21 балла'],
  [counter('characters', 'Lines', 1234, 20_000), '1_234 из 20_000 символов'],
  [counter('seconds', 'Lines', 4.26, 30), '4,3 из 30_с']
];
test('shared counter: has the Russian form of its limit', async t => {
  t.after(() => writeIn());
  writeIn('ru', await languageTexts(path.resolve(import.meta.dirname, '../../../../../..'), 'code', 'ru'));
  for (const [given, expected] of russian) {
    assert.equal(counterText(given, 'Lines').replaceAll('\u00A0', '_'), expected);
  }
});
