import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import type { Rule } from '../../../../../src/shared/modelRule.ts';
import { entryOf, factsFrom } from '../../../../support/models/testCatalog.ts';

const text: Param = { type: 'string' };
const number: Param = { type: 'number' };
const list: Param = { type: 'array', items: { type: 'string' } };
const videos: Param = { type: 'array', media: 'video', items: { type: 'string', format: 'uri' } };
const parts: Param = {
  type: 'array',
  items: { type: 'object', properties: { start: number, end: number, text, name: text } }
};
const facts = factsFrom({
  'file:///7.mp4': { kind: 'video', seconds: 7 },
  'file:///9.mp4': { kind: 'video', seconds: 9 }
});

/** A rule, drafts that obey it, and drafts that do not with the path of the issue. */
interface Case {
  readonly rule: Rule;
  readonly params: ModelEntry['params'];
  readonly good: readonly Record<string, unknown>[];
  readonly bad: readonly (readonly [Record<string, unknown>, string])[];
}

const two = { a: text, b: text };
const CASES: readonly Case[] = [
  {
    rule: { exactlyOne: ['a', 'b'] },
    params: two,
    good: [{ a: 'x' }, { b: 'x' }],
    bad: [
      [{}, 'a'],
      [{ a: 'x', b: 'y' }, 'b']
    ]
  },
  { rule: { atLeastOne: ['a', 'b'] }, params: two, good: [{ a: 'x' }, { a: 'x', b: 'y' }], bad: [[{ a: '' }, 'a']] },
  {
    rule: { atMostOneGroup: [['a', 'b'], ['c']] },
    params: { ...two, c: list },
    good: [{}, { a: 'x', b: 'y' }, { c: ['x'] }, { a: 'x', c: [] }],
    bad: [[{ a: 'x', c: ['x'] }, 'c']]
  },
  {
    rule: { requires: { a: ['b'] } },
    params: two,
    good: [{}, { b: 'x' }, { a: 'x', b: 'y' }],
    bad: [[{ a: 'x' }, 'a']]
  },
  {
    rule: { sum: { count: { a: 1, b: 2 }, max: 4 } },
    params: { a: list, b: list },
    good: [{}, { a: ['1', '2'], b: ['1'] }],
    bad: [[{ a: ['1'], b: ['1', '2'] }, 'b']]
  },
  {
    rule: { sum: { textLength: 'parts[].text', max: 4 } },
    params: { parts },
    good: [{ parts: [{ text: '🎵🎵' }, { text: 'ab' }] }],
    bad: [[{ parts: [{ text: 'abc' }, { text: 'de' }] }, 'parts']]
  },
  {
    rule: { sum: { seconds: 'videos', max: 15 } },
    params: { videos },
    good: [{ videos: ['file:///7.mp4', 'https://files.example/unknown.mp4'] }],
    bad: [[{ videos: ['file:///7.mp4', 'file:///9.mp4'] }, 'videos']]
  },
  {
    rule: { compare: ['a', '<', 'b'] },
    params: { a: number, b: number },
    good: [{ a: 1, b: 2 }, { a: 5 }],
    bad: [[{ a: 2, b: 2 }, 'a']]
  },
  {
    rule: { compare: ['parts[].start', '<', 'parts[].end'] },
    params: { parts },
    good: [{ parts: [{ start: 1, end: 2 }, { start: 5 }] }],
    bad: [
      [
        {
          parts: [
            { start: 1, end: 2 },
            { start: 4, end: 3 }
          ]
        },
        'parts[1].start'
      ]
    ]
  },
  {
    rule: { difference: { of: ['parts[].end', 'parts[].start'], min: 3, max: 8 } },
    params: { parts },
    good: [{ parts: [{ start: 0, end: 3 }] }, { parts: [{ start: 0, end: 8 }] }, { parts: [{ end: 100 }] }],
    bad: [
      [{ parts: [{ start: 0, end: 2 }] }, 'parts[0].end'],
      [{ parts: [{ start: 0, end: 9 }] }, 'parts[0].end']
    ]
  },
  {
    rule: { sameLength: ['a', 'b'] },
    params: { a: list, b: list },
    good: [{ a: ['x'] }, { a: ['x'], b: ['y'] }],
    bad: [[{ a: ['x'], b: ['y', 'z'] }, 'a']]
  },
  {
    rule: { memberOf: { of: 'parts[].name', in: 'a' } },
    params: { parts, a: text },
    good: [{ parts: [{ name: 'x' }], a: 'x' }],
    bad: [[{ parts: [{ name: 'x' }, { name: 'y' }], a: 'x' }, 'parts[1].name']]
  },
  {
    rule: { unique: 'parts[].name' },
    params: { parts },
    good: [{ parts: [{ name: 'x' }, { name: 'y' }] }],
    bad: [[{ parts: [{ name: 'x' }, { name: 'x' }] }, 'parts[1].name']]
  },
  // constraints
  {
    rule: { when: { a: 'x' }, then: { b: { required: true } } },
    params: two,
    good: [{}, { a: 'y' }, { a: 'x', b: 'z' }],
    bad: [[{ a: 'x' }, 'b']]
  },
  { rule: { then: { b: { forbidden: true } } }, params: two, good: [{}, { a: 'x' }], bad: [[{ b: 'x' }, 'b']] },
  {
    rule: { when: { a: { set: false } }, then: { b: { maxLength: 2 } } },
    params: two,
    good: [{ a: 'x', b: 'long' }, { b: 'ab' }],
    bad: [[{ b: 'abc' }, 'b']]
  },
  {
    rule: { when: { b: { min: 3 } }, then: { a: { minItems: 2, maxItems: 3 } } },
    params: { a: list, b: number },
    good: [{ b: 2, a: ['1'] }, { b: 3, a: ['1', '2'] }, { b: 3 }],
    bad: [[{ b: 3, a: ['1'] }, 'a']]
  },
  {
    rule: { when: { a: { count: { min: 2 } } }, then: { b: { maximum: 1 } } },
    params: { a: list, b: number },
    good: [{ a: ['1'], b: 5 }],
    bad: [[{ a: ['1', '2'], b: 5 }, 'b']]
  },
  {
    rule: { when: { b: { not: [-1] } }, then: { b: { minimum: 4 } } },
    params: { b: { type: 'integer', minimum: -1, default: 5 } },
    good: [{}, { b: -1 }, { b: 4 }],
    bad: [[{ b: 3 }, 'b']]
  },
  { rule: { then: { a: { notEnum: ['x'] } } }, params: two, good: [{ a: 'y' }], bad: [[{ a: 'x' }, 'a']] },
  {
    rule: { then: { a: { enum: [false] } } },
    params: { a: { type: 'boolean' } },
    good: [{ a: false }, {}],
    bad: [[{ a: true }, 'a']]
  },
  {
    rule: { then: { videos: { seconds: { max: 8 } } } },
    params: { videos },
    good: [{ videos: ['file:///7.mp4'] }],
    bad: [[{ videos: ['file:///9.mp4'] }, 'videos[0]']]
  }
];

