import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entryText } from '../../../../../src/core/models/docs/entryText.ts';
import { mergeEntry } from '../../../../../src/core/models/docs/mergeEntry.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import type { PriceRow } from '../../../../../src/shared/modelPrice.ts';
import type { Conditions } from '../../../../../src/shared/modelRule.ts';
import { checkEntry } from '../../../../../src/core/models/format/checkEntry.ts';
import { builtCatalog, entryOf } from '../../../../support/models/testCatalog.ts';

const before = entryOf({
  name: 'Ours',
  aliases: ['other'],
  params: {
    prompt: { required: true, type: 'string', maxLength: 100, label: 'Prompt', note: 'Ours.' },
    image_url: { required: false, type: 'string', media: 'image', accept: ['image/png'], limits: { minSidePx: 10 } },
    size: { required: false, type: 'string', enum: ['1K', '2K', '4K'], default: '1K' },
    old: { required: false, type: 'boolean' }
  },
  rules: [
    { why: 'One of them.', atLeastOne: ['prompt', 'image_url'] },
    { why: 'Gone with it.', requires: { old: ['prompt'] } }
  ],
  price: [
    { when: { size: '4K' }, credits: 9, unit: 'image' },
    { when: {}, credits: 3, unit: 'image' }
  ],
  presets: [{ name: 'P', param: 'old', text: 'x' }],
  successor: 'other/model',
  status: 'legacy'
});

const page = (params: Readonly<Record<string, Param>>, more: Partial<ModelEntry> = {}): ModelEntry =>
  entryOf({ name: 'Theirs', docs: 'https://docs.kie.ai/market/test', params, ...more });

const unchanged: Readonly<Record<string, Param>> = {
  prompt: { required: true, type: 'string', maxLength: 100, label: 'Prompt', note: 'Theirs.' },
  image_url: { required: false, type: 'string', format: 'uri', note: 'An address.' },
  size: { required: false, type: 'string', enum: ['1K', '2K', '4K'], default: '1K' }
};

