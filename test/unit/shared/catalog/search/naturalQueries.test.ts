import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as l10n from '@vscode/l10n';
import { searchPicker } from '../../../../../src/shared/catalog/search/pickerSearch.ts';
import type { ModelSummary } from '../../../../../src/shared/form.ts';
import { NATURAL_QUERIES } from '../../../../support/models/naturalQueries.ts';
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