describe('rules', () => {
  for (const { rule, params, good, bad } of CASES) {
    const entry = entryOf({ params, rules: [{ ...rule, why: 'So it is.' }] });
    for (const draft of good) {
      it(`${JSON.stringify(rule)} accepts ${JSON.stringify(draft)}`, () => {
        assert.deepEqual(evaluate(entry, draft, facts).issues, []);
      });
    }
    for (const [draft, path] of bad) {
      it(`${JSON.stringify(rule)} rejects ${JSON.stringify(draft)}`, () => {
        const { issues, input } = evaluate(entry, draft, facts);
        assert.deepEqual(
          issues.map(issue => issue.path),
          [path]
        );
        assert.equal(input, undefined);
      });
    }
  }

  it('omit ignored values of any kind and hide their fields', () => {
    const entry = entryOf({
      params: { a: text, b: number },
      rules: [{ when: { a: 'x' }, then: { b: { ignored: true } } }]
    });
    const { issues, input, fields } = evaluate(entry, { a: 'x', b: 'no number' }, facts);
    assert.deepEqual([issues, input, fields['b']?.hidden], [[], { a: 'x' }, true]);
  });

  it('ignore ignored values in other rules', () => {
    const entry = entryOf({
      params: { a: text, b: text, c: text },
      rules: [
        { when: { a: 'x' }, then: { b: { ignored: true } } },
        { when: { b: { set: true } }, then: { c: { required: true } } }
      ]
    });
    assert.deepEqual(evaluate(entry, { a: 'x', b: 'y' }, facts).input, { a: 'x' });
  });

  it('show advice only when it applies, and never block', () => {
    const entry = entryOf({ params: two, rules: [{ when: { a: { set: true } }, advice: 'Mind the gap.' }] });
    assert.deepEqual(evaluate(entry, {}, facts).advice, []);
    const { advice, input } = evaluate(entry, { a: 'x' }, facts);
    assert.deepEqual([advice, input], [[{ path: 'a', message: 'Mind the gap.' }], { a: 'x' }]);
  });
});
