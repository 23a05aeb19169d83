import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageReadme } from '../../../src/build/packageReadme.ts';

const readImage = (path: string): Promise<Uint8Array> => Promise.resolve(Buffer.from(path));
const data = `data:image/png;base64,${Buffer.from('media/a.png').toString('base64')}`;

const cases: readonly (readonly [title: string, text: string, expected: string])[] = [
  ['embeds relative images', '<img src="media/a.png" width="3" alt="A">', `<img src="${data}" width="3" alt="A">`],
  ['keeps images of the web', '<img src="https://x.test/a.png">', '<img src="https://x.test/a.png">'],
  ['turns relative links into text', 'See [the `API`](docs/api.md#run).', 'See the `API`.'],
  ['keeps links of the web', '[KIE](https://kie.ai/api-key)', '[KIE](https://kie.ai/api-key)'],
  ['keeps links within the page', '[Limits](#limits)', '[Limits](#limits)']
];

for (const [title, text, expected] of cases) {
  test(`packageReadme: ${title}`, async () => {
    assert.equal(await packageReadme(text, readImage), expected);
  });
}

test('packageReadme: rejects when an image is missing', async () => {
  const missing = (): Promise<Uint8Array> => Promise.reject(new Error('no such file'));
  await assert.rejects(packageReadme('<img src="media/a.png">', missing), /no such file/);
});
