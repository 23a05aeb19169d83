import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ModelEntry, Param, Rule } from '../../../src/shared/model.ts';
import { checkInput } from '../../emulator/checkInput.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { StoredFile } from '../../emulator/types.ts';
import { modelEntry } from '../modelEntry.ts';
import { Client } from './client.ts';

const entryWith = (params: Readonly<Record<string, Param>>, rules: readonly Rule[] = []): ModelEntry =>
  modelEntry({ params, rules });

function file(part: Partial<StoredFile>): StoredFile {
  return { name: 'f', origin: 'upload', mime: 'image/png', kind: 'image', size: 1000, sha256: '', ...part };
}

const FILES: Readonly<Record<string, StoredFile>> = {
  'http://s/picture': file({ width: 800, height: 400 }),
  'http://s/small': file({ width: 100, height: 100 }),
  'http://s/big': file({ width: 800, height: 400, size: 11_000_000 }),
  'http://s/clip': file({ mime: 'video/mp4', kind: 'video', width: 640, height: 360, seconds: 8 }),
  'http://s/sound': file({ mime: 'audio/mpeg', kind: 'audio', seconds: 6 })
};

/** The paths at which `input` is refused. */
function refusedAt(entry: ModelEntry, input: Record<string, unknown>): string[] {
  return checkInput(entry, input, address => FILES[address]).map(problem => problem.path.replace(/^input\./, ''));
}

