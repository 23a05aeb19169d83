import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forbiddenInput } from '../../../../../src/core/models/live/forbiddenInput.ts';
import { schemaDifferences } from '../../../../../src/core/models/live/schemaDifferences.ts';
import type { Draft } from '../../../../../src/shared/form.ts';
import type { Param } from '../../../../../src/shared/model.ts';
import { entryOf } from '../../../../support/models/testCatalog.ts';

const KNOWN: Readonly<Record<string, Param>> = {
  prompt: { type: 'string', required: true },
  duration: { type: 'string', enum: ['5', '10'] },
  images: { type: 'array', items: { type: 'string' } },
  seed: { type: 'integer' },
  style: { type: 'string' }
};
const LIVE: Readonly<Record<string, Param>> = {
  prompt: { type: 'string', required: true, maxLength: 3 },
  duration: { type: 'string', enum: ['5', '15'] },
  images: { type: 'array', items: { type: 'string' }, maxItems: 1 },
  seed: { type: 'integer', maximum: 9, required: true },
  ratio: { type: 'string', required: true }
};
const VALID: Draft = { prompt: 'abc', duration: '5', seed: 9, ratio: '1:1', images: ['a'] };

const names = (input: Draft): readonly string[] => {
  const [known, live] = [entryOf({ params: KNOWN }), entryOf({ params: LIVE })];
  return [...new Set(forbiddenInput(live, schemaDifferences(known, live), input).map(({ name }) => name))];
};

describe('forbiddenInput: parameters that make a request invalid now', () => {
  const CASES: readonly (readonly [string, Draft, readonly string[]])[] = [
    ['none', VALID, []],
    ['a value that is gone', { ...VALID, duration: '10' }, ['duration']],
    ['an optional value left out', { prompt: 'abc', seed: 9, ratio: '1:1' }, []],
    ['too long a text', { ...VALID, prompt: 'abcd' }, ['prompt']],
    ['a number above the maximum', { ...VALID, seed: 10 }, ['seed']],
    ['too many items', { ...VALID, images: ['a', 'b'] }, ['images']],
    ['a parameter that is gone', { ...VALID, style: 'x' }, ['style']],
    ['required ones left out', { prompt: 'abc' }, ['seed', 'ratio']]
  ];
  for (const [what, input, expected] of CASES) it(what, () => assert.deepEqual(names(input), expected));
});
