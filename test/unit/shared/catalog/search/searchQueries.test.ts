import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SEARCH_QUERIES } from '../../../../support/models/searchQueries.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';

const catalog = await builtCatalog();

const expected = SEARCH_QUERIES.flatMap(([first, queries]) =>
  queries.split('|').map(query => [query.trim(), first] as const)
);

function firstHit(query: string): string | undefined {
  const [hit] = catalog.hits(query);
  if (hit === undefined) return undefined;
  return [hit.model.id, ...Object.entries(hit.input ?? {}).map(([param, value]) => `${param}=${value}`)].join(' ');
}

describe('search queries', () => {
  it('are at least 400, each once', () => {
    assert.ok(expected.length >= 400, String(expected.length));
    const once = new Set(expected.map(([query]) => query));
    assert.equal(once.size, expected.length);
  });

  for (const [query, first] of expected) {
    it(`"${query}" finds ${first} first`, () => {
      assert.equal(firstHit(query), first);
    });
  }
});

describe('search', () => {
  const statuses = (query: string): ReadonlySet<string> =>
    new Set(catalog.hits(query).map(({ model }) => model.status));
  const texts = (query: string): readonly string[] => catalog.hits(query).map(({ model }) => model.id);

  it('lets older models answer only when no current one does', () => {
    assert.deepEqual([...statuses('sora 2 text to video')], ['retired']);
    assert.deepEqual([...statuses('suno')].includes('retired'), false);
    assert.deepEqual([...statuses('text to video')], ['current']);
  });

  it('ignores words that no model has', () => {
    assert.deepEqual(texts('xylophonix kling 2.6 zzyzx'), texts('kling 2.6'));
    assert.deepEqual(texts('请 去背景 谢谢'), texts('去背景'));
  });

  it('keeps the models that have most of the words when none has all', () => {
    assert.ok(texts('kling album')[0]?.startsWith('kling'));
  });

  it('separates opposite tasks with the same words', () => {
    const tasks = (query: string): string[] => [...new Set(catalog.hits(query).map(({ model }) => model.task))];
    assert.deepEqual(tasks('speech to text'), ['speech-to-text']);
    assert.deepEqual(tasks('text to speech'), ['text-to-speech']);
    assert.deepEqual(tasks('речь в текст'), ['speech-to-text']);
  });

  it('presets no discontinued value and none that the name contains', () => {
    const [suno] = catalog.hits('suno v4.5');
    assert.equal(suno?.input, undefined);
    assert.equal(catalog.hits('kling 2.1 pro')[0]?.input, undefined);
  });

  it('presets only documented values', () => {
    for (const [query] of expected) {
      for (const { model, input = {} } of catalog.hits(query)) {
        const { params } = catalog.entry(model.id) ?? assert.fail(model.id);
        for (const [param, value] of Object.entries(input)) assert.ok(params[param]?.enum?.includes(value), query);
      }
    }
  });

  it('answers every beginning of a query, however long', () => {
    for (const [query] of expected.slice(0, 60)) {
      for (let end = 3; end < query.length; end++) catalog.hits(query.slice(0, end));
    }
    assert.deepEqual(texts('ж'.repeat(100_000)), []);
  });
});
