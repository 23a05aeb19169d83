import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PageError } from '../../../../../src/core/models/docs/page.ts';
import { parseModels } from '../../../../../src/core/models/docs/parseModels.ts';
import { evaluate } from '../../../../../src/core/models/evaluate.ts';
import { Drafts } from '../../../../../src/core/engine/drafts.ts';
import { invalidDraftArbitrary, draftArbitrary } from '../../../../support/models/arbitraries.ts';
import fc from 'fast-check';
import { builtCatalog } from '../../../../support/models/testCatalog.ts';
import { factsOf } from '../../../../support/models/testFiles.ts';

const catalog = await builtCatalog();

/** A language that puts every sentence in brackets; text outside the brackets cannot be translated. */
const bracketed: Record<string, string> = new Proxy({}, { get: (_, key) => `⟦${String(key)}⟧` });

/** Returns the text without its translatable parts and without texts from the model table. */
function untranslated(text: string, ofTable: readonly string[]): string {
  let depth = 0;
  const outside = Array.from(text)
    .filter(sign => {
      if (sign === '⟦') depth++;
      if (sign === '⟧') depth--;
      return depth === 0 && sign !== '⟧';
    })
    .join('');
  return ofTable.reduce((left, words) => left.replaceAll(words, ''), outside).trim();
}

describe('translation: every generated sentence is translatable', () => {
  before(() => l10n.config({ contents: bracketed }));
  after(() => l10n.config({ contents: {} }));

  it('problems and prices of all models', () => {
    const seen = new Set<string>();
    const failed = new Set<string>();
    for (const entry of catalog.entries) {
      const whys = entry.rules.flatMap(({ why }) => (why === undefined ? [] : [why]));
      const drafts = fc.sample(draftArbitrary(entry).chain(invalidDraftArbitrary), { seed: 3, numRuns: 25 });
      for (const draft of [{}, ...drafts]) {
        const { issues, price } = evaluate(entry, draft, factsOf);
        for (const text of [...issues.map(issue => issue.message), ...price.parts]) {
          const key = /⟦[^⟦⟧]*/.exec(text)?.[0];
          if (key !== undefined) seen.add(key);
          // A rate times a number contains no words.
          if (!/^[×\s]*$/.test(untranslated(text, whys))) failed.add(`${entry.id}: ${text}`);
        }
      }
    }
    assert.deepEqual([...failed].slice(0, 20), []);
    assert.ok(seen.size > 40, String(seen.size));
  });

  it('an unknown model and unreadable pages', async () => {
    const drafts = new Drafts(catalog, () => undefined);
    const { issues } = await drafts.evaluate('kling/none', {});
    assert.deepEqual(
      issues.map(issue => untranslated(issue.message, [])),
      ['']
    );
    for (const text of ['', '<html>', '```\nopenapi: 3\n```', '{"openapi":"3","paths":{"/x":{"post":{}}}}']) {
      assert.throws(
        () => parseModels(text, catalog.entries),
        (error: unknown) => error instanceof PageError && untranslated(error.message, []) === ''
      );
    }
  });
});
