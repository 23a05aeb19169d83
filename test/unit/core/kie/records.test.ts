import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readRecord } from '../../../../src/core/kie/records.ts';
import type { ResultItem } from '../../../../src/core/kie/taskRecord.ts';
import type { Output } from '../../../../src/shared/model.ts';

const u = (name: string): string => `https://files.test/${name}`;
const item = (kind: ResultItem['kind'], name: string, role?: string): ResultItem => ({
  kind,
  url: u(name),
  ...(role === undefined ? {} : { role })
});
const json = (value: unknown): ResultItem => ({ kind: 'json', text: JSON.stringify(value, null, 2) });

/** A segment map as recorded in August 2026: segments of one name have their own index. */
const SEGMENTS = [
  { maskUrl: u('x_seg_0.png'), name: 'pink nose', index: 0 },
  { maskUrl: u('x_seg_1.png'), name: 'pink nose', index: 1 }
];

/** By `shape` and `media` of the catalog's current models; each form that KIE documents or that others recorded. */
const FORMS: readonly (readonly [string, Output, unknown, readonly ResultItem[]])[] = [
  [
    'resultUrls image',
    'image',
    { resultUrls: [u('a.png'), u('b.png')] },
    [item('image', 'a.png'), item('image', 'b.png')]
  ],
  ['resultUrls video', 'video', { resultUrls: [u('a.mp4')] }, [item('video', 'a.mp4')]],
  ['resultUrls audio', 'audio', { resultUrls: [u('a.mp3?x=1')] }, [item('audio', 'a.mp3?x=1')]],
  ['resultUrls without extension', 'video', { resultUrls: [u('a')] }, [item('video', 'a')]],
  [
    'resultUrls with frames',
    'video',
    { firstFrameUrl: [u('f.png')], resultUrls: [u('a.mp4')], lastFrameUrl: [u('l.png')] },
    [item('video', 'a.mp4'), item('image', 'f.png', 'first-frame'), item('image', 'l.png', 'last-frame')]
  ],
  [
    'resultUrls with a watermarked list',
    'video',
    { resultUrls: [u('a.mp4')], resultWaterMarkUrls: [u('w.mp4')] },
    [item('video', 'a.mp4'), item('video', 'w.mp4', 'watermarked')]
  ],
  [
    'resultUrls with layers_data',
    'image',
    { resultUrls: [u('base.png'), u('l1.png')], resultObject: { layers_data: [{ z_index: 0, name: 'base' }] } },
    [
      item('image', 'base.png'),
      item('image', 'l1.png'),
      { ...json({ layers_data: [{ z_index: 0, name: 'base' }] }), role: 'data' }
    ]
  ],
  [
    'resultUrls with a resultObject of addresses only',
    'image',
    { resultUrls: [u('a.png')], resultObject: { images: [u('a.png')], mask_url: [] } },
    [item('image', 'a.png')]
  ],
  [
    'layers that name their images, without resultUrls',
    'image',
    { resultObject: { layers_data: [{ z_index: 1, bounding_box: [1, 2, 3, 4], url: u('l.png') }] } },
    [
      item('image', 'l.png'),
      { ...json({ layers_data: [{ z_index: 1, bounding_box: [1, 2, 3, 4], url: u('l.png') }] }), role: 'data' }
    ]
  ],
  ['white space around an address', 'image', { resultUrls: [` ${u('a.png')}\n`] }, [item('image', 'a.png')]],
  ['an address with a space', 'image', { resultUrls: [u('my a.png')] }, [item('image', 'my%20a.png')]],
  ['an address without a scheme', 'image', { resultUrls: ['//files.test/a.png'] }, [item('image', 'a.png')]],
  [
    'a list in JSON text',
    'image',
    { resultUrls: JSON.stringify([u('a.png'), u('b c.png')]) },
    [item('image', 'a.png'), item('image', 'b%20c.png')]
  ],
  [
    'a list in JSON text of JSON text',
    'video',
    { resultUrls: JSON.stringify(JSON.stringify([u('a.mp4')])) },
    [item('video', 'a.mp4')]
  ],
  [
    'addresses on lines of one text',
    'image',
    { resultUrls: `${u('a.png')}\n${u('b.png')}` },
    [item('image', 'a.png'), item('image', 'b.png')]
  ],
  [
    'everything in JSON text of JSON text',
    'image',
    JSON.stringify(JSON.stringify({ resultUrls: [u('a.png')] })),
    [item('image', 'a.png')]
  ],
  [
    'prose about an address',
    'text',
    { text: `${u('a')} is where it is` },
    [{ kind: 'text', text: `${u('a')} is where it is` }]
  ],
  ['text that is JSON', 'text', JSON.stringify('{"a":1}'), [{ kind: 'text', text: '{"a":1}' }]],
  ['resultObject text', 'text', { resultObject: { text: 'hello' } }, [{ kind: 'text', text: 'hello' }]],
  [
    'resultObject text with its language',
    'text',
    { resultObject: { text: 'hello', language_code: 'en' } },
    [{ kind: 'text', text: 'hello' }, json({ text: 'hello', language_code: 'en' })]
  ],
  ['resultObject status', 'json', { resultObject: { subject_status: 1 } }, [json({ subject_status: 1 })]],
  [
    'resultObject mask_urls',
    'json',
    { resultObject: { mask_urls: [u('m.png')] } },
    [json({ mask_urls: [u('m.png')] }), item('image', 'm.png', 'mask')]
  ],
  [
    'resultObject segments with a mask each',
    'json',
    { resultObject: { segments_count: 2, segments: SEGMENTS } },
    [
      json({ segments_count: 2, segments: SEGMENTS }),
      item('image', 'x_seg_0.png', 'mask'),
      item('image', 'x_seg_1.png', 'mask')
    ]
  ],
  [
    'fields audio data[]',
    'audio',
    { data: [{ audio_url: u('1.mp3'), image_url: u('1.jpg') }, { audio_url: u('2.mp3') }] },
    [item('audio', '1.mp3'), item('image', '1.jpg', 'cover'), item('audio', '2.mp3')]
  ],
  ['fields audio sunoData[]', 'audio', { sunoData: [{ audioUrl: u('1.mp3') }] }, [item('audio', '1.mp3')]],
  [
    'fields audio stems',
    'audio',
    { vocal_url: u('v.mp3'), instrumental_url: u('i.mp3') },
    [item('audio', 'v.mp3', 'vocal'), item('audio', 'i.mp3', 'instrumental')]
  ],
  ['fields video', 'video', { videoUrl: u('a.mp4') }, [item('video', 'a.mp4')]],
  [
    'fields image list',
    'image',
    { images: [u('1.png'), u('2.png')] },
    [item('image', '1.png'), item('image', '2.png')]
  ],
  [
    'fields json',
    'json',
    { alignedWords: [{ word: 'a', startS: 0 }] },
    [{ kind: 'text', text: '[00:00.00]a\n', extension: '.lrc' }, json({ alignedWords: [{ word: 'a', startS: 0 }] })]
  ],
  ['fields text', 'text', { data: [{ title: 'x', text: 'la' }] }, [{ kind: 'text', text: 'x\n\nla\n', title: 'x' }]],
  ['plain text', 'text', 'la la', [{ kind: 'text', text: 'la la' }]],
  ['character id', 'json', { character_id: 'c1' }, [{ ...json({ character_id: 'c1' }), ref: 'c1' }]],
  ['nothing yet, text', 'text', '', []],
  ['nothing yet, object', 'json', { resultObject: {} }, []],
  ['nothing yet, list', 'image', { resultUrls: [] }, []],
  ['nothing yet, null', 'video', null, []]
];

