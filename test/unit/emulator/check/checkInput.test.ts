import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Param } from '../../../../src/shared/model.ts';
import { entryWith, refusedAt } from '../strictModel.ts';

describe('Values of a parameter', () => {
  const rows: readonly (readonly [what: string, param: Param, good: readonly unknown[], bad: readonly unknown[]])[] = [
    ['text is no number', { type: 'string' }, ['5'], [5, true, null, {}]],
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
    ['patterns', { type: 'string', pattern: '^#[0-9a-f]{6}$' }, ['#00ff00'], ['red']],
    ['URLs', { type: 'string', format: 'uri' }, ['https://example.com/a'], ['example', 'ftp://x/y']],
    ['counts', { type: 'array', minItems: 2, maxItems: 3, items: { type: 'integer' } }, [[1, 2]], [[1], [1, 2, 3, 4]]],
    ['items', { type: 'array', items: { type: 'integer' } }, [[1]], [['1'], 'x', [null]]],
    ['unique items', { type: 'array', uniqueItems: true, items: { type: 'string' } }, [['a', 'b']], [['a', 'a']]],
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
      for (const value of good)
        assert.deepEqual(refusedAt(entry, { p: value }), [], `accepts ${JSON.stringify(value)}`);
      for (const value of bad)
        assert.notDeepEqual(refusedAt(entry, { p: value }), [], `rejects ${JSON.stringify(value)}`);
    });
  }

  it('requires required values and rejects unknown ones at any depth', () => {
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
