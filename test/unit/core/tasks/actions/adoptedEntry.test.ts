import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskRecord } from '../../../../../src/core/kie/taskRecord.ts';
import { serviceById } from '../../../../../src/core/kie/services/services.ts';
import { Catalog } from '../../../../../src/core/models/catalog.ts';
import { entryOfRecord, knownInput } from '../../../../../src/core/tasks/actions/adoptedEntry.ts';
import { readTable } from '../../../../emulator/catalogData.ts';

const { entries } = new Catalog([...readTable().values()]);
const entry = (id: string) => entries.find(each => each.id === id);

/** Service, request fields in its record, and the matching catalog entry. */
const RECORDS: readonly (readonly [string, Partial<TaskRecord>, string | undefined])[] = [
  ['veo', { param: { prompt: 'a fox' } }, '/veo/generate'],
  // From the sample in the documentation (docs.kie.ai/veo3-api/get-veo-3-video-details): a legacy field name.
  ['veo', { param: { prompt: 'a fox', waterMark: 'KieAI' } }, '/veo/generate'],
  // As recorded in August 2026: another spelling of the ratio, and fields that KIE fills in.
  [
    'veo',
    { param: { prompt: 'a fox', aspectRatio: '9:16', enableTranslation: true, enableFallback: false } },
    '/veo/generate'
  ],
  ['veo', { param: { prompt: 'on', taskId: 't' } }, '/veo/extend'],
  ['veo', { param: { prompt: 'on', taskId: 't', enableTranslation: true, enableFallback: false } }, '/veo/extend'],
  ['veo', { param: { taskId: 't', index: 0 } }, '/veo/get-4k-video'],
  ['veo', {}, undefined],
  ['veo', { param: 'not json' }, undefined],
  ['runway', { operation: 'POST /api/v1/runway/extend', param: { prompt: 'x' } }, '/runway/extend'],
  ['flux-kontext', {}, '/flux/kontext/generate'],
  ['suno', { param: { prompt: 'x' } }, undefined],
  ['suno-phrase', { param: {} }, undefined]
];

for (const [service, record, expected] of RECORDS) {
  test(`entryOfRecord: ${service} ${JSON.stringify(record)} is ${expected ?? 'unidentified'}`, () => {
    const of = serviceById(service);
    assert.ok(of);
    const full: TaskRecord = { taskId: 't', state: 'success', results: [], ...record };
    assert.equal(entryOfRecord(entries, of, full)?.id, expected);
  });
}

test('knownInput: keeps only fields of the form, without foreign callbacks', () => {
  const asked = { prompt: 'a fox', imageUrl: '', expandPrompt: true, callBackUrl: 'https://elsewhere.test' };
  assert.deepEqual(knownInput(entry('/runway/generate'), asked), { prompt: 'a fox', imageUrl: '' });
  assert.deepEqual(knownInput(undefined, asked), { prompt: 'a fox', imageUrl: '', expandPrompt: true });
  assert.deepEqual(knownInput(entry('/voice/regenerate'), { taskId: 't', calBackUrl: 'x' }), { taskId: 't' });
});

test('knownInput: restores a ratio in another spelling and omits empty fields', () => {
  const asked = { prompt: 'a fox', aspectRatio: '9:16', imageUrls: [], seeds: null, generation: 1 };
  assert.deepEqual(knownInput(entry('/veo/generate'), asked), { prompt: 'a fox', aspect_ratio: '9:16' });
});

/** What the live service adds, beside the input of the user. Recorded in August and October 2026. */
const ADDED: readonly (readonly [model: string, input: object, recorded: object, restored: object])[] = [
  [
    'kling-3.0-omni/text-to-video',
    { prompt: 'a cat', resolution: '720p', duration: 5, audio: false, customize_multi_shots: false },
    { generate_type: 'text-to-video', aspect_ratio: '16:9', elements: [], image_urls: [], video_urls: [] },
    // A record does not show whether the user set a default.
    { aspect_ratio: '16:9' }
  ],
  [
    'kling-3.0-omni/image-to-video',
    { prompt: 'a cat', image_urls: ['https://files.test/a.png'] },
    { generate_type: 'image-to-video', elements: [], video_urls: [] },
    {}
  ],
  [
    'google/gemini-3-8-flash-tts',
    {
      speakers: [{ speaker_id: 'Speaker 1', voice_name: 'Fola' }],
      dialogue_turns: [{ speaker_id: 'Speaker 1', style: 'Warm', text: 'Hello' }]
    },
    { model: 'gemini-3.8-flash-tts', dialogue_mode: 'single' },
    {}
  ]
];

for (const [model, input, recorded, restored] of ADDED) {
  test(`knownInput: ${model} without the fields that KIE added`, () => {
    assert.deepEqual(knownInput(entry(model), { ...recorded, ...input }), { ...input, ...restored });
  });
}
