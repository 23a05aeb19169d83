import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlight } from '../../../../../webview/components/picker/highlight.ts';

const shown = (text: string, query: string): string =>
  highlight(text, query)
    .map(part => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

const cases: readonly (readonly [text: string, query: string, expected: string])[] = [
  ['Nano Banana 2', 'banana', 'Nano [Banana] 2'],
  ['Nano Banana 2', 'nanobanana', '[Nano Banana] 2'],
  ['Nano Banana 2', '2 nano', '[Nano] Banana [2]'],
  ['Veo 3.1', '31', 'Veo [3.1]'],
  ['Text to image', 'image', 'Text to [image]'],
  ['Unstable Table', 'table', 'Unstable [Table]'],
  ['Unstable', 'table', 'Uns[table]'],
  ['Banana', 'n', 'Banana'],
  ['Café', 'cafe', '[Café]'],
  ['𝔸 Suno', 'suno', '𝔸 [Suno]'],
  ['Suno', '', 'Suno'],
  ['Suno', '(', 'Suno'],
  ['', 'suno', '']
];
for (const [text, query, expected] of cases) {
  test(`highlight: "${query}" in "${text}"`, () => assert.equal(shown(text, query), expected));
}
