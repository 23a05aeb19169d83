import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExact } from '../../../../../src/core/http/exactJson.ts';
import { readRecord } from '../../../../../src/core/kie/records.ts';
import { readResults } from '../../../../../src/core/kie/services/results.ts';
import { serviceById } from '../../../../../src/core/kie/services/services.ts';
import type { TaskRecord } from '../../../../../src/core/kie/taskRecord.ts';

const A = 'https://r.test/a.png';
const B = 'https://r.test/b.png';

/** Ways to wrap JSON in one more level. */
const NESTINGS: readonly (readonly [what: string, start: string, end: string])[] = [
  ['arrays', '[', ']'],
  ['objects', '{"a":', '}']
];
type Nest = (inner: string) => string;

function forEachNesting(check: (what: string, nest: Nest) => void): void {
  for (const levels of [3_000, 100_000]) {
    for (const [what, start, end] of NESTINGS) {
      check(`${levels} ${what}`, inner => start.repeat(levels) + inner + end.repeat(levels));
    }
  }
}

/** Reads a record whose result is an object, JSON text, or JSON text of JSON text. */
const read = (resultJson: string, output: 'image' | 'json' | 'text'): readonly TaskRecord[] =>
  [resultJson, JSON.stringify(resultJson), JSON.stringify(JSON.stringify(resultJson))].map(content =>
    readRecord(parseExact(`{"taskId":"t","state":"success","resultJson":${content}}`), output)
  );

forEachNesting((what, nest) => {
  test(`readRecord: finds the URLs in ${what}`, () => {
    const urls = `{"resultUrls":["${A}"],"id":1e400,"more":${JSON.stringify(JSON.stringify([B]))}}`;
    for (const { results, unread, incomplete } of read(nest(urls), 'image')) {
      assert.deepEqual(
        results.map(({ kind, url }) => [kind, url]),
        [
          ['image', A],
          ['image', B]
        ]
      );
      assert.deepEqual([unread, incomplete], [undefined, undefined]);
    }
  });

  test(`readRecord: keeps ${what} without a URL as the response`, () => {
    const json = nest('{"link":"ftp://a","empty":[]}');
    for (const { results, unread } of read(json, 'image')) {
      assert.deepEqual(results, []);
      assert.equal(unread?.replace(/\s/g, ''), json);
    }
    for (const { results, unread } of read(nest('null'), 'image')) {
      assert.deepEqual(results, []);
      assert.ok(unread === undefined || unread.replace(/\s/g, '') === nest('null'));
    }
  });

  test(`readRecord: keeps ${what} as data`, () => {
    const json = nest('"what it is"');
    for (const { results } of read(`{"resultUrls":["${A}"],"resultObject":{"layers":${json}}}`, 'image')) {
      const data = results.find(({ role }) => role === 'data');
      assert.equal(data?.text?.replace(/\n *|(?<=:) /g, ''), `{"layers":${json}}`);
    }
    const [record] = read(json, 'json');
    assert.equal(record?.results[0]?.text?.replace(/\n *|(?<=:) /g, ''), json);
  });

  test(`legacy services: read ${what}`, () => {
    const suno = serviceById('suno');
    const song = `{"id":7,"audioUrl":"https://r.test/a.mp3","tags":${nest('1')}}`;
    const data = parseExact(`{"taskId":"t","status":"SUCCESS","response":{"sunoData":${nest(`[${song},${song}]`)}}}`);
    const record = suno?.read(data, 'audio');
    assert.deepEqual(
      record?.results.map(({ url, ref }) => [url, ref]),
      [['https://r.test/a.mp3', '7']]
    );
  });
});

test('readResults: finds a URL in JSON text after many texts that are not JSON', () => {
  const lyrics = Array.from({ length: 500 }, () => '[Verse 1] La la');
  assert.deepEqual(readResults({ lyrics, images: JSON.stringify([A]) }, 'image'), [{ kind: 'image', url: A }]);
});

test('readResults: keeps the order of the response', () => {
  const value = { z: [{ image: '//r.test/1.png' }, [['https://r.test/2.png']]], a: '["https://r.test/3.png"]', m: [A] };
  assert.deepEqual(
    readResults(value, 'image').map(({ url }) => url),
    ['https://r.test/1.png', 'https://r.test/2.png', 'https://r.test/3.png', A]
  );
});

test('readResults: reads a hostile response in bounded time', () => {
  const began = process.cpuUsage();
  for (const part of ['"[",', '"{\\"a\\":1}",', '[],', '{"a":"//"},', `"${A}",`]) {
    readResults(`[${part.repeat(1_000_000 / part.length)}0]`, 'image');
  }
  assert.ok(process.cpuUsage(began).user < 15_000_000);
});
