import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelEntry, Param } from '../../../../src/shared/model.ts';
import { transferDraft } from '../../../../src/core/models/transferDraft.ts';
import { modelEntry } from '../../../support/models/modelEntry.ts';

const entry = (params: Readonly<Record<string, Param>>): ModelEntry => modelEntry({ id: 'm', params });
const from = entry({
  prompt: { type: 'string', label: 'Prompt' },
  picture: { type: 'string', media: 'image', label: 'Image' },
  ratio: { type: 'string', enum: ['1:1', '21:9'], label: 'Ratio' },
  steps: { type: 'integer', label: 'Steps' },
  shots: { type: 'array', items: { type: 'string' }, label: 'Shots' }
});
const draft = { prompt: 'a', picture: 'file:///a.png', ratio: '21:9', steps: 30, shots: ['x'] };

const cases: readonly [string, Readonly<Record<string, Param>>, unknown, readonly string[]][] = [
  [
    'transferDraft: values that fit are carried over, to synonyms too',
    {
      text: { type: 'string' },
      pictures: { type: 'array', media: 'image', items: { type: 'string' } },
      ratio: { type: 'string', enum: ['21:9'] },
      steps: { type: 'integer', maximum: 50 }
    },
    { text: 'a', pictures: ['file:///a.png'], ratio: '21:9', steps: 30 },
    ['Shots']
  ],
  [
    'transferDraft: values that do not fit are left out and named',
    { prompt: { type: 'string' }, ratio: { type: 'string', enum: ['1:1'] }, steps: { type: 'integer', maximum: 20 } },
    { prompt: 'a' },
    ['Image', 'Ratio', 'Steps', 'Shots']
  ]
];
for (const [name, params, expected, leftOut] of cases) {
  test(name, () => {
    const carried = transferDraft(from, entry(params), draft);
    assert.deepEqual(carried.draft, expected);
    assert.deepEqual(carried.leftOut, leftOut);
  });
}

test('transferDraft: prompt and media move to parameters of the same kind', () => {
  const one = entry({ image_url: { type: 'string', media: 'image', required: true } });
  const many = entry({
    prompt: { type: 'string', required: true },
    image_input: { type: 'array', media: 'image', maxItems: 2, items: { type: 'string' } }
  });
  const two = { prompt: 'a cat', image_input: ['file:///a.png', 'file:///b.png'] };
  assert.deepEqual(transferDraft(many, one, two).draft, { image_url: 'file:///a.png' });
  assert.deepEqual(transferDraft(one, many, { image_url: 'file:///a.png' }).draft, { image_input: ['file:///a.png'] });
});

test('transferDraft: the target keeps its own values where none are carried over', () => {
  const to = entry({ prompt: { type: 'string' }, size: { type: 'string' } });
  assert.deepEqual(transferDraft(from, to, { prompt: 'a' }, { own: { prompt: 'old', size: '2K' } }).draft, {
    prompt: 'a',
    size: '2K'
  });
});

test('transferDraft: a replacement takes values under their new names', () => {
  const to = { ...entry({ prompt: { type: 'string' }, aspect_ratio: { type: 'string', enum: ['21:9'] } }), id: 'next' };
  const legacy = { ...from, successor: 'next', renames: { ratio: 'aspect_ratio' } };
  assert.deepEqual(transferDraft(legacy, to, { ratio: '21:9' }), { draft: { aspect_ratio: '21:9' }, leftOut: [] });
  assert.deepEqual(transferDraft({ ...legacy, successor: 'other' }, to, { ratio: '21:9' }).leftOut, ['Ratio']);
});

test('transferDraft: values migrated by the engine win, others follow their kind', () => {
  const to = entry({
    text: { type: 'string' },
    first_frame: { type: 'string', media: 'image' },
    references: { type: 'array', media: 'image', items: { type: 'string' } }
  });
  const legacy = { ...from, successor: 'm', renames: { picture: 'references' } };
  const { draft: carried, leftOut } = transferDraft(legacy, to, draft, {
    successor: { references: ['file:///a.png'] }
  });
  assert.deepEqual(carried, { text: 'a', references: ['file:///a.png'] });
  assert.deepEqual(leftOut, ['Ratio', 'Steps', 'Shots']);
});

test('transferDraft: an integer is carried over to a text parameter, and back', () => {
  const number = entry({ duration: { type: 'integer', minimum: 4, maximum: 12, label: 'Duration' } });
  const asText: ModelEntry = {
    ...entry({ duration: { type: 'string', label: 'Duration' } }),
    numberTexts: { duration: { minimum: 6, maximum: 30 } }
  };
  assert.deepEqual(transferDraft(number, asText, { duration: 8 }), { draft: { duration: '8' }, leftOut: [] });
  assert.deepEqual(transferDraft(asText, number, { duration: '8' }), { draft: { duration: 8 }, leftOut: [] });
  assert.deepEqual(transferDraft(number, asText, { duration: 5 }), { draft: {}, leftOut: ['Duration'] });
});
