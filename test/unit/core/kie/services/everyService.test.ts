import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskRecord } from '../../../../../src/core/kie/taskRecord.ts';
import { NotFoundError } from '../../../../../src/core/http/errors/errors.ts';
import { serviceById, serviceFor, SERVICES } from '../../../../../src/core/kie/services/services.ts';
import { Catalog, isRunnable } from '../../../../../src/core/models/catalog.ts';
import { readTable } from '../../../../emulator/catalogData.ts';

const u = (name: string): string => `https://files.test/${name}`;
const track = (id: string, rest: object): object => ({ id, title: id, ...rest });

type Expected = { readonly [K in keyof TaskRecord]?: TaskRecord[K] | undefined };

const cover = (id: string): object => track(id, { audioUrl: '', imageUrl: u(`${id}.jpg`) });
const song = (id: string): object => track(id, { audioUrl: u(`${id}.mp3`) });
const UPLOAD_COVER = 'POST /api/v1/generate/upload-cover';

/** Service, `data` of its record, and the expected fields. */
const RECORDS: readonly (readonly [string, string, object, Expected])[] = [
  ['veo', 'runs', { successFlag: 0 }, { state: 'generating' }],
  ['veo', 'as text', { successFlag: '1', response: { resultUrls: [u('a.mp4')] } }, { state: 'success' }],
  ['veo', 'failed', { successFlag: 2, errorCode: 400, errorMessage: 'no' }, { state: 'fail', failCode: '400' }],
  ['veo', 'failed upstream', { successFlag: 3, errorMessage: 'no' }, { state: 'fail', failMsg: 'no' }],
  ['veo', 'undocumented state', { successFlag: 9 }, { state: 'generating' }],
  ['runway', 'waits', { state: 'queueing' }, { state: 'queuing' }],
  ['runway', 'failed', { state: 'fail', failCode: 400, failMsg: 'no' }, { state: 'fail', failCode: '400' }],
  ['aleph', 'runs', { successFlag: 0, errorCode: 0, errorMessage: '' }, { state: 'generating' }],
  ['aleph', 'failed with the same flag', { successFlag: 0, errorCode: 501 }, { state: 'fail', failCode: '501' }],
  ['aleph', 'failed by its message', { successFlag: 0, errorCode: 0, errorMessage: 'no' }, { state: 'fail' }],
  ['4o-image', 'runs', { status: 'GENERATING', progress: '0.40' }, { state: 'generating', progress: 0.4 }],
  ['4o-image', 'failed', { status: 'CREATE_TASK_FAILED', errorMessage: 'no' }, { state: 'fail' }],
  ['4o-image', 'failed by its flag alone', { successFlag: 2 }, { state: 'fail' }],
  [
    'luma',
    'finished, callback failed',
    { successFlag: 4, response: { resultUrls: [u('a.mp4')] } },
    { state: 'success' }
  ],
  ['suno', 'waits', { status: 'PENDING' }, { state: 'generating' }],
  [
    'suno',
    'text, the same for both songs',
    { status: 'TEXT_SUCCESS', response: { sunoData: [track('a', { prompt: 'la' }), track('b', { prompt: 'la' })] } },
    {
      progress: 0.3,
      early: undefined,
      results: [],
      words: [{ kind: 'text', text: 'la\n', role: 'lyrics', ref: 'a', title: 'a' }]
    }
  ],
  [
    'suno',
    'instrumental without lyrics',
    { status: 'TEXT_SUCCESS', response: { sunoData: [track('a', { prompt: '' })] } },
    { words: undefined }
  ],
  ['suno', 'sensitive words', { status: 'SENSITIVE_WORD_ERROR' }, { state: 'fail' }],
  [
    'suno',
    'failed callback, no result yet',
    { status: 'CALLBACK_EXCEPTION' },
    { state: 'generating', results: [], callbackFailed: true }
  ],
  [
    'suno',
    'failed callback, covers only',
    { status: 'CALLBACK_EXCEPTION', response: { sunoData: [cover('a'), cover('b')] } },
    { state: 'generating', results: [], incomplete: true, callbackFailed: true }
  ],
  [
    'suno',
    'failed callback, one song of two',
    { status: 'CALLBACK_EXCEPTION', response: { sunoData: [song('a'), cover('b')] } },
    { state: 'generating', results: [], incomplete: true, callbackFailed: true }
  ],
  [
    'suno',
    'failed callback, one song that may be the first',
    { status: 'CALLBACK_EXCEPTION', response: { sunoData: [song('a')] } },
    { state: 'generating', incomplete: undefined, callbackFailed: true }
  ],
  [
    'suno',
    'failed callback, all songs available',
    { status: 'CALLBACK_EXCEPTION', response: { sunoData: [song('a'), song('b')] } },
    { state: 'success', callbackFailed: undefined }
  ],
  ['suno', 'covers only', { status: 'SUCCESS', response: { sunoData: [cover('a')] } }, { incomplete: true }],
  ['suno', 'one of two', { status: 'SUCCESS', response: { sunoData: [song('a'), cover('b')] } }, { incomplete: true }],
  [
    'suno',
    'whole',
    { status: 'SUCCESS', response: { sunoData: [song('a')] } },
    { incomplete: undefined, words: undefined }
  ],
  [
    'suno',
    'failed after the first song',
    { status: 'GENERATE_AUDIO_FAILED', response: { sunoData: [song('a'), { id: 'b', audioUrl: '' }] } },
    { state: 'fail', results: [{ kind: 'audio', url: u('a.mp3'), ref: 'a', title: 'a' }] }
  ],
  ['suno', 'reports its operation', { status: 'PENDING', operationType: 'upload_cover' }, { operation: UPLOAD_COVER }],
  ['suno', 'reports an unknown operation', { status: 'PENDING', operationType: 'other' }, { operation: undefined }],
  ['suno-wav', 'failed callback', { successFlag: 'CALLBACK_EXCEPTION' }, { state: 'generating' }],
  [
    'suno-wav',
    'failed callback, result available',
    { successFlag: 'CALLBACK_EXCEPTION', response: { audioWavUrl: u('a.wav') } },
    { state: 'success' }
  ],
  [
    'suno-stems',
    'failed callback, results available',
    { successFlag: 'CALLBACK_EXCEPTION', response: { vocalUrl: u('v.mp3'), instrumentalUrl: u('i.mp3') } },
    { state: 'success', incomplete: undefined }
  ],
  [
    'midjourney',
    'a video without extension is a video by its type',
    { taskType: 'mj_video', successFlag: 1, resultInfoJson: { resultUrls: [{ resultUrl: u('a') }] } },
    { results: [{ kind: 'video', url: u('a') }], operation: 'POST /api/v1/mj/generate' }
  ],
  [
    'midjourney',
    'an upscale is named',
    { taskType: 'mj_upscale', successFlag: 0 },
    { operation: 'POST /api/v1/mj/generateUpscale' }
  ],
  [
    'runway',
    'an extension has a parent',
    { state: 'wait', parentTaskId: 'p' },
    { operation: 'POST /api/v1/runway/extend' }
  ],
  [
    'runway',
    'a video without a parent',
    { state: 'wait', parentTaskId: '' },
    { operation: 'POST /api/v1/runway/generate' }
  ],
  [
    'jobs',
    'songs with covers only',
    { state: 'success', resultJson: { data: [{ id: 'a', audio_url: '', image_url: u('a.jpg') }] } },
    { state: 'success', incomplete: true }
  ],
  ['suno-midi', 'failed', { successFlag: 2 }, { state: 'fail' }],
  ['suno-cover', 'a flag that fails elsewhere is running', { successFlag: 2 }, { state: 'generating' }],
  ['suno-phrase', 'ready for validation', { status: 'wait_validating', validateInfo: 'la' }, { state: 'success' }],
  ['suno-voice', 'waits', { status: 'wait_validating' }, { state: 'generating' }]
];

