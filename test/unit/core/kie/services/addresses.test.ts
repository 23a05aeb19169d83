import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesIn, withoutTextBehind } from '../../../../../src/core/kie/services/addresses.ts';
import { readRecord } from '../../../../../src/core/kie/records.ts';

const A = 'https://r.test/a.png';
const B = 'https://r.test/b.png?x=1&y=2';

const TEXTS: readonly (readonly [string, string, readonly string[]])[] = [
  ['white space around it', `\u00a0\n ${A}\t\u3000`, [A]],
  ['invisible characters around it', `\ufeff\u200b${A}\u200e\0`, [A]],
  ['quotes around it', `'${A}'`, [A]],
  ['brackets around it', `<${A}>`, [A]],
  ['escaped slashes', A.replaceAll('/', '\\/'), [A]],
  ['escaped ampersands', B.replaceAll('&', '&amp;'), [B]],
  ['percent-encoding of the whole', encodeURIComponent(B), [B]],
  ['broken percent-encoding', 'https%3A%2F%2Fr.test%2', []],
  ['no scheme', '//r.test?name=a.png', ['https://r.test?name=a.png']],
  ['no scheme before an IPv6 address', '//[::1]:80/a', ['http://[::1]:80/a']],
  ['a comma between two', `${A},${B}`, [A, B]],
  ['a semicolon between two', `${A}; ${B}`, [A, B]],
  ['a vertical bar between two', `${A}|${B}`, [A, B]],
  ['a comma before one without a scheme', `${A},//r.test/b.png`, [A, 'https://r.test/b.png']],
  ['a doubled scheme', `https://${A}`, [A]],
  ['numeric ampersands', B.replaceAll('&', '&#38;'), [B]],
  ['invisible characters inside', 'https://r.test/\u200ba\u2060.png', [A]],
  ['an emoji of several parts', 'https://r.test/👨\u200d👩.png', ['https://r.test/👨\u200d👩.png']],
  ['a comma inside', 'https://r.test/w_1,h_2/a.png', ['https://r.test/w_1,h_2/a.png']],
  ['prose', `See ${A}`, []]
];

for (const [name, text, expected] of TEXTS) {
  test(`addressesIn: ${name}`, () => assert.deepEqual(addressesIn(text, true), expected));
}

for (const [address, expected] of [
  [`${A}%20(valid%20for%2024%20hours)`, [A]],
  [`${A}%20expires%20in%2024h`, [A]],
  [`${A},`, [A]],
  [`${A}.`, [A]],
  [`${A};`, [A]],
  [`${A}|`, [A]],
  ['https://r.test/my%20fox.png%20(new)', ['https://r.test/my%20fox.png']],
  ['https://r.test/%20a', []],
  [A, []],
  ['https://r.test/', []]
] as const) {
  test(`withoutTextBehind: ${address}`, () => assert.deepEqual(withoutTextBehind(address), expected));
}

test('addressesIn: is linear in the length of hostile text', () => {
  const began = process.cpuUsage();
  for (const part of [
    '\u200b',
    '"',
    '//a.',
    '//a-',
    ',https://',
    '|//a.',
    'https://',
    '&amp;',
    '%3a',
    '\\/',
    ' https://a'
  ]) {
    for (let times = 0; times < 20; times++) addressesIn(`https://${part.repeat(60_000 / part.length)}!`, true);
  }
  assert.ok(process.cpuUsage(began).user < 5_000_000);
});

test('readRecord: reads a result with a byte order mark', () => {
  const resultJson = `\ufeff${JSON.stringify({ resultUrls: [A] })}`;
  const { results } = readRecord({ taskId: 't', state: 'success', resultJson }, 'image');
  assert.deepEqual(results, [{ kind: 'image', url: A }]);
});