describe('mergeEntry', () => {
  it('keeps and reports unmentioned facts and drops rules that no longer match', () => {
    const { entry, ...merged } = mergeEntry(before, page(unchanged));
    assert.deepEqual(merged, {
      kept: ['params.image_url.media', 'params.image_url.accept', 'params.image_url.limits'],
      dropped: ['rules.1: Gone with it.', 'presets'],
      added: [],
      changed: ['image_url'],
      gone: ['old']
    });
    assert.deepEqual(
      [entry.name, entry.aliases, entry.status, entry.docs],
      ['Ours', ['other'], 'current', 'https://docs.kie.ai/market/test']
    );
    assert.deepEqual(entry.params['prompt'], before.params['prompt']);
    assert.equal(entry.params['image_url']?.note, 'An address.');
    assert.deepEqual(entry.rules, [before.rules[0]]);
    assert.deepEqual(entry.price, before.price);
    assert.ok(!('successor' in entry) && !('presets' in entry));
    assert.deepEqual(checkEntry(entry).problems, []);
  });

  it('takes changed facts and their descriptions from the page', () => {
    const size: Param = { required: true, type: 'string', enum: ['1K', '8K'], default: '1K', note: 'Now larger.' };
    const { entry, changed, added } = mergeEntry(
      before,
      page({ ...unchanged, size, seed: { type: 'integer', label: 'Seed' } })
    );
    assert.deepEqual([changed, added], [['image_url', 'size'], ['seed']]);
    assert.deepEqual(entry.params['size'], size);
    assert.deepEqual(Object.keys(entry.params), ['prompt', 'image_url', 'size', 'seed']);
  });

  it('a rule that requires a parameter conditionally wins over the page', () => {
    const image_url: Param = { ...unchanged['image_url']!, required: true };
    const { entry, kept } = mergeEntry(before, page({ ...unchanged, image_url }));
    assert.equal(entry.params['image_url']?.required, false);
    assert.ok(kept.includes('params.image_url.required'));
  });

  it('merges objects and lists', () => {
    const inner = (item: Param): Param => ({ type: 'array', items: { type: 'object', properties: { item } } });
    const old = {
      ...before,
      params: { list: inner({ type: 'string', maxLength: 5, label: 'Item' }), gone: {} },
      rules: []
    };
    const { entry, kept, changed } = mergeEntry(old, page({ list: inner({ type: 'string', enum: ['a'] }) }));
    assert.deepEqual(entry.params['list'], inner({ type: 'string', maxLength: 5, enum: ['a'], label: 'Item' }));
    assert.deepEqual([kept, changed], [['params.list.items.item.maxLength'], ['list']]);
  });

  it('drops the facts of a parameter whose type has changed', () => {
    const { entry, kept } = mergeEntry(before, page({ prompt: { type: 'array', items: { type: 'string' } } }));
    assert.deepEqual(entry.params['prompt'], {
      type: 'array',
      items: { type: 'string' },
      label: 'Prompt',
      note: 'Ours.'
    });
    assert.deepEqual(kept, []);
  });

  const wider: Param = { required: false, type: 'string', enum: ['1K'], default: '1K' };
  const row = (when: Conditions, unit = 'image'): PriceRow => ({ when, credits: 1, unit });
  const PRICES: readonly (readonly [
    string,
    Partial<ModelEntry>,
    Readonly<Record<string, Param>>,
    readonly number[]
  ])[] = [
    ['all, when no parameter of their conditions has changed', {}, unchanged, [0, 1]],
    [
      'those before the first doubtful one',
      { price: [row({ prompt: 'x' }), row({ size: '4K' }), row({})] },
      { ...unchanged, size: wider },
      [0]
    ],
    [
      'rows for input images too',
      { price: [row({ prompt: 'x' }), row({ size: '4K' }), row({}, 'input-image')] },
      { ...unchanged, size: wider },
      [0, 2]
    ],
    [
      'none when the row for input images is doubtful',
      { price: [row({}), row({ size: '4K' }, 'input-image')] },
      { ...unchanged, size: wider },
      []
    ],
    [
      'none when a measured parameter changed',
      { price: [row({})], priceBy: { text: ['prompt'] } },
      { ...unchanged, prompt: { type: 'string' }, old: { type: 'boolean' } },
      [0]
    ],
    [
      'none when a measured parameter is gone',
      { price: [row({})], priceBy: { images: 'size' } },
      { prompt: unchanged['prompt']! },
      []
    ],
    ['none, when a parameter of a condition was removed', { price: [row({ old: true })] }, unchanged, []]
  ];
  for (const [what, more, params, left] of PRICES) {
    it(`price rows kept: ${what}`, () => {
      const { entry, dropped } = mergeEntry({ ...before, ...more }, page(params));
      const rows = more.price ?? before.price ?? [];
      assert.deepEqual(
        entry.price ?? [],
        left.map(index => rows[index])
      );
      assert.equal(dropped.filter(line => line.startsWith('price.')).length, rows.length - left.length);
      assert.deepEqual(checkEntry(entry).problems, []);
      assert.ok(entry.price !== undefined || entry.priceBy === undefined);
    });
  }

  it('returns the page when there is no entry', () => {
    const entry = page(unchanged);
    assert.deepEqual(mergeEntry(undefined, entry), {
      entry,
      kept: [],
      dropped: [],
      added: Object.keys(unchanged),
      changed: [],
      gone: []
    });
  });

  it('a page that repeats an entry of the table changes nothing', async () => {
    for (const entry of (await builtCatalog()).entries) {
      const { added, changed, gone, dropped, kept, entry: merged } = mergeEntry(entry, { ...entry, rules: [] });
      assert.deepEqual(
        { added, changed, gone, dropped, kept },
        { added: [], changed: [], gone: [], dropped: [], kept: [] },
        entry.id
      );
      assert.deepEqual(merged.params, entry.params, entry.id);
      assert.deepEqual([merged.rules, merged.price ?? []], [entry.rules, entry.price ?? []], entry.id);
    }
  });
});

describe('entryText', () => {
  it('is the same for facts in any order, with remarks first', () => {
    const turned = {
      ...before,
      params: {
        ...before.params,
        prompt: { note: 'Ours.', label: 'Prompt', maxLength: 100, type: 'string', required: true } as const
      }
    };
    assert.equal(entryText(turned), entryText(before));
    assert.match(entryText(before, ['A remark']), /^# A remark\nid: test\/model\nname: Ours\n/);
    assert.equal(entryText(undefined), '');
  });
});
