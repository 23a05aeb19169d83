import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Carried, Draft } from '../../../../src/shared/form.ts';
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
  assert.deepEqual(transferDraft(legacy, to, { ratio: '21:9' }), {
    draft: { aspect_ratio: '21:9' },
    carried: { values: { aspect_ratio: '21:9' }, before: {} },
    leftOut: []
  });
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
  assert.deepEqual(transferDraft(number, asText, { duration: 8 }).draft, { duration: '8' });
  assert.deepEqual(transferDraft(asText, number, { duration: '8' }).draft, { duration: 8 });
  assert.deepEqual(transferDraft(number, asText, { duration: 5 }), {
    draft: {},
    carried: { values: {}, before: {} },
    leftOut: ['Duration']
  });
});

const painted = {
  ...entry({
    image_url: { type: 'string', media: 'image', required: true, label: 'Image' },
    paint: { type: 'string', media: 'image', required: true, label: 'Area' },
    reference_mask_urls: { type: 'string', media: 'image', label: 'Reference Mask' }
  }),
  masks: { paint: { of: 'image_url', paint: 'black' as const } }
};
const withMasks = {
  image_url: 'file:///landscape.jpg',
  paint: 'file:///landscape%20mask.png',
  reference_mask_urls: 'file:///other%20mask.png'
};

test('transferDraft: never carries over a mask, not even to another mask or successor', () => {
  const images = entry({ image_input: { type: 'array', media: 'image', items: { type: 'string' } } });
  assert.deepEqual(transferDraft(painted, images, withMasks), {
    draft: { image_input: ['file:///landscape.jpg'] },
    carried: { values: { image_input: ['file:///landscape.jpg'] }, before: {} },
    leftOut: ['Area', 'Reference Mask']
  });
  const next = { ...painted, id: 'next' };
  const { draft: moved, leftOut } = transferDraft({ ...painted, successor: 'next' }, next, withMasks, {
    successor: withMasks
  });
  assert.deepEqual([moved, leftOut], [{ image_url: 'file:///landscape.jpg' }, ['Area', 'Reference Mask']]);
});

test('transferDraft: an image is never carried over to a parameter for masks', () => {
  const masksOnly = entry({ mask_url: { type: 'string', media: 'image', required: true } });
  assert.deepEqual(transferDraft(from, masksOnly, { picture: 'file:///a.png' }).draft, {});
});

test('transferDraft: names the files that do not fit, not those that were carried over', () => {
  const many = entry({
    image_input: { type: 'array', media: 'image', items: { type: 'string' }, label: 'Input Images' }
  });
  const one = entry({ image: { type: 'string', media: 'image' } });
  const files = { image_input: ['file:///a.png', 'file:///b%20c.png', 'https://example.com/d.png?x=1'] };
  assert.deepEqual(transferDraft(many, one, files).leftOut, ['b c.png', 'd.png']);
  assert.deepEqual(transferDraft(many, entry({ prompt: { type: 'string' } }), files).leftOut, ['Input Images']);
});

test('transferDraft: lists the filled parameters and their earlier values', () => {
  const to = entry({
    prompt: { type: 'string', required: true },
    first_frame: { type: 'string', media: 'image' },
    ratio: { type: 'string' },
    steps: { type: 'integer' }
  });
  const own = { prompt: 'old', first_frame: 'file:///old.png', steps: 30, seed: 7 };
  assert.deepEqual(transferDraft(from, to, draft, { own }).carried, {
    values: { first_frame: 'file:///a.png', ratio: '21:9' },
    before: { first_frame: 'file:///old.png' }
  });
});

test('transferDraft: lists a prompt only where it is optional, the session prompt too', () => {
  const optional = entry({ prompt: { type: 'string' } });
  const required = entry({ prompt: { type: 'string', required: true } });
  const silent = entry({ picture: { type: 'string', media: 'image' } });
  const values = (to: ModelEntry): unknown => transferDraft(silent, to, {}, { prompt: 'A fox' }).carried.values;
  assert.deepEqual([values(optional), values(required)], [{ prompt: 'A fox' }, {}]);
  assert.deepEqual(transferDraft(silent, required, {}, { prompt: 'A fox' }).draft, { prompt: 'A fox' });
});

test('transferDraft: names values of an earlier change again until they are touched', () => {
  const text = entry({ prompt: { type: 'string', required: true } });
  const video = entry({ frame: { type: 'string', media: 'image' }, seconds: { type: 'string' } });
  const earlier = { values: { frame: 'file:///a.png', seconds: '5' }, before: { seconds: '10' } };
  const back = (own: Draft): Carried => transferDraft(text, video, { prompt: 'a' }, { own, earlier }).carried;
  assert.deepEqual(back({ frame: 'file:///a.png', seconds: '5' }), earlier);
  assert.deepEqual(back({ frame: 'file:///mine.png', seconds: '5' }), {
    values: { seconds: '5' },
    before: { seconds: '10' }
  });
  // A second file replaces the first, but Undo still returns to the time before both.
  const image = entry({ picture: { type: 'string', media: 'image' } });
  const own = { frame: 'file:///a.png' };
  assert.deepEqual(transferDraft(image, video, { picture: 'file:///b.png' }, { own, earlier }).carried, {
    values: { frame: 'file:///b.png' },
    before: {}
  });
});