for (const [what, output, value, expected] of FORMS) {
  for (const form of ['an object', 'JSON text'] as const) {
    test(`result as ${form}: ${what}`, () => {
      const resultJson = form === 'an object' || typeof value === 'string' ? value : JSON.stringify(value);
      assert.deepEqual(readRecord({ taskId: 't', state: 'success', resultJson }, output).results, expected);
    });
  }
}

test('readRecord: keeps the response of a finished task without results', () => {
  const unread = (resultJson: unknown) => readRecord({ taskId: 't', state: 'success', resultJson }, 'image').unread;
  assert.equal(unread('{"link":"ftp://a"}'), '{\n  "link": "ftp://a"\n}');
  assert.equal(unread('see the logs'), 'see the logs');
  assert.equal(unread({ resultUrls: [] }), undefined);
  assert.equal(unread({ resultUrls: [u('a.png')] }), undefined);
  assert.equal(readRecord({ state: 'generating', resultJson: '{"a":1}' }, 'image').unread, undefined);
});

test('readRecord: reads `response` when resultJson is empty', () => {
  const data = { taskId: 't', state: 'success', resultJson: '', response: { resultUrls: [u('a.png')] } };
  assert.deepEqual(readRecord(data, 'image').results, [item('image', 'a.png')]);
});

test('readRecord: is tested with every form in the catalog', async () => {
  const folder = path.join(import.meta.dirname, '../../../../src/core/models/catalog');
  const forms = new Set<string>();
  for (const name of await fs.readdir(folder)) {
    const file: unknown = parse(await fs.readFile(path.join(folder, name), 'utf8'));
    const entries = (Array.isArray(file) ? file : (file as { models: unknown[] }).models) as {
      readonly id: string;
      readonly result?: { readonly shape?: string; readonly media?: string } | string;
    }[];
    for (const { id, result } of entries) {
      if (id.startsWith('/') || typeof result !== 'object' || result.shape === undefined) continue;
      forms.add(result.media === undefined ? result.shape : `${result.shape} ${result.media}`);
    }
  }
  assert.ok(forms.size > 5);
  const missing = [...forms].filter(form => !FORMS.some(([what]) => what.startsWith(form)));
  assert.deepEqual(missing, []);
});