for (const [id, name, data, expected] of RECORDS) {
  test(`${id}: ${name}`, () => {
    const service = serviceById(id);
    const record = service?.read(data, id === 'jobs' ? 'audio' : service.output);
    for (const [key, value] of Object.entries(expected))
      assert.deepEqual(record?.[key as keyof TaskRecord], value, key);
  });
}

test('suno: the first song is available early with its ID, without its stream', () => {
  const song = track('a', { audioUrl: u('a.mp3'), streamAudioUrl: u('a'), imageUrl: u('a.jpg') });
  const record = serviceById('suno')?.read({ status: 'FIRST_SUCCESS', response: { sunoData: [song] } }, 'audio');
  assert.deepEqual(record?.results, []);
  assert.deepEqual(record.early, [
    { kind: 'audio', url: u('a.mp3'), ref: 'a', title: 'a' },
    { kind: 'image', url: u('a.jpg'), role: 'cover', ref: 'a', title: 'a' }
  ]);
});

test('suno-timestamps: timed words become LRC lyrics and stay as JSON', () => {
  const alignedWords = [
    { word: '[Verse]\n', startS: 0.5 },
    { word: 'two ', startS: 61.25 },
    { word: 'words\n', startS: 62 },
    { word: 'end', startS: 70 }
  ];
  const started = serviceById('suno-timestamps')?.started({ alignedWords });
  const [lyrics, data] = started?.record?.results ?? [];
  assert.deepEqual(lyrics?.extension, '.lrc');
  assert.equal(lyrics.text, '[00:00.50][Verse]\n[01:01.25]two words\n[01:10.00]end\n');
  assert.equal(data?.kind, 'json');
});

