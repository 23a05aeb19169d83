import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { FieldMode } from '../../../../../src/shared/form.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import type { Rule } from '../../../../../src/shared/modelRule.ts';
import { builtCatalog, entryOf, factsFrom, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const entryById = (id: string): ModelEntry => {
  const entry = catalog.entry(id);
  assert.ok(entry, id);
  return entry;
};
const text = (label: string): Param => ({ type: 'string', label });
const list = (label: string): Param => ({ type: 'array', label, items: { type: 'string' } });
const params = { a: text('A'), b: text('B'), c: list('C') };
const withRules = (...rules: readonly Rule[]): ModelEntry => entryOf({ params, rules });

describe('modes', () => {
  const grouped: Rule = { atMostOneGroup: [['a', 'b'], ['c']], why: 'Not both.' };
  const either: Rule = { exactlyOne: ['a', 'b'], why: 'One of them.' };
  const CASES: readonly (readonly [string, ModelEntry, Record<string, unknown>, readonly FieldMode[], object])[] = [
    [
      'an empty draft has none selected',
      withRules(grouped),
      {},
      [
        {
          id: 'a+b|c',
          options: [
            { label: 'A and B', params: ['a', 'b'] },
            { label: 'C', params: ['c'] }
          ],
          none: true
        }
      ],
      {}
    ],
    [
      'a value chooses its mode and hides the others',
      withRules(grouped),
      { c: ['x'] },
      [
        {
          id: 'a+b|c',
          options: [
            { label: 'A and B', params: ['a', 'b'] },
            { label: 'C', params: ['c'] }
          ],
          chosen: 1,
          none: true
        }
      ],
      { a: { hidden: true, because: 'Not both.' }, b: { hidden: true, because: 'Not both.' } }
    ],
    [
      'one of two required ones',
      withRules(either),
      { b: 'x' },
      [
        {
          id: 'a|b',
          options: [
            { label: 'A', params: ['a'] },
            { label: 'B', params: ['b'] }
          ],
          chosen: 1
        }
      ],
      { a: { hidden: true, because: 'One of them.' } }
    ],
    [
      'a set value of another mode stays visible',
      withRules(either),
      { a: 'x', b: 'y' },
      [
        {
          id: 'a|b',
          options: [
            { label: 'A', params: ['a'] },
            { label: 'B', params: ['b'] }
          ],
          chosen: 0
        }
      ],
      {}
    ],
    [
      'groups with one required',
      entryOf({ params, modeLabels: { a: 'Words' }, rules: [grouped, { atLeastOne: ['a', 'c'] }] }),
      {},
      [
        {
          id: 'a+b|c',
          options: [
            { label: 'Words', params: ['a', 'b'] },
            { label: 'C', params: ['c'] }
          ]
        }
      ],
      {}
    ],
    [
      'a single remaining option is no mode',
      withRules(either, { when: { c: { set: true } }, then: { b: { ignored: true } }, why: 'C rules.' }),
      { c: ['x'] },
      [],
      { b: { hidden: true, because: 'C rules.' } }
    ]
  ];
  for (const [what, entry, draft, modes, fields] of CASES) {
    it(what, () => {
      const evaluation = evaluate(entry, draft, noFacts);
      assert.deepEqual([evaluation.modes, evaluation.fields], [modes, fields]);
    });
  }

  it('of a real model have readable labels', () => {
    const entry = entryById('bytedance/seedance-2');
    const { modes, fields } = evaluate(entry, { prompt: 'x', last_frame_url: 'file:///a.png' }, noFacts);
    assert.deepEqual(
      modes?.map(mode => [mode.options.map(option => option.label), mode.chosen, mode.none]),
      [[['First and last frame', 'Reference media'], 0, true]]
    );
    assert.equal(fields['reference_video_urls']?.hidden, true);
    assert.equal(fields['first_frame_url']?.hidden, undefined);
  });

  it('nested ones are dropped when another option is chosen', () => {
    const entry = entryById('wan/3-0-video');
    const ids = (draft: Record<string, unknown>): readonly number[] =>
      (evaluate(entry, draft, noFacts).modes ?? []).map(mode => mode.options.length);
    assert.deepEqual(ids({}), [2, 2]);
    assert.deepEqual(ids({ first_frame_url: 'file:///a.png' }), [2]);
    assert.deepEqual(ids({ reference_link_urls: ['https://pages.example/'] }), [2, 2]);
  });

  it('exist for every such rule of the catalog, with two or more options', () => {
    for (const entry of catalog.entries) {
      const { modes } = evaluate(entry, {}, noFacts);
      for (const mode of modes ?? []) {
        assert.ok(mode.options.length >= 2, entry.id);
        assert.ok(mode.options.every(option => option.label !== ''));
        for (const name of mode.options.flatMap(option => option.params)) assert.ok(name in entry.params, name);
      }
      const rules = entry.rules.filter(rule => rule.exactlyOne ?? rule.atMostOneGroup);
      // A text-to-image run of Midjourney takes no image, so there is no choice.
      assert.equal(modes?.length, entry.id === '/mj/generate' ? 0 : rules.length, entry.id);
    }
  });
});

describe('counters', () => {
  it('count items by weight without hidden parameters', () => {
    const entry = entryById('google/gemini-omni-flash-1-1');
    const draft = { prompt: 'x', image_urls: ['file:///a.png'], video_list: [{ url: 'file:///c.mp4' }] };
    assert.deepEqual(evaluate(entry, draft, noFacts).counters, [
      {
        params: ['image_urls', 'video_list', 'character_ids'],
        used: 3,
        max: 7,
        unit: 'points',
        label: 'Reference Images, Source Video (counts as 2 each) and Character IDs'
      }
    ]);
    assert.deepEqual(evaluate(entry, { prompt: 'x', first_frame_url: 'file:///a.png' }, noFacts).counters, []);
  });

  it('count characters of all lines', () => {
    const entry = entryById('elevenlabs/text-to-dialogue-v3');
    const { counters } = evaluate(entry, { dialogue: [{ text: 'ab' }, { text: '🎵c' }] }, noFacts);
    assert.deepEqual(
      counters?.map(({ params, used, max, unit }) => [params, used, max, unit]),
      [[['dialogue'], 4, 5000, 'characters']]
    );
  });

  it('count known seconds', () => {
    const entry = entryById('bytedance/seedance-2');
    const facts = factsFrom({ 'file:///7.mp4': { kind: 'video', seconds: 7.04 } });
    const draft = { prompt: 'x', reference_video_urls: ['file:///7.mp4', 'https://files.example/unknown.mp4'] };
    const { counters } = evaluate(entry, draft, facts);
    assert.deepEqual(
      counters?.map(({ params, used, unit }) => [params, used, unit]),
      // A counter that includes frames is useless while they are hidden; the image list has the same limit itself.
      [
        [['reference_video_urls'], 7, 'seconds'],
        [['reference_audio_urls'], 0, 'seconds']
      ]
    );
  });
});
