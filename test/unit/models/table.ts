import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildCatalog } from '../../../src/core/models/format/buildCatalog.ts';
import type { Catalog } from '../../../src/core/models/catalog.ts';
import { loadCatalog } from '../../../src/core/models/catalog.ts';
import type { MediaFacts } from '../../../src/shared/form.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import { modelEntry } from '../modelEntry.ts';

/** The catalog built afresh from the YAML files, so that these tests need no earlier build. */
export async function builtCatalog(): Promise<Catalog> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-catalog-'));
  try {
    await buildCatalog(path.join(import.meta.dirname, '../../../src/core/models/catalog'), folder);
    return await loadCatalog(path.join(folder, 'catalog.json'));
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

/** An entry for one test: only what counts there has to be named. */
export const entryOf = (part: Partial<ModelEntry>): ModelEntry => modelEntry({ params: {}, ...part });

export const nothingKnown = (): undefined => undefined;

export const known =
  (facts: Readonly<Record<string, MediaFacts>>) =>
  (value: string): MediaFacts | undefined =>
    facts[value];
