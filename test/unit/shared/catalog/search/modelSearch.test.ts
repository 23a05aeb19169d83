import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askingOrder, isReadyWithMediaOnly } from '../../../../../src/core/models/askingOrder.ts';
import { mainPrompt } from '../../../../../src/shared/catalog/mainPrompt.ts';
import { mediaParams } from '../../../../../src/shared/catalog/mediaParams.ts';
import { Catalog, isRunnable, summaryOf } from '../../../../../src/core/models/catalog.ts';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import { groupModels, newestFirst, versionOf } from '../../../../../src/shared/catalog/modelGroups.ts';
import { MEDIA_FIRST, MEDIA_ONLY, REQUIRED_NAMES } from '../../../../support/models/requiredNames.ts';
import { builtCatalog, entryOf } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();

describe('search', () => {
  for (const [name, ids] of Object.entries(REQUIRED_NAMES)) {
    it(`finds what "${name}" is for`, () => {
      const found = catalog.search(name, { includeNotRunnable: true }).map(entry => entry.id);
      for (const id of ids) assert.ok(found.includes(id), `${id} in ${found.slice(0, 8).join(', ')}`);
      // Entries for the name rank above entries that only resemble it.
      assert.ok(ids.includes(found[0] ?? ''), `${found[0] ?? ''} first`);
    });
  }

  const TYPED: readonly (readonly [string, string])[] = [
    ['nano bananna', 'nano-banana-2'],
    ['sedream', 'seedream/4.5-text-to-image'],
    ['veo3.1', 'veo-3-1'],
    ['remove backgrond', 'recraft/remove-background'],
    ['UPSCALE topaz', 'topaz/image-upscale'],
    ['eleven labs', 'elevenlabs/audio-isolation'],
    ['isolate voice', 'elevenlabs/audio-isolation'],
    ['remove bg', 'recraft/remove-background'],
    ['img2vid', 'kling/v2-1-pro'],
    ['kling img2vid', 'kling/v2-1-pro'],
    ['animate picture kling', 'kling/v2-1-pro'],
    ['Edit image nano', 'google/nano-banana-edit'],
    ['narrate', 'elevenlabs/text-to-speech-multilingual-v2']
  ];
  for (const [query, id] of TYPED) {
    it(`"${query}" finds ${id}`, () => {
      assert.ok(catalog.search(query).some(entry => entry.id === id));
    });
  }

  it('finds every model of a task by the name of the task, in any spelling', () => {
    const current = catalog.entries.filter(entry => entry.status === 'current' && isRunnable(entry));
    for (const [query, task] of [
      ['lipsync', 'lip-sync'],
      ['lip sync', 'lip-sync'],
      ['text to speech', 'text-to-speech'],
      ['tts', 'text-to-speech'],
      ['img2vid', 'image-to-video'],
      ['i2v', 'image-to-video'],
      ['enlarge', 'upscale-image']
    ] as const) {
      const found = new Set(catalog.search(query).map(entry => entry.id));
      const family = current.filter(entry => [entry.task, ...(entry.alsoTasks ?? [])].includes(task));
      assert.ok(family.length > 0, task);
      for (const { id } of family) assert.ok(found.has(id), `"${query}" finds ${id}`);
    }
  });

  it('finds a task by common names in the display language and in English', () => {
    const words = 'img2vid, i2v, animate, picture, photo, clip, movie, film';
    l10n.config({ contents: { [words]: `${words}, trickfilm, bewegtes bild` } });
    try {
      for (const query of ['Trickfilm', 'bewegtes Bild', 'animate', 'img2vid']) {
        const found = new Catalog(catalog.entries).search(query).map(({ id }) => id);
        assert.ok(found.includes('kling/v2-1-pro'), `"${query}" finds ${found.slice(0, 8).join(', ')}`);
      }
    } finally {
      l10n.config({ contents: {} });
    }
    assert.ok(!catalog.search('trickfilm').some(({ id }) => id === 'kling/v2-1-pro'));
  });

  it('finds nothing for unknown text', () => {
    assert.deepEqual(catalog.search('qqqqzzzz'), []);
  });

  it('omits older models unless they are requested or named exactly', () => {
    assert.ok(catalog.search('').every(entry => entry.status === 'current' && isRunnable(entry)));
    assert.ok(catalog.search('', { includeLegacy: true }).some(entry => entry.status === 'retired'));
    assert.equal(catalog.search('sora-watermark-remover')[0]?.status, 'retired');
  });

  it('lists current entries before older ones', () => {
    const former = catalog.summaries().map(summary => summary.status !== 'current');
    assert.ok(former.indexOf(true) > former.lastIndexOf(false));
  });
});

