import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Catalog } from '../../../../src/core/models/catalog.ts';
import { Drafts } from '../../../../src/core/engine/drafts.ts';
import { builtCatalog, entryOf } from '../../../support/models/testCatalog.ts';

const drafts = new Drafts(await builtCatalog(), () => undefined);

describe('evaluate: invalid file URLs', () => {
  const ODD: readonly string[] = [
    ...(process.platform === 'win32' ? [] : ['file://server/x.png']),
    'file:///a%2Fb.png',
    'file:///a%zz.png',
    'file:///a%00.png',
    'file://[x/a.png'
  ];
  for (const image of ODD) {
    it(`${image} is an issue of its field`, async () => {
      const { issues, input } = await drafts.evaluate('recraft/crisp-upscale', { image });
      assert.deepEqual(
        [issues.map(({ path }) => path), input],
        [['image'], undefined],
        issues.map(({ message }) => message).join(' ')
      );
      assert.match(issues[0]?.message ?? '', /^Image can't be read: .*local file/);
    });
  }

  it('an invalid URL inside a list is an issue too', async () => {
    const image_urls = ['https://files.example/a.png', 'file:///a%2Fb.png'];
    const { issues } = await drafts.evaluate('google/nano-banana-edit', { prompt: 'a boat', image_urls });
    assert.deepEqual(
      issues.map(({ path }) => path),
      ['image_urls[1]']
    );
  });
});

describe('evaluate: a model that is not in the catalog', () => {
  for (const [model, message] of [
    ['google/veo-3', /Did you mean veo-3-1\b/],
    ['kling-v2-1-pro', /Did you mean kling\/v2-1-pro\?/],
    ['recraft/crisp', /Did you mean recraft\/crisp-upscale\?/],
    ['qqqq/zzzz', /is not in the catalog\.$/]
  ] as const) {
    it(`${model}: ${message.source}`, async () => {
      const { issues, input, price } = await drafts.evaluate(model, { prompt: 'a boat' });
      assert.equal(issues.length, 1);
      assert.equal(issues[0]?.path, 'model');
      assert.match(issues[0].message, message);
      // Reported but not accepted: nothing could be sent.
      assert.deepEqual([input, price.kind], [undefined, 'unknown']);
    });
  }
});

describe('drafts: a model that can no longer be run', () => {
  it('names the model to use instead', async () => {
    const gone = entryOf({ id: 'maker/old', name: 'Old', status: 'retired', operation: 'POST /api/v1/none' });
    const own = new Drafts(new Catalog([gone, entryOf({ id: 'maker/new', name: 'New' })]), () => undefined);
    const { issues } = await own.evaluate('maker/old', {});
    assert.deepEqual(issues[0], {
      path: 'model',
      message: 'The model maker/old can no longer be run. Use maker/new instead.'
    });
  });
});
