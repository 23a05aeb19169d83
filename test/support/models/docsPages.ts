import assert from 'node:assert/strict';
import { checkEntry } from '../../../src/core/models/format/checkEntry.ts';
import { parseModels } from '../../../src/core/models/docs/parseModels.ts';
import type { Param } from '../../../src/shared/model.ts';
import type { Rule } from '../../../src/shared/modelRule.ts';
import { docsPage } from '../../emulator/hosts/docsHost.ts';
import { builtCatalog } from './testCatalog.ts';

/** Pages for the tests of the documentation reader, about a model that is not in the catalog. */

export const { entries } = await builtCatalog();

const FOLDER = 'docs/en/Market/Video Models/Kling';
export const page = (input: object, more: Partial<Parameters<typeof docsPage>[0]> = {}): string =>
  docsPage({
    title: 'Kling 9.0',
    model: 'kling-9.0/video',
    folder: FOLDER,
    input: { type: 'object', ...input },
    ...more
  });

/** Reads a page about exactly one model, which must be valid for storing. */
export function parseSingleModel(text: string): {
  params: Readonly<Record<string, Param>>;
  unsupported: readonly string[];
  rules: readonly Rule[];
} {
  const [found, ...others] = parseModels(text, entries);
  assert.ok(found);
  assert.deepEqual(others, []);
  assert.deepEqual(checkEntry(found.entry).problems, []);
  return { params: found.entry.params, unsupported: found.unsupported, rules: found.entry.rules };
}
