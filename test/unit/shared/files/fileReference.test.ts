import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MediaKind } from '../../../../src/shared/model.ts';
import { fileReference } from '../../../../src/shared/files/fileReference.ts';

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

const NAME = '50% of #1? (a&b) [x].png';
const PATH = '50%25%20of%20%231%3F%20%28a%26b%29%20%5Bx%5D.png';
const special: readonly [string, MediaKind | undefined, string][] = [
  ['markdown', 'image', `![50% of #1? (a&b) \\[x\\].png](kie/${PATH})`],
  ['html', 'image', `<img src="kie/${PATH}" alt="">`],
  ['html', undefined, `<a href="kie/${PATH}">50% of #1? (a&amp;b) [x].png</a>`],
  ['css', 'image', `url("kie/${PATH}")`],
  ['plaintext', 'image', `kie/${NAME}`]
];
for (const [language, kind, expected] of special) {
  test(`file reference: special characters in ${language}, ${kind ?? 'text'}`, () =>
    assert.equal(fileReference(language, `kie/${NAME}`, NAME, kind), expected));
}

test('file reference: a colon does not become a scheme, a drive stays', () => {
  assert.equal(fileReference('css', 'javascript:alert(1).png', '', 'image'), 'url("./javascript:alert%281%29.png")');
  assert.equal(fileReference('css', 'C:/a b.png', '', 'image'), 'url("C:/a%20b.png")');
});

for (const [language, kind, expected] of cases) {
  test(`file reference: ${kind ?? 'text'} in ${language}`, () =>
    assert.equal(fileReference(language, 'kie/a b.png', 'a b.png', kind), expected));
}
