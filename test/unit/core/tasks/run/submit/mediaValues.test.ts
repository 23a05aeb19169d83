import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mediaValues, replaceMedia } from '../../../../../../src/core/tasks/run/submit/mediaValues.ts';
import type { Param } from '../../../../../../src/shared/model.ts';
import { builtCatalog, entryOf } from '../../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const image: Param = { type: 'string', media: 'image' };
const file = 'file:///a.png';

const CASES: readonly (readonly [string, Param, unknown, readonly string[]])[] = [
  ['an image', image, file, [file]],
  [
    'a list of images',
    { type: 'array', media: 'image', items: { type: 'string' } },
    [file, 'https://a.example/b.png', file],
    [file, 'https://a.example/b.png']
  ],
  ['a text', { type: 'string' }, file, []],
  [
    'a key of an object',
    { type: 'object', properties: { url: image, name: { type: 'string' } } },
    { url: file, name: 'file:///n' },
    [file]
  ],
  [
    'one of two variants',
    { type: 'array', items: { type: 'string' }, oneOf: [{ media: 'image' }, { media: 'video' }] },
    [file],
    [file]
  ],
  [
    'a document',
    { type: 'array', items: { type: 'string' }, limits: { extensions: ['pdf'] } },
    ['file:///a.pdf'],
    ['file:///a.pdf']
  ],
  ['a link to a page', { ...image, pattern: '^https?://pages\\.example/' }, 'https://pages.example/1', []],
  [
    'a URL by its protocol',
    { ...image, pattern: '^(https?|oss)://' },
    'https://a.example/b.png',
    ['https://a.example/b.png']
  ]
];

describe('uploads', () => {
  for (const [what, param, value, expected] of CASES) {
    it(`${what}: uploads ${expected.join(', ') || 'nothing'}`, () => {
      const entry = entryOf({ params: { p: param } });
      assert.deepEqual(mediaValues(entry, { p: value }), expected);
      const sent = replaceMedia(entry, { p: value }, new Map([[file, 'https://up.example/1']]));
      assert.equal(
        JSON.stringify(sent),
        JSON.stringify({ p: value }).replaceAll(expected.includes(file) ? `"${file}"` : '\0', '"https://up.example/1"')
      );
    });
  }

  it('leave the link of a shared Sora video unchanged', () => {
    const entry = catalog.entry('sora-watermark-remover');
    assert.ok(entry);
    assert.deepEqual(mediaValues(entry, { video_url: 'https://sora.chatgpt.com/p/s_1', upload_method: 's3' }), []);
  });
});