describe('groups of models', () => {
  const models = catalog.summaries();
  const ids = (groups: ReturnType<typeof groupModels>): string[] =>
    groups.flatMap(group => group.models.map(m => m.id));
  const summary = (id: string, name: string, more: Partial<ModelSummary> = {}): ModelSummary => ({
    ...summaryOf(entryOf({ id, name, family: 'F' })),
    ...more
  });

  it('contain every current model once, by purpose, then family by name', () => {
    const groups = groupModels(models);
    const current = models.filter(model => model.status === 'current');
    assert.deepEqual(ids(groups).sort(), current.map(model => model.id).sort());
    assert.deepEqual(
      groups.map(group => group.label),
      ['Images', 'Video', 'Speech', 'Music', 'Edit', 'Upscale', 'Utilities']
    );
    for (const group of groups) {
      const families = [...new Set(group.models.map(model => model.family))];
      assert.deepEqual(
        families,
        families.toSorted((a, b) => a.localeCompare(b))
      );
    }
  });

  it('begin with favorites and recent models, each in order and once', () => {
    const options = { favorites: ['z-image', 'gone', 'z-image'], recent: ['veo-3-1', 'z-image', 'nano-banana-pro'] };
    const [favorites, recent, ...rest] = groupModels(models, options);
    assert.deepEqual(
      [favorites?.kind, recent?.kind, rest.every(group => group.kind === 'purpose')],
      ['favorites', 'recent', true]
    );
    assert.deepEqual(ids([favorites!]), ['z-image']);
    assert.deepEqual(ids([recent!]), ['veo-3-1', 'nano-banana-pro']);
    assert.ok(!ids(rest).some(id => ['z-image', 'veo-3-1', 'nano-banana-pro'].includes(id)));
  });

  it('contain older models only on request, after current ones, and favorites always', () => {
    const former = models.filter(model => model.status !== 'current').map(model => model.id);
    assert.ok(former.length > 0);
    assert.ok(!ids(groupModels(models, { recent: former })).some(id => former.includes(id)));
    assert.ok(former.every(id => ids(groupModels(models, { showLegacy: true })).includes(id)));
    assert.deepEqual(ids(groupModels(models, { favorites: former.slice(0, 1) })).slice(0, 1), former.slice(0, 1));
    for (const group of groupModels(models, { showLegacy: true })) {
      const ages = group.models.map(model => ['current', 'legacy', 'retired'].indexOf(model.status));
      assert.deepEqual(ages, ages.toSorted());
    }
  });

  it('have the highest version first', () => {
    const given = [
      summary('f/a', 'F 2.6'),
      summary('f/b', 'F'),
      summary('f/c', 'F 2.10 Pro'),
      summary('f-3-1/d', 'F Turbo'),
      summary('f/e', 'F 4', { status: 'legacy' })
    ];
    assert.deepEqual(
      newestFirst(given).map(model => model.id),
      ['f-3-1/d', 'f/c', 'f/a', 'f/b', 'f/e']
    );
  });

  const VERSIONS: readonly (readonly [string, string, readonly number[]])[] = [
    ['kling-2.6/text-to-video', 'Kling 2.6', [2, 6]],
    ['kling/v2-1-pro', 'Kling V2.1 Pro', [2, 1]],
    ['veo-3-1', 'Veo', [3, 1]],
    ['hailuo/02-text-to-video-pro', 'Hailuo 02 Pro', [2]],
    ['x/upscale', 'Upscale to 4K at 720p', []],
    ['4o-image-api', '4o Image', []],
    ['wan/2-2-a14b-x', 'Wan A14B', [2, 2]]
  ];
  for (const [id, name, version] of VERSIONS) {
    it(`"${name}" (${id}) has the version ${version.join('.') || 'none'}`, () => {
      assert.deepEqual(versionOf({ id, name }), version);
    });
  }

  it('name the replacement of a legacy model', () => {
    const successor = models.find(model => model.id === 'sora-2-text-to-video');
    const named = models.filter(model => model.successor !== undefined);
    assert.equal(successor?.status, 'retired');
    for (const model of named) assert.ok(catalog.entry(model.successor ?? ''), model.id);
  });
});

describe('required names', () => {
  for (const [name, ids] of Object.entries(REQUIRED_NAMES)) {
    it(`"${name}" leads to entries that programs receive too`, () => {
      const all = new Set(catalog.entries.map(entry => entry.id));
      for (const id of ids) assert.ok(all.has(id), id);
    });
  }
});

describe('field order', () => {
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

  it('is prompt, then media, then the rest as documented', () => {
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

  it('a model with required media only is ready with it', () => {
    const ready = (id: string): boolean => {
      const entry = catalog.entry(id);
      return entry !== undefined && isReadyWithMediaOnly(entry);
    };
    for (const id of MEDIA_ONLY) assert.equal(ready(id), true, id);
    for (const id of ['kling/v2-1-pro', 'z-image', 'bytedance/seedance-2']) assert.equal(ready(id), false, id);
  });
});
