import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Param } from '../../../../src/shared/model.ts';
import type { Rule } from '../../../../src/shared/modelRule.ts';
import { entryWith, refusedAt } from '../strictModel.ts';

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
    ['ignored values', { then: { a: { ignored: true } } }, [{ a: 'x' }], []],
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
    ['advice without blocking', { advice: 'Say less', when: { a: { set: true } } }, [{ a: 'x' }], []]
  ];
  for (const [what, rule, good, bad] of rows) {
    it(`checks ${what}`, () => {
      const entry = entryWith(params, [rule]);
      for (const input of good) assert.deepEqual(refusedAt(entry, input), [], `accepts ${JSON.stringify(input)}`);
      for (const input of bad) assert.equal(refusedAt(entry, input).length, 1, `rejects ${JSON.stringify(input)}`);
    });
  }
});

describe('A required parameter', () => {
  const params: Readonly<Record<string, Param>> = { a: { type: 'string', required: true }, b: { type: 'string' } };

  it('is omitted where a rule forbids it', () => {
    const entry = entryWith(params, [{ when: { b: { set: true } }, then: { a: { forbidden: true } } }]);
    assert.deepEqual(refusedAt(entry, { b: 'x' }), []);
    assert.deepEqual(refusedAt(entry, {}), ['a']);
  });

  it('is required even where a rule makes it meaningless', () => {
    const entry = entryWith(params, [{ when: { b: { set: true } }, then: { a: { ignored: true } } }]);
    assert.deepEqual(refusedAt(entry, { b: 'x' }), ['a']);
    assert.deepEqual(refusedAt(entry, { a: 'y', b: 'x' }), []);
  });
});
