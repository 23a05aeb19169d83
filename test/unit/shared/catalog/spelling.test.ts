import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '../../../../src/core/models/evaluate.ts';
import type { Param } from '../../../../src/shared/model.ts';
import { builtCatalog, entryOf, noFacts } from '../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();
const inputOf = (param: Param, value: unknown): unknown =>
  evaluate(entryOf({ params: { p: param } }), { p: value }, noFacts).input?.['p'];

const format: Param = { type: 'string', enum: ['png', 'jpeg'] };
const size: Param = { type: 'string', enum: ['720p', '1080P', '4K', 'auto'] };
const ratio: Param = { type: 'string', enum: ['16:9', '1:1', 'landscape_16_9'] };
/** Two documented values that differ by letter case only. */
const tier: Param = { type: 'string', enum: ['Pro', 'pro', 'std'] };
const length: Param = { type: 'string', enum: ['5', '10'] };
const count: Param = { type: 'integer', enum: [5, 10] };
const voice: Param = { type: 'string', enum: ['id1'], alsoValues: ['Rachel'] };

type Case = readonly [what: string, param: Param, given: unknown, sent: unknown];

const NORMALIZED: readonly Case[] = [
  ['upper case', format, 'PNG', 'png'],
  ['title case', format, 'Jpeg', 'jpeg'],
  ['white space around', format, ' png\t', 'png'],
  ['an uppercase unit', size, '720P', '720p'],
  ['a lowercase unit', size, '1080p', '1080P'],
  ['a lowercase letter', size, '4k', '4K'],
  ['case and white space', size, ' AUTO\n', 'auto'],
  ['the only value of that spelling', tier, 'STD', 'std'],
  ['an accepted undocumented value', voice, 'rachel', 'Rachel'],
  ['a value in a list', { type: 'array', items: format }, ['PNG', 'jpeg'], ['png', 'jpeg']],
  ['a value in an object', { type: 'object', properties: { f: format } }, { f: 'PNG' }, { f: 'png' }],
  ['true with a capital', { type: 'boolean' }, 'True', true],
  ['FALSE in capitals', { type: 'boolean' }, 'FALSE', false],
  ['true with white space', { type: 'boolean' }, ' true ', true],
  ['a number as text', { type: 'number' }, ' 0.5 ', 0.5],
  ['a listed number as text', count, '10', 10],
  ['a number for a listed text', length, 5, '5'],
  ['a listed text with white space', length, '10 ', '10'],
  ['a boolean for a listed text', { type: 'string', enum: ['true', 'false'] }, true, 'true']
];

const REFUSED: readonly Case[] = [
  ['another word', format, 'jpg', undefined],
  ['the Kelvin sign for K', size, '4\u212a', undefined],
  ['full-width digits', size, '\uff17\uff12\uff10p', undefined],
  ['a full-width colon', ratio, '16\uff1a9', undefined],
  ['a missing unit', size, '720', undefined],
  ['an added unit', size, '720px', undefined],
  ['white space inside', size, '720 p', undefined],
  ['another sign', ratio, '16x9', undefined],
  ['white space around a sign', ratio, '16 : 9', undefined],
  ['a hyphen for an underscore', ratio, 'landscape-16-9', undefined],
  ['two documented spellings', tier, 'PRO', undefined],
  ['a longer number for a listed text', length, '5.0', undefined],
  ['a leading zero for a listed text', length, '05', undefined],
  ['a number that is not listed', count, '6', undefined],
  ['yes for true', { type: 'boolean' }, 'yes', undefined],
  ['on for true', { type: 'boolean' }, 'on', undefined],
  ['1 for true', { type: 'boolean' }, '1', undefined],
  ['a number for true', { type: 'boolean' }, 1, undefined],
  ['a number with a plus', { type: 'number' }, '+5', undefined],
  ['a number with a comma', { type: 'number' }, '0,5', undefined],
  ['full-width digits', { type: 'number' }, '５', undefined],
  ['a word for a number', { type: 'number' }, 'five', undefined]
];

const KEPT: readonly Case[] = [
  ['a documented value next to another spelling', tier, 'pro', 'pro'],
  ['the other documented spelling', tier, 'Pro', 'Pro'],
  ['free text', { type: 'string' }, ' A red PNG ', ' A red PNG ']
];

describe('spelling: a value that differs by case or white space is normalized', () => {
  for (const [what, param, given, sent] of NORMALIZED) {
    it(what, () => assert.deepEqual(inputOf(param, given), sent));
  }
});

describe('spelling: nothing else is normalized', () => {
  for (const [what, param, given, sent] of [...REFUSED, ...KEPT]) {
    it(what, () => assert.deepEqual(inputOf(param, given), sent));
  }
});

/** Every parameter with a list of values, at any depth, with the path to it. */
function listed(params: Readonly<Record<string, Param>>, at: string): (readonly [string, Param])[] {
  return Object.entries(params).flatMap(([name, param]) => {
    const path = `${at}.${name}`;
    const item = param.items;
    return [
      ...(param.enum === undefined ? [] : [[path, param] as const]),
      ...(item?.enum === undefined ? [] : [[`${path}[]`, item] as const]),
      ...listed(item?.properties ?? param.properties ?? {}, path)
    ];
  });
}

it('spelling: every documented text of the catalog stays as it is, also in capitals', () => {
  const all = catalog.entries.flatMap(entry => listed(entry.params, entry.id));
  assert.ok(all.length > 400, String(all.length));
  for (const [path, param] of all) {
    for (const value of param.enum ?? []) {
      const alone: Param = { type: param.type ?? 'string', enum: param.enum ?? [] };
      assert.equal(inputOf(alone, value), value, path);
      if (typeof value === 'string') assert.equal(inputOf(alone, ` ${value.toUpperCase()} `), value, path);
    }
  }
});
