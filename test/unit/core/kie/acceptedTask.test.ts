import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import zlib from 'node:zlib';
import { KieError } from '../../../../src/core/http/errors/errors.ts';
import { claimedTask } from '../../../../src/core/kie/acceptedTask.ts';
import { serviceById } from '../../../../src/core/kie/services/services.ts';
import { clientFor, serve } from '../../../support/http/testClient.ts';
import type { Cleanup } from '../../../support/http/listen.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Returns the outcome of one createTask call with this answer. */
async function create(t: Cleanup, answer: Answer, service = 'jobs', input: object = {}): Promise<unknown> {
  let posts = 0;
  const base = await serve(t, (request, response) => {
    posts++;
    request.resume();
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  const { client } = clientFor(t, base);
  const known = serviceById(service);
  assert.ok(known);
  try {
    const { taskId } = await client.createTask({ service: known, model: 'm', input: { ...input } });
    return taskId;
  } catch (error) {
    assert.ok(error instanceof KieError, String(error));
    return error.accepted;
  } finally {
    assert.equal(posts, 1);
  }
}

const REFUSALS = [400, 401, 402, 404, 405, 409, 410, 413, 422, 429, 430, 433, 451, 455, 501, 505, 531, 550];
const OTHERS = [201, 302, 403, 408, 500, 502, 503, 599];

describe('createTask: a task ID overrides', () => {
  for (const code of [...REFUSALS, ...OTHERS]) {
    test(`code ${code}`, async t => {
      const body = JSON.stringify({ code, msg: 'no', data: { taskId: 'task-1' } });
      assert.equal(await create(t, { body }), 'task-1');
      assert.equal(await create(t, { status: code, body }), 'task-1');
      const ok = JSON.stringify({ code: 200, msg: 'success', data: { taskId: 'task-2' } });
      assert.equal(await create(t, { status: code, body: ok }), 'task-2');
    });
  }
});

/** Possible places of an ID, and the ID that counts. */
const PLACES: readonly (readonly [string, string, string])[] = [
  ['taskId and recordId', '{"code":200,"data":{"recordId":"r","taskId":"t"}}', 't'],
  ['recordId only', '{"code":200,"data":{"recordId":"r"}}', 'r'],
  ['recordId next to an empty taskId', '{"code":200,"data":{"taskId":"","recordId":"r"}}', 'r'],
  ['recordId next to an invalid taskId', '{"code":200,"data":{"taskId":"a b","recordId":"r"}}', 'r'],
  ['the top level', '{"code":200,"taskId":"t"}', 't'],
  ['the top level without a code', '{"taskId":"t"}', 't'],
  ['success: false', '{"success":false,"code":200,"data":{"taskId":"t"}}', 't'],
  ['a code that is a list', '{"code":[429],"data":{"taskId":"t"}}', 't'],
  ['duplicate codes', '{"code":200,"code":429,"data":{"taskId":"t"}}', 't'],
  ['duplicate data', '{"code":429,"data":{"taskId":"t"},"data":null}', 't'],
  ['data as a list', '{"code":422,"data":[{"taskId":"t"}]}', 't'],
  ['data as JSON text', '{"code":500,"data":"{\\"taskId\\":\\"t\\"}"}', 't'],
  ['a nested object', '{"code":455,"data":{"task":{"task_id":"t"}}}', 't'],
  ['an integer above 2^53', '{"code":200,"data":{"taskId":12345678901234567890}}', '12345678901234567890'],
  ['a number above 1e308', '{"code":200,"data":{"taskId":1e400}}', '1e400'],
  ['a key in capitals', '{"code":200,"data":{"TASKID":"t"}}', 't'],
  ['a key with a hyphen', '{"code":200,"data":{"task-id":"t"}}', 't'],
  ['an escaped key that occurs twice', '{"code":200,"data":{"task\\u0049d":"t"},"data":null}', 't'],
  ['a list of IDs', '{"code":200,"data":{"taskIds":["t","u"]}}', 't'],
  ['JSON text encoded twice', JSON.stringify(JSON.stringify('{"code":200,"data":{"taskId":"t"}}')), 't'],
  ['a page around JSON', '<html><pre>{"code":200,"data":{"taskId":"t"}}</pre></html>', 't'],
  ['a warning before JSON', '<b>Warning</b>: slow\n{"code":200,"data":{"taskId":"t"}}', 't'],
  ['JSON with NUL padding', '{"code":200,"data":{"taskId":"t"}}\0\0', 't'],
  ['an event stream', 'event: a\ndata: {"code":200,"data":{"taskId":"t"}}\n\n', 't'],
  ['JSON that is cut after the ID', '{"code":200,"data":{"taskId":"t","rec', 't'],
  ['a page with escaped JSON', '<p>{&quot;taskId&quot;:&quot;t&quot;}', 't'],
  ['a page with highlighted JSON', '{<b>"taskId"</b>:<i>"t"</i>}', 't'],
  ['a form', 'code=422&taskId=a1b2c3d4', 'a1b2c3d4'],
  ['a message', '{"code":429,"msg":"queued as task ID a1b2c3d4","data":null}', 'a1b2c3d4'],
  ['JSON in a message', '{"code":429,"msg":"created {\\"taskId\\":\\"t\\"} late","data":null}', 't'],
  ['a list of large numbers', '{"code":200,"data":{"taskId":[12345678901234567890]}}', '12345678901234567890'],
  ['a key with a dot', '{"code":429,"data":{"task.id":"t"}}', 't'],
  ['spaces around it', '{"code":200,"data":{"taskId":" \\u00a0t\\n"}}', 't'],
  ['success: null', '{"success":null,"code":422,"data":{"taskId":"t"}}', 't'],
  ['deeply nested JSON', `{"data":${'['.repeat(90_000)}{"taskId":"t"}${']'.repeat(90_000)}}`, 't'],
  [
    'a large number in deeply nested JSON',
    `{"data":${'['.repeat(5_000)}{"taskId":1e400}${']'.repeat(5_000)}}`,
    '1e400'
  ],
  ['minus zero', '{"code":200,"data":{"taskId":-0}}', '-0'],
  ['a number with a trailing zero', '{"code":200,"data":{"taskId":10.50}}', '10.50'],
  ['a byte order mark', '\ufeff{"code":200,"data":{"taskId":"t"}}', 't'],
  ['a sentence', '{"code":429,"msg":"Queue full. Your task ID is 281e5b0f39b9f0aa.","data":null}', '281e5b0f39b9f0aa'],
  ['a Chinese sentence', '{"code":429,"msg":"任务ID：281e5b0f39b9f0aa","data":null}', '281e5b0f39b9f0aa'],
  ['a message with an arrow', '{"code":429,"msg":"taskId -> 281e5b0f39b9f0aa","data":null}', '281e5b0f39b9f0aa'],
  ['invisible characters around it', '{"code":200,"data":{"taskId":"\\u200bt1\\u202c"}}', 't1'],
  ['single quotes', "{'code':200,'data':{'taskId':'t'}}", 't'],
  ['128 characters', `{"code":200,"data":{"taskId":"${'x'.repeat(128)}"}}`, 'x'.repeat(128)]
];

const SKIPPABLE_CUT = Buffer.from('502a4d1802000000', 'hex');

function inTwoFrames(text: string): Buffer {
  const half = text.length >> 1;
  return Buffer.concat([text.slice(0, half), text.slice(half)].map(part => zlib.zstdCompressSync(part)));
}

describe('createTask: reads the task ID from', () => {
  for (const [place, body, id] of PLACES) {
    test(place, async t => {
      assert.equal(await create(t, { body }), id);
      assert.equal(await create(t, { status: 429, body }), id);
    });
  }

  const whole = JSON.stringify({ code: 200, data: { taskId: 't' } });
  const cut = (bytes: Buffer, end: number): Buffer => bytes.subarray(0, -end);
  const encoded: readonly (readonly [string, Answer])[] = [
    ['gzip', { headers: { 'content-encoding': 'gzip' }, body: zlib.gzipSync(whole) }],
    ['gzip without a header', { body: zlib.gzipSync(whole) }],
    ['deflate', { headers: { 'content-encoding': 'deflate' }, body: zlib.deflateSync(whole) }],
    ['raw deflate', { headers: { 'content-encoding': 'deflate' }, body: zlib.deflateRawSync(whole) }],
    ['br', { headers: { 'content-encoding': 'br' }, body: zlib.brotliCompressSync(whole) }],
    ['zstd', { headers: { 'content-encoding': 'zstd' }, body: zlib.zstdCompressSync(whole) }],
    ['zstd in two frames', { headers: { 'content-encoding': 'zstd' }, body: inTwoFrames(whole) }],
    ['zstd in two frames that are not declared', { body: inTwoFrames(whole) }],
    ['zstd with more behind it', { body: Buffer.concat([zlib.zstdCompressSync(whole), Buffer.from('<html>')]) }],
    ['zstd in front of a cut skippable frame', { body: Buffer.concat([zlib.zstdCompressSync(whole), SKIPPABLE_CUT]) }],
    ['gzip without its end', { headers: { 'content-encoding': 'gzip' }, body: cut(zlib.gzipSync(whole), 8) }],
    ['br without its end', { headers: { 'content-encoding': 'br' }, body: cut(zlib.brotliCompressSync(whole), 2) }],
    ['gzip with a wrong checksum', { body: Buffer.concat([cut(zlib.gzipSync(whole), 8), Buffer.alloc(8, 7)]) }],
    ['gzip with more behind it', { body: Buffer.concat([zlib.gzipSync(whole), Buffer.from('\x1f\x8b')]) }],
    ['zstd without a header', { body: zlib.zstdCompressSync(whole) }],
    ['identity, announced as gzip', { headers: { 'content-encoding': 'gzip' }, body: whole }],
    ['identity, announced as br', { headers: { 'content-encoding': 'br' }, body: whole }],
    ['UTF-16 without a mark', { body: Buffer.from(whole, 'utf16le') }],
    ['big-endian UTF-16 without a mark', { body: Buffer.from(whole, 'utf16le').swap16() }],
    ['too large', { body: `${whole.slice(0, -1)},"log":"${'x'.repeat(17 * 2 ** 20)}"}` }],
    ['UTF-16', { body: Buffer.from(`\ufeff${whole}`, 'utf16le') }]
  ];
  for (const [name, answer] of encoded) {
    test(`${name} content`, async t => assert.equal(await create(t, answer), 't'));
  }
});

/** Answers that neither prove a refusal nor contain a usable task ID. */
const UNSURE: readonly (readonly [string, Answer])[] = [
  ['an ID with a command link', { body: '{"code":429,"data":{"taskId":"[Open](command:kie.run)"}}' }],
  ['an ID of 129 characters', { body: `{"code":429,"data":{"taskId":"${'x'.repeat(129)}"}}` }],
  ['an invalid ID in a success', { body: '{"code":200,"data":{"taskId":"../../etc/passwd"}}' }],
  ['an ID that is a path', { body: '{"code":422,"data":{"taskId":"../../etc/passwd"}}' }],
  ['a code that is a list', { body: '{"code":[429],"data":null}' }],
  ['a code in hexadecimal', { body: '{"code":"0x1ad","data":null}' }],
  ['a code that is true', { body: '{"code":true,"data":null}' }],
  ['JSON truncated after an ID', { status: 429, body: '{"code":429,"data":{"taskId":"abc"' }],
  ['JSON truncated inside an ID', { status: 422, body: '{"code":422,"data":{"taskId":"ab' }],
  ['JSON cut before its data', { status: 429, body: '{"code":429,"msg":"slow","da' }],
  ['a page with JSON cut before its data', { status: 429, body: '<pre>{"code":429,"msg":"slow","da' }],
  ['JSON cut inside a number', { body: '{"code":200,"data":{"taskId":1234' }],
  ['binary data', { status: 429, body: zlib.deflateRawSync('{"code":429,"data":{"taskId":"t"}}') }],
  ['an unknown encoding', { status: 422, body: Buffer.from([0x1f, 0x9d, 0x90, 0x7b, 0x44, 0x8c]) }],
  ['UTF-32', { status: 422, body: Buffer.from(['{', '"', 't', '"'].join('\0\0\0')) }],
  ['0 in place of an ID', { body: '{"code":200,"data":{"taskId":0}}' }],
  ['-1 in place of an ID', { body: '{"code":429,"data":{"taskId":"-1"}}' }],
  ['dots in place of an ID', { body: '{"code":200,"data":{"taskId":".."}}' }],
  ['a state in place of an ID', { body: '{"code":200,"data":{"taskId":"pending"}}' }],
  ['the ID of a model', { body: '{"code":200,"data":{"taskId":"google/nano-banana"}}' }],
  ['a list of bare IDs', { body: '{"code":429,"data":["281e5b0f39b9"]}' }],
  ['a list of IDs of jobs', { body: '{"code":429,"data":{"job_ids":["t"]}}' }],
  ['a task without the word ID', { body: '{"code":429,"data":{"task":"281e5b0f39b9"}}' }],
  ['the number of a task', { body: '{"code":422,"data":{"taskNo":"281e5b0f39b9"}}' }],
  ['an ID of a job at the top level', { body: '{"code":422,"jobId":"t"}' }],
  ['an object in place of an ID', { body: '{"code":429,"data":{"taskId":{"value":7}}}' }],
  ['the text null in place of an ID', { body: '{"code":200,"data":{"taskId":"null"}}' }],
  ['an ID under another name', { body: '{"code":429,"data":{"task":{"id":"t"}}}' }],
  ['an ID of a job', { body: '{"code":422,"data":{"jobId":"t"}}' }],
  ['a bare ID', { body: '{"code":429,"data":"a1b2c3d4"}' }],
  ['a message about a task', { body: '{"code":550,"msg":"Task 281e5b0f39b9f0aa is queued","data":null}' }],
  ['a message with an ID before the word', { body: '{"code":429,"msg":"281e5b0f39b9f0aa: job created","data":null}' }],
  [
    'a message with an ID that begins with task',
    { body: '{"code":422,"msg":"task_a1b2c3d4e5 is queued","data":null}' }
  ],
  ['a page about a task', { status: 429, body: '<p>Task <b>281e5b0f39b9f0aa</b> waits</p>' }],
  ['data that is a number', { body: '{"code":429,"data":123456789012}' }],
  ['data that is a form', { body: '{"code":429,"data":"taskId=t"}' }],
  ['a UID in a list of tasks', { body: '{"code":455,"data":{"tasks":[{"uid":"281e5b0f39b9f0aa"}]}}' }],
  ['a map from IDs to tasks', { body: '{"code":429,"data":{"tasks":{"281e5b0f39b9f0aa":{"state":"waiting"}}}}' }],
  ['a UUID as a name', { body: '{"code":429,"data":{"0a1b2c3d-39b9-40aa-9122-aaaaaaaaaaaa":{}}}' }],
  ['the URL of a task', { body: '{"code":429,"data":{"url":"https://kie.ai/task/281e5b0f39b9f0aa"}}' }],
  ['the URL of an ID', { body: '{"code":429,"data":{"url":"https://kie.ai/logs/281e5b0f39b9f0aa"}}' }],
  ...[
    'taskIdentifier',
    'id_task',
    'tId',
    'userTaskId',
    'uploadTaskId',
    'inputTaskId',
    'productTaskId',
    'modelTaskId'
  ].map(name => [`an ID named ${name}`, { body: JSON.stringify({ code: 429, data: { [name]: 'abc123' } }) }] as const),
  ['XML with an ID', { status: 429, body: '<task><task_id>t</task_id></task>' }],
  ['a form with an ID', { status: 422, body: 'code=422&taskId=t' }],
  ['a gzip bomb', { headers: { 'content-encoding': 'gzip' }, body: zlib.gzipSync(Buffer.alloc(20_000_000)) }],
  ['damaged gzip', { headers: { 'content-encoding': 'gzip' }, body: zlib.gzipSync('{}').subarray(0, 9) }],
  ['deeply nested JSON', { body: '['.repeat(200_000) + ']'.repeat(200_000) }],
  [
    'a deeply nested ID of a job',
    { body: `{"code":422,"data":${'['.repeat(20_000)}{"jobId":"t"}${']'.repeat(20_000)}}` }
  ]
];

for (const [name, answer] of UNSURE) {
  test(`createTask: ${name} proves nothing`, async t => assert.equal(await create(t, answer), 'perhaps'));
}

/** IDs that are not a task's. */
const IDS = { requestId: 'a1', xRequestId: 'a2', trace_id: 'a3', userId: 'u1', modelId: 'm', apiKeyId: 'k' };

test('createTask: a response without an ID proves a rejection', async t => {
  for (const code of REFUSALS) {
    for (const data of [null, {}, { taskId: null }, { taskId: '' }, { error: 'taskId is missing' }, IDS]) {
      assert.equal(
        await create(t, { body: JSON.stringify({ code, msg: 'no "taskId": task ID 4 missing', data }) }),
        'no'
      );
    }
  }
});

/** Documented rejections with the texts and shapes that the live service and its proxies send. */
const REJECTIONS: readonly (readonly [number, object])[] = [
  [401, { code: 401, msg: 'Unauthorized – Authentication failed. Please check your Authorization header.' }],
  [401, { timestamp: '2026-10-01T08:00:00Z', status: 401, error: 'Unauthorized', path: '/api/v1/jobs/createTask' }],
  [402, { code: 402, msg: 'Credits insufficient', data: { balance: 3, required: 10, plan_id: 'p1' } }],
  [422, { code: 422, msg: 'Original music record does not exist', data: null }],
  [422, { code: 422, msg: 'Please enter callBackUrl.', data: [] }],
  [422, { code: 422, msg: 'invalid', data: { errors: [{ field: 'voice_id', fieldId: 'f1', allowed: ['a'] }] } }],
  [429, { code: 429, msg: 'Too many requests', data: { limit: 20, windowSeconds: 10, correlationId: 'c-1' } }],
  [455, { code: 455, msg: 'Service unavailable: maintenance', data: { errorId: 'e1', rayId: '9a0b' } }],
  [501, { code: 501, msg: 'Generation failed', data: { fileId: 'f1', uploadId: 'u1' } }],
  [505, { code: 505, msg: 'Feature disabled', data: {} }],
  [422, { code: 422, msg: 'Record does not exist', data: null }],
  [422, { code: 422, msg: 'url is wrong', data: null }],
  [422, { code: 422, msg: 'generate playground failed, task id is blank', data: null }],
  [422, { code: 422, msg: 'The task type image_to_video_1080p has no model seedance-2-5', data: null }],
  [404, { code: 404, msg: 'Not found: https://docs.kie.ai/market/seedance-2-0', data: null }],
  [429, { code: 429, msg: 'Too many tasks (20 in 10 s). Request ID: 281e5b0f39b9f0aa', data: null }],
  [429, { code: 429, msg: 'No task before 2026-10-01T08:00:00', data: { resetAt: 1_790_000_000_000 } }],
  [455, { code: 455, msg: 'Task service paused', data: { url: 'https://kie.ai/status?ray=281e5b0f39b9f0aa' } }],
  [422, { code: 422, msg: 'no', data: { parentTaskId: 'abc123', prompt: '281e5b0f39b9f0aa' } }]
];

test('createTask: documented rejections of every shape stay rejections', async t => {
  for (const [status, answer] of REJECTIONS) {
    const body = JSON.stringify(answer);
    assert.equal(await create(t, { status, body }), 'no', body);
    if ('code' in answer) assert.equal(await create(t, { body }), 'no', body);
  }
  for (const data of [null, {}, undefined]) {
    const body = JSON.stringify({ code: 500, msg: 'This field is required', data });
    assert.equal(await create(t, { body }), 'perhaps', 'code 500 proves nothing, also without an ID');
  }
});

test('createTask: keeps the ID of a response that does not end', async t => {
  const whole = '{"code":200,"data":{"taskId":"t"}}';
  for (const [sent, expected] of [
    [whole, 't'],
    [whole.slice(0, -1), 't'],
    [whole.slice(0, -2), 'perhaps'],
    [whole.slice(0, -3), 'perhaps']
  ] as const) {
    const base = await serve(t, (request, response) => {
      request.resume();
      response.writeHead(200, { 'content-length': 999 });
      response.write(sent, () => response.socket?.end());
    });
    const { client } = clientFor(t, base);
    const made = client.createTask({ model: 'm', input: {} }).then(
      ({ taskId }) => taskId,
      (error: unknown) => (error instanceof KieError ? error.accepted : String(error))
    );
    assert.equal(await made, expected, sent);
  }
});

test('createTask: an ID repeated from the request is not a new task', async t => {
  const body = '{"code":422,"msg":"no","data":{"taskId":"parent-1"}}';
  assert.equal(await create(t, { body }, 'veo', { taskId: 'parent-1' }), 'perhaps');
  assert.equal(await create(t, { body }, 'veo', { taskId: 'parent-2' }), 'parent-1');
});

test('createTask: prefers a new ID to one from the request', async t => {
  const input = { task_id: 'parent-1', prompt: 'say "taskId": "quoted-1"' };
  const of = (data: object, code = 200): string => JSON.stringify({ code, msg: 'ok', data });
  const body = of({ request: { taskId: 'parent-1' }, task: { taskId: 'new-2' } });
  assert.equal(await create(t, { body }, 'jobs', input), 'new-2');
  assert.equal(await create(t, { body: of({ taskId: 'parent-1' }) }, 'jobs', input), 'parent-1');
  assert.equal(await create(t, { body: of({ prompt: input.prompt }, 422) }, 'jobs', input), 'no');
  const quoting = JSON.stringify({ code: 422, msg: `not allowed: ${input.prompt.slice(4)}`, data: null });
  assert.equal(await create(t, { body: quoting }, 'jobs', input), 'no');
});

test('createTask: a rejection that repeats the request stays one', async t => {
  const input = { video: 'https://x.test/281e5b0f39b9f0aa.mp4', taskId: 'parent-1a2b3c4d' };
  const msg = 'task parent-1a2b3c4d: cannot fetch https://x.test/281e5b0f39b9f0aa.mp4';
  const body = JSON.stringify({ code: 422, msg, data: null });
  assert.equal(await create(t, { body }, 'jobs', input), 'no');
  assert.equal(await create(t, { body }), 'perhaps');
});

const GUESSES: readonly (readonly [string, unknown])[] = [
  ['data', '281e5b0f39b9f'],
  ['a number as data', 123_456_789_012],
  ['data.id', { id: '281e5b0f39b9f' }],
  ['data.jobId', { jobId: '281e5b0f39b9f', userId: 'u1', model: 'seedance-2-0' }],
  ['data.kieTaskId', { kieTaskId: 'a1' }],
  ['data.newTaskId', { newTaskId: 'a1' }],
  ['an object with an ID', { taskId: { id: 'a1' } }],
  ['an object with a value', { taskId: { value: 'a1' } }],
  ['a nested list', { taskId: [['a1']] }]
];

describe('createTask: an accepted task has the only possible ID in', () => {
  for (const [place, data] of GUESSES) {
    test(place, async t => {
      const base = await serve(t, (request, response) => {
        request.resume();
        response.end(JSON.stringify({ code: 200, msg: 'success', data }));
      });
      const { client } = clientFor(t, base);
      const id = /[\da-f]{2,}/.exec(JSON.stringify(data))?.[0];
      assert.deepEqual(await client.createTask({ model: 'm', input: {} }), { taskId: id, isGuess: true });
    });
  }
});

/** Returns the message of the error that createTask throws for this answer. */
async function messageOf(t: Cleanup, answer: object): Promise<string> {
  const base = await serve(t, (request, response) => {
    request.resume();
    response.end(JSON.stringify(answer));
  });
  const { client } = clientFor(t, base);
  return client.createTask({ model: 'm', input: {} }).then(
    ({ taskId }) => assert.fail(taskId),
    (error: unknown) => (error as KieError).message
  );
}

test('createTask: an unclear response is part of the message', async t => {
  const two = await messageOf(t, { code: 200, data: { id: 'a1', jobId: 'b2' } });
  assert.match(two, /response may contain the task ID: a1 or b2\./);
  const rejected = await messageOf(t, { code: 429, msg: 'Wait', data: { tasks: [{ uid: '281e5b0f39b9' }] } });
  assert.match(rejected, /response may contain the task ID: 281e5b0f39b9\./);
  const none = await messageOf(t, {
    code: 200,
    msg: 'ok',
    data: { taskId: '[Open](command:kie.run)', n: 'x'.repeat(999) }
  });
  assert.match(none, /Response from KIE: \{"code":200,"msg":"ok"/);
  assert.doesNotMatch(none, /\]\(|command:/);
  assert.ok(none.length < 500);
  assert.match(await messageOf(t, { code: 200, data: { state: 'queued' } }), /Response from KIE: .*queued/);
});

test('createTask: without records, an ID in a rejection leaves it unproven', async t => {
  const body = '{"code":422,"msg":"no","data":{"taskId":"t"}}';
  assert.equal(await create(t, { body }, 'suno-style'), 'perhaps');
});

test('claimedTask: searches a response of unknown shape in bounded time', () => {
  const wide = { data: Array.from({ length: 200_000 }, () => ({ a: [] })) };
  // The time of the processor, which does not depend on other processes.
  const began = process.cpuUsage();
  assert.deepEqual(claimedTask(wide, `"taskId"${' '.repeat(2_000_000)}`), {}, 'the rest may contain an ID');
  assert.equal(claimedTask({ data: Array.from({ length: 2_000 }, () => ({ a: [] })) }, ''), undefined);
  assert.deepEqual(claimedTask(undefined, '"taskId" '.repeat(200_000)), {});
  assert.equal(claimedTask(undefined, '<td>"task" '.repeat(200_000)), undefined);
  assert.deepEqual(claimedTask(undefined, '"taskId": ["'.repeat(200_000)), {});
  for (const part of ['task a1b2c3d4e5f60718 ', 'task_', 'task id   ', 'task a.-', "'task' "]) {
    claimedTask({ msg: part.repeat(20_000) }, '');
    claimedTask(undefined, part.repeat(20_000));
  }
  assert.ok(process.cpuUsage(began).user < 2_000_000);
});

test('recordInfo: rejects the record of another task', async t => {
  const answer = (taskId: string): string => JSON.stringify({ code: 200, data: { taskId, state: 'success' } });
  let body = answer('other');
  const { client } = clientFor(t, await serve(t, (_, response) => void response.end(body)));
  await assert.rejects(client.recordInfo('mine'), { code: 'other-task', accepted: 'no', transient: false });
  body = answer('mine');
  assert.equal((await client.recordInfo('mine')).state, 'success');
  body = '{"code":200,"data":{"state":"success"}}';
  assert.equal((await client.recordInfo('mine')).state, 'success', 'a record without its ID is accepted');
  body = answer(' MINE ');
  assert.equal((await client.recordInfo('mine')).taskId, 'mine', 'its ID in another spelling is its own');
});

test('recordInfo: keeps every digit of an audio ID', async t => {
  const track = '[{"id":12345678901234567890,"audioUrl":"https://a.test/a.mp3"}]';
  const body = `{"code":200,"data":{"taskId":"t","state":"success","resultJson":{"data":${track}}}}`;
  const { client } = clientFor(t, await serve(t, (_, response) => void response.end(body)));
  const { results } = await client.recordInfo('t', { output: 'audio' });
  assert.deepEqual(
    results.map(({ ref }) => ref),
    ['12345678901234567890']
  );
});
