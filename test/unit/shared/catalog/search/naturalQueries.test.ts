import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { searchPicker } from '../../../../../src/shared/catalog/search/pickerSearch.ts';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import { NATURAL_QUERIES, UPSCALE_QUERIES } from '../../../../support/models/naturalQueries.ts';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';

const folder = path.join(import.meta.dirname, '../../../../../l10n');
/** Hits that users see without scrolling. */
const SEEN = 5;

for (const [language, table] of Object.entries(NATURAL_QUERIES)) {
  describe(`search in ${language}`, () => {
    let models: readonly ModelSummary[];
    before(async () => {
      const file = path.join(folder, `bundle.l10n.${language}.json`);
      l10n.config({ contents: JSON.parse(await readFile(file, 'utf8')) as Record<string, string> });
      models = (await builtCatalog(path.join(folder, `catalog.${language}.json`))).summaries();
    });
    after(() => l10n.config({ contents: {} }));

    for (const [found, queries] of table) {
      it(`${language}: lists ${found} among the first ${SEEN}`, () => {
        const missed = queries.split(' | ').filter(query => {
          const seen = searchPicker(models, query, false).slice(0, SEEN);
          return !seen.some(({ model: { id, task, alsoTasks } }) => [id, task, ...alsoTasks].includes(found));
        });
        assert.deepEqual(missed, []);
      });
    }
  });
}

for (const [language, queries] of Object.entries(UPSCALE_QUERIES)) {
  it(`${language}: an upscale query with a resolution finds every upscaler`, async () => {
    const models = (await builtCatalog()).summaries();
    const isUpscaler = ({ task, status }: ModelSummary): boolean => task.startsWith('upscale-') && status === 'current';
    const upscalers = models.filter(isUpscaler).map(({ id }) => id);
    assert.ok(upscalers.length > 3);
    for (const query of queries.split(' | ')) {
      const found = searchPicker(models, query, false).map(({ model: { id } }) => id);
      assert.deepEqual(found.toSorted(), upscalers.toSorted(), query);
    }
  });
}

it('a number with a Russian letter is the same size', async () => {
  const models = (await builtCatalog()).summaries();
  const ids = (query: string) => searchPicker(models, query, false).map(({ model: { id }, input }) => [id, input]);
  assert.deepEqual(ids('kling 4к'), ids('kling 4k'));
  assert.deepEqual(ids('veo 1080р'), ids('veo 1080p'));
  assert.deepEqual(ids('topaz 2х'), ids('topaz 2x'));
});
