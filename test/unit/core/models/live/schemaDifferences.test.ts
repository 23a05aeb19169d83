import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schemaDifferences } from '../../../../../src/core/models/live/schemaDifferences.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import { entryOf } from '../../../../support/models/testCatalog.ts';

type Params = Readonly<Record<string, Param>>;

const texts = (known: Params, live: Params, more: Partial<ModelEntry> = {}): readonly string[] =>
  schemaDifferences(entryOf({ params: known, ...more }), entryOf({ params: live })).map(({ text }) => text);

const LENGTH: Param = { type: 'string', label: 'Duration', enum: ['5', '10'], default: '5' };

describe('schemaDifferences: differences that decide whether a request is valid', () => {
  const CASES: readonly (readonly [string, Params, Params, readonly string[]])[] = [
    ['none', { duration: LENGTH }, { duration: LENGTH }, []],
    ['a new parameter', {}, { seed: { type: 'integer', label: 'Seed' } }, ['"Seed" is new.']],
    [
      'a new required one',
      {},
      { seed: { type: 'integer', label: 'Seed', required: true } },
      ['"Seed" is new and required.']
    ],
    ['one that is gone', { duration: LENGTH }, {}, ['"Duration" no longer exists.']],
    [
      'now required',
      { duration: LENGTH },
      { duration: { ...LENGTH, required: true } },
      ['"Duration" is now required.']
    ],
    ['another type', { duration: LENGTH }, { duration: { type: 'integer' } }, ['"Duration" now has the type integer.']],
    [
      'more and fewer values',
      { duration: LENGTH },
      { duration: { ...LENGTH, enum: ['5', '15'] } },
      ['"Duration" now also allows 15.', '"Duration" no longer allows 10.']
    ],
    [
      'a value with a label',
      { size: { type: 'string', label: 'Size', enum: ['s', 'l'], enumLabels: { l: 'Large' } } },
      { size: { type: 'string', enum: ['s'] } },
      ['"Size" no longer allows Large.']
    ],
    [
      'values where there were none',
      { duration: { type: 'string', label: 'Duration' } },
      { duration: LENGTH },
      ['"Duration" now allows only 5 or 10.']
    ],
    [
      'bounds',
      { seed: { type: 'integer', label: 'Seed', maximum: 10 }, prompt: { type: 'string', label: 'Prompt' } },
      { seed: { type: 'integer', maximum: 20 }, prompt: { type: 'string', maxLength: 500 } },
      ['"Seed" can now be at most 20.', '"Prompt" can now have at most 500 characters.']
    ]
  ];
  for (const [what, known, live, expected] of CASES) it(what, () => assert.deepEqual(texts(known, live), expected));
});

describe('schemaDifferences: additional facts of the entry are no difference', () => {
  const CASES: readonly (readonly [string, Params, Params, Partial<ModelEntry>])[] = [
    ['a bound', { prompt: { type: 'string', maxLength: 500 } }, { prompt: { type: 'string' } }, {}],
    ['values', { duration: LENGTH }, { duration: { type: 'string' } }, {}],
    ['required', { duration: { ...LENGTH, required: true } }, { duration: LENGTH }, {}],
    [
      'accepted values',
      { duration: { ...LENGTH, alsoValues: ['3'] } },
      { duration: { ...LENGTH, enum: ['5', '10', '3'] } },
      {}
    ],
    [
      'a condition',
      { duration: LENGTH },
      { duration: { ...LENGTH, required: true } },
      { rules: [{ when: { mode: 'a' }, then: { duration: { required: true } } }] }
    ],
    [
      'an explained deviation',
      { duration: LENGTH },
      { duration: { type: 'integer' } },
      { conflicts: ['prompt, duration: a string, as in the sample of the page.'] }
    ]
  ];
  for (const [what, known, live, more] of CASES) it(what, () => assert.deepEqual(texts(known, live, more), []));

  it('a parameter that was not understood', () => {
    const [known, live] = [entryOf({ params: { duration: LENGTH } }), entryOf({ params: {} })];
    assert.deepEqual(schemaDifferences(known, live, ['input.duration.not']), []);
  });
});
