import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExact } from '../../../../src/core/http/exactJson.ts';
import { seededRandom } from '../../../support/models/seededRandom.ts';

const NUMBERS: readonly (readonly [json: string, expected: unknown])[] = [
  ['{"taskId":7}', { taskId: '7' }],
  ['{"task_ids": -7.50}', { task_ids: '-7.50' }],
  ['{"task\\u0049d"\n:\t7}', { taskId: '7' }],
  ['{"a\\"":1,"id":2}', { 'a"': 1, id: '2' }],
  ['{"id":[7,9007199254740993]}', { id: [7, '9007199254740993'] }],
  ['{"id":{"a":7}}', { id: { a: 7 } }],
  ['{"paid":7,"width":-0.5e1}', { paid: 7, width: -5 }],
  ['[1e400,-0,0,0.1]', ['1e400', '-0', 0, 0.1]],
  ['{"id":"7","text":"id\\\\","n":7}', { id: '7', text: 'id\\', n: 7 }],
  ['{"text":"\\"id\\":12345678901234567890"}', { text: '"id":12345678901234567890' }],
  ['{"__proto__":{"id":1}}', JSON.parse('{"__proto__":{"id":"1"}}')],
  ['12345678901234567890', '12345678901234567890'],
  ['{"ai":1,"userid":2,"userId":3}', { ai: 1, userid: 2, userId: '3' }],
  [`{"${'x'.repeat(300)}Id":1}`, { [`${'x'.repeat(300)}Id`]: 1 }]
];

for (const [json, expected] of NUMBERS) {
  test(`parseExact: ${json.slice(0, 60).replace(/\s/g, ' ')}`, () => assert.deepEqual(parseExact(json), expected));
}

test('parseExact: rejects text that is not JSON', () => {
  for (const text of ['', '{', '[1,]', '"a', '01', 'NaN', '{"id":1}}', '"\\"']) {
    assert.throws(() => parseExact(text), SyntaxError, text);
  }
});

/** Ways to wrap JSON in one more level. */
const LEVELS: readonly (readonly [what: string, start: string, end: string])[] = [
  ['arrays', '[', ']'],
  ['objects', '{"a":', '}']
];

for (const levels of [3_000, 10_000, 100_000]) {
  for (const [what, start, end] of LEVELS) {
    test(`parseExact: reads an ID in ${levels} ${what}`, () => {
      let value = parseExact(`${start.repeat(levels)}{"taskId":1e400}${end.repeat(levels)}`);
      for (let level = 0; level < levels; level++) [value] = Object.values(value as object) as unknown[];
      assert.deepEqual(value, { taskId: '1e400' });
    });
  }
}

test('parseExact: equals a reviver with access to the source', () => {
  const random = seededRandom(7);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const json = (depth: number): string => {
    const kind = depth > 4 ? Math.floor(random() * 2) : Math.floor(random() * 4);
    if (kind === 0)
      return pick(['0', '-0', '7', '-1.50', '1e3', '1E-400', '9007199254740992', '-1e999', 'null', 'true']);
    if (kind === 1) return JSON.stringify(pick(['', 'id', '\\', '"', '\\"7', 'a:1', '\u2028', '7']));
    const items = Array.from({ length: Math.floor(random() * 4) }, () => json(depth + 1));
    const space = (): string => pick(['', ' ', '\n\t']);
    if (kind === 2) return `[${items.map(item => `${space()}${item}${space()}`).join(',')}]`;
    const name = (): string => JSON.stringify(pick(['id', 'taskId', 'a_ids', 'x', 'paid', '"id', 'i\\d']));
    return `{${items.map(item => `${name()}${space()}:${space()}${item}`).join(',')}}`;
  };
  const expected = (text: string): unknown =>
    JSON.parse(text, ((key: string, value: unknown, { source }: { source?: string }) =>
      typeof value === 'number' &&
      (/(?:^|_)ids?$|I[dD]s?$/.test(key) ||
        !Number.isFinite(value) ||
        Object.is(value, -0) ||
        (Number.isInteger(value) && !Number.isSafeInteger(value)))
        ? source
        : value) as never);
  for (let n = 0; n < 3_000; n++) {
    const text = json(0);
    assert.deepEqual(parseExact(text), expected(text), text);
  }
});

test('parseExact: is linear in the length of hostile text', () => {
  const began = process.cpuUsage();
  const size = 4_000_000;
  for (const part of ['\\\\', '\\"', '7', ' 7', ':7', '\\u0069']) parseExact(`"${part.repeat(size / part.length)}"`);
  for (const item of ['7', '{"id":7}', '"id"', '-0', '[]']) {
    parseExact(`[${Array.from({ length: size / 10 }, () => item).join(',')}]`);
  }
  parseExact('9'.repeat(size));
  parseExact(`{"id":${' '.repeat(size)}7}`);
  assert.ok(process.cpuUsage(began).user < 10_000_000);
});
