import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import type { ModelEntry, Param } from '../../../../../src/shared/model.ts';
import { builtCatalog, entryOf, noFacts } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const one = (param: Param): ModelEntry => entryOf({ params: { p: param } });
const inputOf = (param: Param, value: unknown): unknown => evaluate(one(param), { p: value }, noFacts).input?.['p'];

describe('coerceDraft: values get the documented type', () => {
  const tenth: Param = { type: 'number', minimum: 0, maximum: 1, step: 0.1 };
  const CASES: readonly (readonly [string, Param, unknown, unknown])[] = [
    ['a number as text', { type: 'integer' }, '5', 5],
    ['a decimal as text', { type: 'number' }, '0.5', 0.5],
    ['a switch as text', { type: 'boolean' }, 'false', false],
    ['one decimal', tenth, 0.4499, 0.4],
    ['two decimals', { ...tenth, step: 0.01 }, 0.8049999, 0.8],
    ['noise of adding', tenth, 0.1 + 0.2, 0.3],
    ['zero is a value', { type: 'integer' }, 0, 0],
    ['an integer beyond 2^53 is rejected', { type: 'integer' }, '12345678901234567890', undefined],
    ['a negative number as text', { type: 'integer' }, '-1', -1],
    ['a whole number with decimals as text', { type: 'integer' }, '5.0', 5],
    ['half a number as text', { type: 'integer' }, '5.5', undefined],
    ['a trailing unit', { type: 'number' }, '5px', undefined],
    ['hexadecimal notation', { type: 'number' }, '0x10', undefined],
    ['powers', { type: 'number' }, '1e3', undefined],
    ['surrounding white space', { type: 'number' }, ' 5\n', 5],
    ['a plus', { type: 'number' }, '+5', undefined],
    ['a bare point', { type: 'number' }, '5.', undefined],
    ['named numbers', { type: 'number' }, 'Infinity', undefined],
    ['NaN', { type: 'number' }, Number.NaN, undefined],
    ['negative zero', { type: 'number' }, -0, 0],
    ['leading zeros', { type: 'integer' }, '05', undefined],
    ['a switch with a capital', { type: 'boolean' }, 'True', true],
    ['a switch as number', { type: 'boolean' }, 0, undefined],
    ['steps from a fractional minimum', { ...tenth, minimum: 0.05 }, 0.3, 0.35],
    ['no step beyond the maximum', { ...tenth, maximum: 0.95 }, 0.95, 0.9],
    ['multiples from zero', { type: 'number', minimum: 0.1, multipleOf: 0.25 }, 0.4, 0.5],
    ['no step, no rounding', { type: 'number' }, 0.123456789, 0.123456789],
    ['an item of a list', { type: 'array', items: { type: 'integer' } }, ['1', 2], [1, 2]],
    [
      'inside an object',
      { type: 'array', items: { type: 'object', properties: { s: tenth } } },
      [{ s: '0.3333' }],
      [{ s: 0.3 }]
    ],
    ['a listed number as text', { type: 'number', enum: [5, 10] }, '10', 10],
    ['a number for a listed text', { type: 'string', enum: ['5', '10'] }, 5, '5'],
    ['a decimal for a listed text', { type: 'string', enum: ['1.5'] }, 1.5, '1.5'],
    ['a number for a text that is not listed', { type: 'string', enum: ['5', '10'] }, 6, undefined],
    ['a list for a listed text', { type: 'string', enum: ['5'] }, [5], undefined],
    ['a number for any text', { type: 'string' }, 5, undefined],
    ['a listed number inside of a list', { type: 'array', items: { type: 'string', enum: ['4'] } }, [4], ['4']],
    ['slightly out of bounds', tenth, 1.04, undefined],
    ['between coarse steps', { type: 'integer', step: 5, minimum: 0 }, 7, undefined]
  ];
  for (const [what, param, value, expected] of CASES) {
    it(what, () => {
      assert.deepEqual(inputOf(param, value), expected);
    });
  }
});

describe('coerceDraft: documented numbers', () => {
  /** Parameter name, value from the user, value sent. */
  const EXAMPLES: readonly (readonly [string, number, number])[] = [
    ['cfg_scale', 0.54321, 0.5],
    ['guidance_scale', 3.46789, 3.5],
    ['shift', 5.04999, 5],
    ['strength', 0.456789, 0.46]
  ];
  /** Documented in tenths, unlike other parameters of the same name. */
  const COARSER: Readonly<Record<string, number>> = { 'ideogram/character-remix strength': 0.5 };
  for (const [name, given, expected] of EXAMPLES) {
    for (const entry of catalog.entries) {
      const param = entry.params[name];
      if (!param) continue;
      const sent = COARSER[`${entry.id} ${name}`] ?? expected;
      it(`${entry.id}: ${name} ${given} is sent as ${sent}`, () => {
        assert.deepEqual([inputOf(param, given), inputOf(param, String(given))], [sent, sent]);
      });
    }
  }
});
