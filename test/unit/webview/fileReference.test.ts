import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MediaKind } from '../../../src/shared/model.ts';
import { fileReference } from '../../../src/shared/fileReference.ts';

const cases: readonly [string, MediaKind | undefined, string][] = [
  ['markdown', 'image', '![a b.png](kie/a%20b.png)'],
  ['markdown', 'audio', '[a b.png](kie/a%20b.png)'],
  ['html', 'image', '<img src="kie/a%20b.png" alt="">'],
  ['html', 'video', '<video src="kie/a%20b.png" controls></video>'],
  ['html', undefined, '<a href="kie/a%20b.png">a b.png</a>'],
  ['scss', 'image', 'url("kie/a%20b.png")'],
  ['latex', 'image', '\\includegraphics{kie/a b.png}'],
  ['plaintext', 'image', 'kie/a b.png']
];
for (const [language, kind, expected] of cases) {
  test(`${kind ?? 'a text'} in ${language}`, () =>
    assert.equal(fileReference(language, 'kie/a b.png', 'a b.png', kind), expected));
}
