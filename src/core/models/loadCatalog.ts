import fs from 'node:fs/promises';
import type { ModelEntry } from '../../shared/model.ts';
import { Catalog } from './catalog.ts';
import type { CatalogTexts } from './catalog.ts';

/**
 * Reads the built catalog (`dist/catalog.json`), which the build has validated.
 * @param textsFile the translations for the display language; undefined for English
 */
export async function loadCatalog(file: string, textsFile?: string): Promise<Catalog> {
  const texts =
    textsFile === undefined ? undefined : (JSON.parse(await fs.readFile(textsFile, 'utf8')) as CatalogTexts);
  return parseCatalog(await fs.readFile(file, 'utf8'), texts);
}

/** Parses the text of a built catalog. */
export function parseCatalog(text: string, texts?: CatalogTexts): Catalog {
  const { models } = JSON.parse(text) as { readonly models: readonly ModelEntry[] };
  return new Catalog(models, [], texts);
}