test('synchronous services: keep the ID of the created object', () => {
  for (const [service, data, id] of [
    ['omni-voice', { kieAudioId: 'k', name: 'Anna' }, 'k'],
    ['omni-voice', { audioId: 'a', name: 'Anna' }, 'a'],
    ['omni-character', { characterId: 'c', imageUrl: u('c.png') }, 'c'],
    ['suno-persona', { personaId: 'p', name: 'Calm' }, 'p'],
    ['suno-check-voice', { isAvailable: true }, undefined]
  ] as const) {
    assert.equal(serviceById(service)?.started(data)?.record?.results[0]?.ref, id, service);
  }
  // Recorded by a client: `voiceId` stays empty.
  const voice = serviceById('suno-voice')?.read({ taskId: 't', status: 'success', voiceId: '' }, 'json');
  assert.deepEqual([voice?.state, voice?.results[0]?.ref], ['success', undefined]);
});

test('readState: an empty record is an unknown task', () => {
  for (const service of SERVICES.filter(({ status }) => status !== undefined)) {
    for (const data of [null, {}]) assert.throws(() => service.read(data, 'json'), NotFoundError, service.id);
  }
  for (const service of SERVICES) assert.equal(service.started(null), undefined, service.id);
});

test('suno-style: a text counts with any flag', () => {
  const of = (data: object) => serviceById('suno-style')?.started(data)?.record;
  assert.equal(of({ successFlag: 'done', result: 'pop' })?.results[0]?.text, 'pop');
  assert.equal(of({ successFlag: '0', result: 'pop' })?.state, 'success');
  assert.deepEqual([of({ successFlag: '2', errorMessage: 'no' })?.state], ['fail']);
});

test('suno-style: keeps a paid response of another shape', () => {
  const of = (data: unknown) => serviceById('suno-style')?.started(data)?.record;
  assert.equal(of('Slow pop')?.unread, 'Slow pop');
  const shapes = [
    { text: 'pop' },
    { style: 'pop' },
    ['pop', 'folk'],
    { successFlag: 1, data: { result: 'pop' } },
    { taskId: 't1' },
    { taskId: 't1', successFlag: 0, result: null }
  ];
  for (const shape of shapes) {
    const record = of(shape);
    assert.deepEqual([record?.state, JSON.parse(record?.unread ?? 'null')], ['success', shape]);
  }
  const failed = of({ successFlag: '0', errorMsg: 'No.' });
  assert.deepEqual([failed?.state, failed?.unread, failed?.failMsg], ['fail', undefined, 'No.']);
  assert.equal(of({ successFlag: 2, errorMsg: null, result: 'pop' })?.results[0]?.text, 'pop');
});

test('services: every operation of the catalog has a service, except queries', () => {
  const catalog = new Catalog([...readTable().values()]);
  const left = catalog.entries.filter(entry => !isRunnable(entry)).map(entry => entry.id);
  assert.deepEqual(
    left.filter(id => !/(record-info|record-detail|validate-info|download-url)$/.test(id)),
    []
  );
  const operations = SERVICES.flatMap(service => service.operations);
  const known = new Set(catalog.entries.map(entry => entry.operation));
  assert.deepEqual(
    operations.filter(operation => !known.has(operation)),
    []
  );
  assert.equal(new Set(operations).size, operations.length);
  assert.equal(serviceFor('GET /api/v1/veo/record-info'), undefined);
});
