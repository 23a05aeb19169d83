import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askingOrder, isReadyWithMediaOnly, mainPrompt, mediaParams } from '../../../src/core/models/askingOrder.ts';
import { isRunnable } from '../../../src/core/models/catalog.ts';
import { MEDIA_FIRST, MEDIA_ONLY, REQUIRED_NAMES } from './requiredNames.ts';
import { builtCatalog } from './table.ts';

const catalog = await builtCatalog();

describe('search', () => {
  for (const [name, ids] of Object.entries(REQUIRED_NAMES)) {
    it(`finds what serves "${name}"`, () => {
      const found = catalog.search(name, { includeNotRunnable: true }).map(entry => entry.id);
      for (const id of ids) assert.ok(found.includes(id), `${id} in ${found.slice(0, 8).join(', ')}`);
      // What serves the name comes before what only resembles it.
      assert.ok(ids.includes(found[0] ?? ''), `${found[0] ?? ''} first`);
    });
  }

  const TYPED: readonly (readonly [string, string])[] = [
    ['nano bananna', 'nano-banana-2'],
    ['sedream', 'seedream/4.5-text-to-image'],
    ['veo3.1', 'veo-3-1'],
    ['remove backgrond', 'recraft/remove-background'],
    ['UPSCALE topaz', 'topaz/image-upscale'],
    ['eleven labs', 'elevenlabs/audio-isolation']
  ];
  for (const [query, id] of TYPED) {
    it(`"${query}" finds ${id}`, () => {
      assert.ok(catalog.search(query).some(entry => entry.id === id));
    });
  }

  it('finds nothing for what is nowhere', () => {
    assert.deepEqual(catalog.search('qqqqzzzz'), []);
  });

  it('shows current entries only, unless former ones are asked for or named exactly', () => {
    assert.ok(catalog.search('').every(entry => entry.status === 'current' && isRunnable(entry)));
    assert.ok(catalog.search('', { includeFormer: true }).some(entry => entry.status === 'retired'));
    assert.equal(catalog.search('sora-watermark-remover')[0]?.status, 'retired');
  });

  it('lists current entries before former ones', () => {
    const former = catalog.summaries().map(summary => summary.status !== 'current');
    assert.ok(former.indexOf(true) > former.lastIndexOf(false));
  });
});

describe('order of asking', () => {
  for (const entry of catalog.entries) {
    it(`${entry.id}: every parameter once`, () => {
      assert.deepEqual([...askingOrder(entry)].sort(), Object.keys(entry.params).sort());
    });
  }

  for (const id of MEDIA_FIRST) {
    it(`${id}: media first`, () => {
      const entry = catalog.entry(id);
      assert.ok(entry);
      const media = mediaParams(entry).map(param => param.name);
      assert.deepEqual(askingOrder(entry).slice(0, media.length), media);
      assert.ok(media.length > 0);
    });
  }

  it('prompt, then media, then the rest as documented', () => {
    const entry = catalog.entry('kling/v2-1-pro');
    assert.ok(entry);
    assert.deepEqual(askingOrder(entry).slice(0, 3), ['prompt', 'image_url', 'tail_image_url']);
  });

  it('names the main text and the media', () => {
    const prompts = [
      'elevenlabs/text-to-speech-multilingual-v2',
      'recraft/crisp-upscale',
      'google/nano-banana-edit'
    ].map(id => {
      const entry = catalog.entry(id);
      return entry && [mainPrompt(entry), mediaParams(entry).map(({ name, kind, many }) => [name, kind, many])];
    });
    assert.deepEqual(prompts, [
      ['text', []],
      [undefined, [['image', 'image', false]]],
      ['prompt', [['image_urls', 'image', true]]]
    ]);
  });

  it('is ready with the media alone where nothing else is needed', () => {
    const ready = (id: string): boolean => {
      const entry = catalog.entry(id);
      return entry !== undefined && isReadyWithMediaOnly(entry);
    };
    for (const id of MEDIA_ONLY) assert.equal(ready(id), true, id);
    for (const id of ['kling/v2-1-pro', 'z-image', 'bytedance/seedance-2']) assert.equal(ready(id), false, id);
  });
});
