import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalog } from '../../../../src/core/models/catalog.ts';
import { entryOf } from '../../../support/models/testCatalog.ts';
test('catalog: shows translated texts, and searches the English ones too', () => {
  const english = entryOf({ id: 'test/a', name: 'Alpha', summary: 'Removes noise.' });
  const catalog = new Catalog([english], [], { 'Removes noise.': 'Убирает шум.' });
  assert.equal(catalog.entry('test/a')?.summary, 'Убирает шум.');
  assert.equal(catalog.source('test/a'), english);
  assert.deepEqual(catalog.sources, [english]);
  assert.equal(catalog.builtIn('test/a'), english);
  for (const query of ['removes noise', 'убирает шум'])
    assert.deepEqual(
      catalog.search(query).map(({ id }) => id),
      ['test/a']
    );
  assert.equal(catalog.summaries()[0]?.english?.summary, 'Removes noise.');
});
