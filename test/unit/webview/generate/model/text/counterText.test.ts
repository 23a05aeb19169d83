import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldCounter } from '../../../../../../src/shared/form.ts';
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
  [counter('characters', 'Lines', 1234, 20000), '1,234 of 20,000 characters']
];
for (const [given, expected] of cases) {
  test(`shared counter: "${expected}"`, () => assert.equal(counterText(given, 'Lines'), expected));
}
