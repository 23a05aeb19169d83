import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeStems } from '../../../../../src/core/kie/services/resultItem.ts';
import type { ResultItem } from '../../../../../src/core/kie/taskRecord.ts';

const item = (name: string, role: string, ref?: string): ResultItem => ({
  kind: 'audio',
  url: `https://files.test/${name}.mp3`,
  role,
  ...(ref === undefined ? {} : { ref })
});

test('mergeStems: each item of a field takes the first free item with an ID', () => {
  const merged = mergeStems([
    item('a', 'vocal'),
    item('b', 'vocals', '1'),
    item('c', 'vocals', '2'),
    item('d', 'vocals'),
    item('e', 'drums', '3'),
    item('f', 'vocal')
  ]);
  assert.deepEqual(
    merged.map(({ url, ref }) => [url?.slice(-5, -4), ref]),
    [
      ['a', '1'],
      ['d', '2'],
      ['e', '3'],
      ['f', undefined]
    ]
  );
});

test('mergeStems: takes linear time', () => {
  const numbers = Array.from({ length: 20_000 }, (_, n) => n);
  const items = [
    ...numbers.map(n => item(`list-${n}`, `part ${n % 10_000}`, String(n))),
    ...numbers.map(n => item(`field-${n}`, `part ${n % 10_000}`))
  ];
  const began = process.cpuUsage();
  assert.equal(mergeStems(items).length, 20_000);
  assert.ok(process.cpuUsage(began).user < 3_000_000);
});
