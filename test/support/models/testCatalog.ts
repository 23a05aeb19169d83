import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildCatalog } from '../../../src/core/models/format/buildCatalog.ts';
import type { Catalog } from '../../../src/core/models/catalog.ts';
import { loadCatalog } from '../../../src/core/models/loadCatalog.ts';
import type { MediaFacts } from '../../../src/shared/form.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import { modelEntry } from './modelEntry.ts';

/**
 * Builds the catalog from the YAML files, so that these tests do not depend on an earlier build. `texts`: a file with
 * translations, such as `l10n/catalog.ru.json`.
 */
export async function builtCatalog(texts?: string): Promise<Catalog> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-catalog-'));
  try {
    await buildCatalog(path.join(import.meta.dirname, '../../../src/core/models/catalog'), folder);
    return await loadCatalog(path.join(folder, 'catalog.json'), texts);
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

/** Returns an entry for one test; only the relevant properties are required. */
export const entryOf = (part: Partial<ModelEntry>): ModelEntry => modelEntry({ params: {}, ...part });

export const noFacts = (): undefined => undefined;

export const factsFrom =
  (facts: Readonly<Record<string, MediaFacts>>) =>
  (value: string): MediaFacts | undefined =>
    facts[value];