describe('Values of a parameter', () => {
  const rows: readonly (readonly [what: string, param: Param, good: readonly unknown[], bad: readonly unknown[]])[] = [
    ['a text is no number', { type: 'string' }, ['5'], [5, true, null, {}]],
    ['a number is no text', { type: 'number' }, [5, 0.5], ['5', null, NaN]],
    ['a whole number has no fraction', { type: 'integer' }, [5, -1], [5.5, '5']],
    ['a boolean is no text', { type: 'boolean' }, [true, false], ['true', 1]],
    ['options', { type: 'string', enum: ['5', '10'] }, ['5'], ['6', 5]],
    ['number options', { type: 'integer', enum: [5, 10] }, [10], ['10', 6]],
    ['bounds', { type: 'number', minimum: 1, maximum: 2 }, [1, 1.5, 2], [0.9, 2.1]],
    ['open bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, [0.1], [0, 1]],
    ['steps from the minimum', { type: 'number', minimum: 0.5, step: 0.1 }, [0.5, 0.7, 1.3], [0.55]],
    ['multiples', { type: 'integer', multipleOf: 8 }, [64], [65]],
    ['lengths in code points', { type: 'string', minLength: 2, maxLength: 3 }, ['ab', '👍👍👍'], ['a', 'abcd']],
    ['forms', { type: 'string', pattern: '^#[0-9a-f]{6}$' }, ['#00ff00'], ['red']],
    ['addresses', { type: 'string', format: 'uri' }, ['https://example.com/a'], ['example', 'ftp://x/y']],
    ['counts', { type: 'array', minItems: 2, maxItems: 3, items: { type: 'integer' } }, [[1, 2]], [[1], [1, 2, 3, 4]]],
    ['items', { type: 'array', items: { type: 'integer' } }, [[1]], [['1'], 'x', [null]]],
    ['items that differ', { type: 'array', uniqueItems: true, items: { type: 'string' } }, [['a', 'b']], [['a', 'a']]],
    [
      'lists in lists',
      { type: 'array', items: { type: 'array', maxItems: 1, items: { type: 'integer' } } },
      [[[1]]],
      [[[1, 2]]]
    ],
    [
      'keys of objects',
      { type: 'object', requiredKeys: ['a'], properties: { a: { type: 'integer' } } },
      [{ a: 1 }],
      [{}, { a: 1, b: 2 }, { a: '1' }, []]
    ],
    [
      'pictures',
      { type: 'string', media: 'image' },
      ['http://s/picture'],
      ['http://s/clip', 'https://example.com/a.png']
    ],
    ['accepted types', { type: 'string', media: 'image', accept: ['image/jpeg'] }, [], ['http://s/picture']],
    ['file sizes', { type: 'string', media: 'image', maxSizeMB: 10 }, ['http://s/picture'], ['http://s/big']],
    [
      'pixels',
      { type: 'string', media: 'image', limits: { minWidthPx: 300 } },
      ['http://s/picture'],
      ['http://s/small']
    ],
    [
      'open bounds of aspect',
      { type: 'string', media: 'image', limits: { maxAspectExclusive: 2 } },
      ['http://s/small'],
      ['http://s/picture']
    ],
    ['media length', { type: 'string', media: 'video', limits: { maxDuration: 5 } }, [], ['http://s/clip']],
    ['lists of media', { type: 'array', media: 'image' }, [['http://s/picture']], [['http://s/sound']]],
    [
      'two forms of media',
      {
        type: 'array',
        items: { type: 'string' },
        oneOf: [
          { media: 'image', minItems: 2, maxItems: 4 },
          { media: 'video', maxItems: 1 }
        ]
      },
      [['http://s/clip'], ['http://s/picture', 'http://s/small']],
      [['http://s/picture'], ['http://s/clip', 'http://s/clip'], ['http://s/picture', 'http://s/clip']]
    ],
    [
      'asset ids where documented',
      { type: 'string', media: 'image', alsoAccepts: 'asset://{assetId}' },
      ['asset://a1'],
      ['oops://a1']
    ]
  ];
  for (const [what, param, good, bad] of rows) {
    it(`checks ${what}`, () => {
      const entry = entryWith({ p: param });
      for (const value of good) assert.deepEqual(refusedAt(entry, { p: value }), [], `takes ${JSON.stringify(value)}`);
      for (const value of bad)
        assert.notDeepEqual(refusedAt(entry, { p: value }), [], `refuses ${JSON.stringify(value)}`);
    });
  }

  it('wants what is required, and nothing unknown at any depth', () => {
    const inner: Param = {
      type: 'array',
      items: { type: 'object', properties: { text: { type: 'string', required: true } } }
    };
    const entry = entryWith({ prompt: { type: 'string', required: true }, lines: inner });
    assert.deepEqual(refusedAt(entry, {}), ['prompt']);
    assert.deepEqual(refusedAt(entry, { prompt: '' }), ['prompt']);
    assert.deepEqual(refusedAt(entry, { prompt: 'a', extra: 1 }), ['extra']);
    assert.deepEqual(refusedAt(entry, { prompt: 'a', lines: [{}, { text: 'b', more: 1 }] }), [
      'lines[0].text',
      'lines[1].more'
    ]);
  });
});

describe('Rules between parameters', () => {
  const text: Param = { type: 'string' };
  const number: Param = { type: 'number' };
  const list: Param = { type: 'array', items: { type: 'string' } };
  const objects = (properties: Readonly<Record<string, Param>>): Param => ({
    type: 'array',
    items: { type: 'object', properties }
  });
  const params: Readonly<Record<string, Param>> = {
    a: text,
    b: text,
    c: text,
    mode: { type: 'string', enum: ['std', 'pro'], default: 'std' },
    n: number,
    m: number,
    list,
    other: list,
    lines: objects({ text, who: text }),
    speakers: objects({ id: text }),
    spans: objects({ start: number, end: number }),
    clips: { type: 'array', media: 'video', items: text },
    sound: { type: 'string', media: 'audio' }
  };
  type Input = Record<string, unknown>;
  const rows: readonly (readonly [what: string, rule: Rule, good: readonly Input[], bad: readonly Input[]])[] = [
    [
      'required',
      { when: { mode: 'pro' }, then: { a: { required: true } } },
      [{}, { mode: 'pro', a: 'x' }],
      [{ mode: 'pro' }]
    ],
    [
      'defaults in conditions',
      { when: { mode: 'std' }, then: { a: { forbidden: true } } },
      [{ mode: 'pro', a: 'x' }],
      [{ a: 'x' }]
    ],
    ['any of a list', { when: { mode: ['std', 'pro'] }, then: { a: { forbidden: true } } }, [{}], [{ a: 'x' }]],
    [
      'not',
      { when: { b: { not: ['x'] } }, then: { a: { forbidden: true } } },
      [{ b: 'x', a: 'y' }],
      [{ a: 'y' }, { b: 'z', a: 'y' }]
    ],
    ['set', { when: { b: { set: true } }, then: { a: { forbidden: true } } }, [{ a: 'x' }], [{ a: 'x', b: 'y' }]],
    ['not set', { when: { b: { set: false } }, then: { a: { required: true } } }, [{ b: 'y' }, { a: 'x' }], [{}]],
    ['numbers in conditions', { when: { n: { min: 5 } }, then: { a: { required: true } } }, [{ n: 4 }, {}], [{ n: 5 }]],
    [
      'counts in conditions',
      { when: { list: { count: { min: 2 } } }, then: { a: { required: true } } },
      [{ list: ['x'] }],
      [{ list: ['x', 'y'] }]
    ],
    ['ignored, which does no harm', { then: { a: { ignored: true } } }, [{ a: 'x' }], []],
    ['enum', { then: { a: { enum: ['x'] } } }, [{ a: 'x' }, {}], [{ a: 'y' }]],
    ['notEnum', { then: { a: { notEnum: ['x'] } } }, [{ a: 'y' }], [{ a: 'x' }]],
    ['bounds', { then: { n: { minimum: 1, maximum: 2 } } }, [{ n: 1 }], [{ n: 0 }, { n: 3 }]],
    ['lengths', { then: { a: { minLength: 2, maxLength: 3 } } }, [{ a: 'xy' }], [{ a: 'x' }, { a: 'wxyz' }]],
    ['items', { then: { list: { minItems: 2, maxItems: 2 } } }, [{ list: ['x', 'y'] }, {}], [{ list: ['x'] }]],
    ['seconds', { then: { sound: { seconds: { max: 5 } } } }, [{}], [{ sound: 'http://s/sound' }]],
    ['exactlyOne', { exactlyOne: ['a', 'b'] }, [{ a: 'x' }], [{}, { a: 'x', b: 'y' }]],
    ['atLeastOne', { atLeastOne: ['a', 'b'] }, [{ a: 'x', b: 'y' }], [{}]],
    ['atMostOneGroup', { atMostOneGroup: [['a', 'b'], ['c']] }, [{}, { a: 'x', b: 'y' }], [{ a: 'x', c: 'z' }]],
    ['requires', { requires: { a: ['b'] } }, [{ b: 'x' }, { a: 'x', b: 'y' }], [{ a: 'x' }]],
    [
      'weighted counts',
      { sum: { count: { list: 1, other: 2 }, max: 3 } },
      [{ list: ['x'], other: ['y'] }],
      [{ list: ['x', 'y'], other: ['z'] }]
    ],
    [
      'text lengths',
      { sum: { textLength: 'lines[].text', max: 3 } },
      [{ lines: [{ text: 'abc' }] }],
      [{ lines: [{ text: 'ab' }, { text: 'cd' }] }]
    ],
    [
      'media seconds',
      { sum: { seconds: 'clips', max: 15 } },
      [{ clips: ['http://s/clip'] }],
      [{ clips: ['http://s/clip', 'http://s/clip'] }]
    ],
    ['compare', { compare: ['n', '<', 'm'] }, [{ n: 1, m: 2 }, { n: 5 }], [{ n: 2, m: 2 }]],
    [
      'compare in lists',
      { compare: ['spans[].start', '<', 'spans[].end'] },
      [{ spans: [{ start: 1, end: 2 }, { start: 9 }] }],
      [{ spans: [{ start: 3, end: 2 }] }]
    ],
    [
      'difference',
      { difference: { of: ['m', 'n'], min: 6, max: 60 } },
      [{ n: 0, m: 6 }],
      [
        { n: 0, m: 5 },
        { n: 0, m: 61 }
      ]
    ],
    [
      'sameLength',
      { sameLength: ['list', 'other'] },
      [{ list: ['x'] }, { list: ['x'], other: ['y'] }],
      [{ list: ['x'], other: ['y', 'z'] }]
    ],
    [
      'memberOf',
      { memberOf: { of: 'lines[].who', in: 'speakers[].id' } },
      [{ lines: [{ who: 'x' }], speakers: [{ id: 'x' }] }],
      [{ lines: [{ who: 'y' }], speakers: [{ id: 'x' }] }]
    ],
    [
      'unique',
      { unique: 'speakers[].id' },
      [{ speakers: [{ id: 'x' }, { id: 'y' }] }],
      [{ speakers: [{ id: 'x' }, { id: 'x' }] }]
    ],
    ['advice, which never blocks', { advice: 'Say less', when: { a: { set: true } } }, [{ a: 'x' }], []]
  ];
  for (const [what, rule, good, bad] of rows) {
    it(`holds ${what}`, () => {
      const entry = entryWith(params, [rule]);
      for (const input of good) assert.deepEqual(refusedAt(entry, input), [], `takes ${JSON.stringify(input)}`);
      for (const input of bad) assert.equal(refusedAt(entry, input).length, 1, `refuses ${JSON.stringify(input)}`);
    });
  }
});

describe('A required parameter', () => {
  const params: Readonly<Record<string, Param>> = { a: { type: 'string', required: true }, b: { type: 'string' } };

  it('stays out where a rule forbids it', () => {
    const entry = entryWith(params, [{ when: { b: { set: true } }, then: { a: { forbidden: true } } }]);
    assert.deepEqual(refusedAt(entry, { b: 'x' }), []);
    assert.deepEqual(refusedAt(entry, {}), ['a']);
  });

  it('is wanted even where a rule makes it meaningless', () => {
    const entry = entryWith(params, [{ when: { b: { set: true } }, then: { a: { ignored: true } } }]);
    assert.deepEqual(refusedAt(entry, { b: 'x' }), ['a']);
    assert.deepEqual(refusedAt(entry, { a: 'y', b: 'x' }), []);
  });
});

describe('Requests', () => {
  let emulator: Emulator;
  let client: Client;
  before(async () => {
    emulator = await startEmulator({ taskMs: 1, limits: { submissionsPer10s: Infinity, queriesPerSecond: Infinity } });
    client = new Client(emulator);
  });
  after(() => emulator.stop());

  const good = { model: 'z-image', input: { prompt: 'A boat', aspect_ratio: '1:1' } };
  const rows: readonly (readonly [
    what: string,
    method: string,
    path: string,
    body: unknown,
    code: number,
    headers?: Record<string, string>
  ])[] = [
    ['a missing key', 'POST', '/api/v1/jobs/createTask', good, 401, { authorization: '' }],
    ['a wrong key', 'GET', '/api/v1/chat/credit', undefined, 401, { authorization: 'Bearer nonsense' }],
    ['a key without its scheme', 'GET', '/api/v1/chat/credit', undefined, 401, { authorization: 'nonsense' }],
    ['a wrong method', 'GET', '/api/v1/jobs/createTask', undefined, 405],
    ['an unknown path', 'GET', '/api/v1/account/credits', undefined, 404],
    ['broken JSON', 'POST', '/api/v1/jobs/createTask', '{"model":', 400],
    ['another content type', 'POST', '/api/v1/jobs/createTask', good, 400, { 'content-type': 'text/plain' }],
    ['an unknown model', 'POST', '/api/v1/jobs/createTask', { ...good, model: 'no/such' }, 404],
    ['a model of another operation', 'POST', '/api/v1/jobs/createTask', { model: '/veo/generate', input: {} }, 404],
    ['no model', 'POST', '/api/v1/jobs/createTask', { input: {} }, 422],
    ['input that is no object', 'POST', '/api/v1/jobs/createTask', { model: 'z-image', input: [] }, 422],
    ['an unknown key beside input', 'POST', '/api/v1/jobs/createTask', { ...good, seed: 1 }, 422],
    ['a callback that is no address', 'POST', '/api/v1/jobs/createTask', { ...good, callBackUrl: 'here' }, 422],
    ['a task id that is missing', 'GET', '/api/v1/jobs/recordInfo', undefined, 400],
    ['a task id that is unknown', 'GET', '/api/v1/jobs/recordInfo?taskId=none', undefined, 422],
    [
      'a foreign file in download-url',
      'POST',
      '/api/v1/common/download-url',
      { url: 'https://example.com/a.png' },
      422
    ],
    ['an unknown key in download-url', 'POST', '/api/v1/common/download-url', { url: '', more: 1 }, 422]
  ];
  for (const [what, method, path, body, code, headers] of rows) {
    it(`refuses ${what}`, async () => {
      const reply = await client.call(method, emulator.apiBaseUrl + path, body, headers);
      assert.equal(reply.code, code);
      assert.equal(emulator.submissions.length, 0);
      assert.equal(emulator.credits, 1000);
    });
  }

  it('says so in the words of the documentation when the key is wrong', async () => {
    const reply = await client.call('GET', `${emulator.apiBaseUrl}/api/v1/chat/credit`, undefined, {
      authorization: 'Bearer x'
    });
    assert.deepEqual(reply, { status: 200, code: 401, msg: 'You do not have access permissions' });
  });

  it('keeps no key in its log', async () => {
    await client.call('GET', `${emulator.apiBaseUrl}/api/v1/chat/credit`);
    assert.equal(emulator.requests.at(-1)?.key, 'right');
    assert.ok(!JSON.stringify(emulator.requests).includes(emulator.key));
  });
});
