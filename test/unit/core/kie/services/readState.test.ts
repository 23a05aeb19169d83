/** Records in the shapes recorded from the live API, with our own inputs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecord } from '../../../../../src/core/kie/records.ts';
import { serviceById } from '../../../../../src/core/kie/services/services.ts';
import type { TaskRecord } from '../../../../../src/core/kie/taskRecord.ts';
import type { Output } from '../../../../../src/shared/model.ts';

const PARAM = JSON.stringify({ input: JSON.stringify({ prompt: 'a fox', elements: [] }), model: 'm/one' });
const RUNNING = {
  taskId: 't',
  model: 'm/one',
  state: 'waiting',
  param: PARAM,
  resultJson: '',
  failCode: null,
  failMsg: null,
  costTime: null,
  completeTime: null,
  createTime: 1_787_235_578_913
};
const RESULT = '{"resultUrls":["https://r.test/a.png"]}';
const DONE = { ...RUNNING, state: 'success', resultJson: RESULT, completeTime: 1_787_235_648_574, costTime: 69 };

const JOBS: readonly (readonly [what: string, data: object, expected: Partial<TaskRecord>])[] = [
  ['a running task of April has no credits', RUNNING, { state: 'waiting', results: [] }],
  [
    '0 credits of a running task are no price',
    { ...RUNNING, creditsConsumed: 0, successFlag: 0 },
    { state: 'waiting' }
  ],
  ['a running prepaid task has its price', { ...RUNNING, creditsConsumed: 70 }, { state: 'waiting', credits: 70 }],
  ['a price may be a fraction', { ...DONE, creditsConsumed: 0.19 }, { state: 'success', credits: 0.19 }],
  ['the duration is exact where the times are there', DONE, { tookMs: 69_661 }],
  ['costTime is in seconds', { ...DONE, createTime: null }, { tookMs: 69_000 }],
  [
    'a failed task may lack end and cost',
    { ...RUNNING, state: 'fail', failCode: '422', failMsg: 'task id is blank', creditsConsumed: null, successFlag: 3 },
    { state: 'fail', failCode: '422', failMsg: 'task id is blank', results: [] }
  ]
];

for (const [what, data, expected] of JOBS) {
  test(`recordInfo: ${what}`, () => {
    const record = readRecord(data, 'image');
    assert.deepEqual({ ...record, ...expected }, record);
    if (!('credits' in expected)) assert.equal(record.credits, undefined);
    if (!('tookMs' in expected) && expected.state !== 'success') assert.equal(record.tookMs, undefined);
    assert.deepEqual(record.param, { input: '{"prompt":"a fox","elements":[]}', model: 'm/one' });
  });
}

const VEO = { taskId: 't', response: null, successFlag: 0, completeTime: null, createTime: 1_785_999_477_000 };
const LEGACY: readonly (readonly [string, string, Output, object, Partial<TaskRecord>])[] = [
  [
    'veo',
    'runs with its response null',
    'video',
    { ...VEO, errorCode: null, errorMessage: '' },
    { state: 'generating' }
  ],
  [
    'veo',
    'repeats its request with aspectRatio',
    'video',
    { ...VEO, paramJson: '{"prompt":"a fox","aspectRatio":"9:16"}' },
    { param: { prompt: 'a fox', aspectRatio: '9:16' } }
  ],
  [
    'aleph',
    'runs without an error code',
    'video',
    { ...VEO, errorCode: null, errorMessage: null },
    { state: 'generating' }
  ],
  [
    'aleph',
    'fails with flag 3',
    'video',
    { ...VEO, successFlag: 3, errorCode: 500, errorMessage: 'internal error, please try again later.' },
    { state: 'fail', failCode: '500', failMsg: 'internal error, please try again later.' }
  ],
  ['aleph', 'fails with flag 3 alone', 'video', { ...VEO, successFlag: 3, errorCode: null }, { state: 'fail' }]
];

for (const [id, what, output, data, expected] of LEGACY) {
  test(`${id}: ${what}`, () => {
    const record = serviceById(id)?.read(data, output);
    assert.deepEqual({ ...record, ...expected }, record);
  });
}

test('suno-style: takes the reason of a failure from errorMsg', () => {
  const started = serviceById('suno-style')?.started({
    taskId: 't',
    successFlag: '2',
    errorCode: null,
    errorMsg: 'No.'
  });
  assert.deepEqual([started?.record?.state, started?.record?.failMsg], ['fail', 'No.']);
});

test('suno-style: a text with a Chinese flag is a success', () => {
  const data = { taskId: 't', result: 'Slow pop', successFlag: '成功', errorCode: null, errorMsg: null };
  const { record } = serviceById('suno-style')?.started(data) ?? {};
  assert.deepEqual([record?.state, record?.results[0]?.text], ['success', 'Slow pop']);
});

test('omni-voice: keeps audioId for other requests', () => {
  const { record } = serviceById('omni-voice')?.started({ audioId: 'a1', name: 'Anna' }) ?? {};
  assert.equal(record?.results[0]?.ref, 'a1');
});