for (const [state, expected] of [
  ['waiting', 'waiting'],
  ['SUCCESS', 'success'],
  ['fail', 'fail'],
  ['polishing', 'generating'],
  [undefined, 'generating']
] as const) {
  test(`readRecord: state ${String(state)} counts as ${expected}`, () => {
    assert.equal(readRecord({ taskId: 't', state }, 'image').state, expected);
  });
}

test('readRecord: reads URLs outside resultJson', () => {
  for (const resultJson of [undefined, null, '', {}]) {
    const { results } = readRecord({ state: 'success', resultJson, resultUrls: [u('a.png')] }, 'image');
    assert.deepEqual(results, [item('image', 'a.png')]);
  }
});

test('readRecord: 0 credits of a running task are unknown', () => {
  const credits = (state: string, creditsConsumed: unknown): number | undefined =>
    readRecord({ state, creditsConsumed }, 'image').credits;
  assert.deepEqual(
    ['waiting', 'queuing', 'generating', 'new-state'].map(state => credits(state, 0)),
    [undefined, undefined, undefined, undefined]
  );
  // Prepaid models report the whole price at once.
  assert.deepEqual([credits('waiting', 70), credits('generating', 0.19)], [70, 0.19]);
  assert.deepEqual([credits('success', 0), credits('fail', 0), credits('fail', null)], [0, 0, undefined]);
});

test('readRecord: accepts numbers as text', () => {
  const { failCode, failMsg, progress, credits } = readRecord(
    { state: 'fail', failCode: 501, failMsg: 'no', progress: '45', creditsConsumed: '2.5' },
    'image'
  );
  assert.deepEqual(
    { failCode, failMsg, progress, credits },
    { failCode: '501', failMsg: 'no', progress: 0.45, credits: 2.5 }
  );
});

test('readRecord: media in the response is a result, also beside URLs and in lists', () => {
  const png = `data:image/png;base64,${'iVBORw0KGgo='.repeat(9_000)}`;
  const audio = 'data:audio/mpeg;charset=binary;base64,SUQz';
  const kinds = (result: object, output: 'image' | 'audio' | 'video') =>
    readRecord({ taskId: 't', state: 'success', resultJson: JSON.stringify(result) }, output).results.map(
      ({ kind, url, text, role }) => [kind, url ?? text?.slice(0, 15), role]
    );
  assert.deepEqual(kinds({ resultUrls: ['https://a.test/a.png', png] }, 'image'), [
    ['image', 'https://a.test/a.png', undefined],
    ['image', 'data:image/png;', undefined]
  ]);
  assert.deepEqual(kinds({ data: [{ audio_url: audio, title: 'x' }] }, 'audio'), [
    ['audio', 'data:audio/mpeg', undefined]
  ]);
  assert.deepEqual(kinds({ lastFrameUrl: png }, 'video'), [['image', 'data:image/png;', 'last-frame']]);
});

test('readRecord: a response without a result is kept uncut', () => {
  const resultJson = { image_bytes: 'QUJD'.repeat(200_000) };
  const { results, unread } = readRecord({ taskId: 't', state: 'success', resultJson }, 'image');
  assert.deepEqual([results, JSON.parse(unread ?? '')], [[], resultJson]);
});

const done = { state: 'success', resultJson: JSON.stringify({ resultUrls: [u('a.png')] }) };
/** Records of unusual shapes, and the fields that are read from them. */
const SHAPES: readonly (readonly [string, unknown, object])[] = [
  ['spaces around the state', { ...done, state: ' Success ' }, { state: 'success', results: [item('image', 'a.png')] }],
  ['JSON text', JSON.stringify(done), { state: 'success', results: [item('image', 'a.png')] }],
  ['a list of one record', [done], { state: 'success', results: [item('image', 'a.png')] }],
  ['an unknown state', { ...done, state: 'succeeded' }, { state: 'generating', results: [] }],
  ['no state but a flag of success', { ...done, state: null, successFlag: 1 }, { state: 'success' }],
  ['a state against its flag', { state: 'generating', successFlag: 1 }, { state: 'generating' }],
  ['a flag of failure', { successFlag: 3, errorCode: 500, errorMessage: 'bad' }, { state: 'fail', failMsg: 'bad' }],
  ['a failure with files', { ...done, state: 'fail' }, { state: 'fail', results: [item('image', 'a.png')] }],
  ['a failure with words', { state: 'fail', response: { error: 'x' } }, { state: 'fail', results: [] }],
  ['spaces around the ID', { ...done, taskId: ' t ' }, { taskId: 't' }],
  ['negative credits', { ...done, creditsConsumed: -3 }, { credits: undefined }],
  ['impossible credits', { ...done, creditsConsumed: 1e308 }, { credits: undefined }],
  ['credits as text', { ...done, creditsConsumed: '4.5' }, { credits: 4.5 }]
];

for (const [what, data, expected] of SHAPES) {
  test(`record: ${what}`, () => {
    const record = readRecord(data, 'image') as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(record[name], value, name);
  });
}
