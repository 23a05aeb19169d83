import fs from 'node:fs/promises';
import path from 'node:path';
import { languageTexts } from '../../support/l10n/language.ts';
import { root } from '../../vscodeHost/paths.ts';

/** The display language of {@link pseudoExtension}, as VS Code names its own made-up language. */
export const PSEUDO = 'qps-ploc';

/** Writes the built extension with the texts of the made-up language into a folder. */
export async function pseudoExtension(folder: string): Promise<void> {
  for (const name of ['package.json', 'package.nls.json', 'media', 'dist'])
    await fs.cp(path.join(root, name), path.join(folder, name), { recursive: true });
  await fs.mkdir(path.join(folder, 'l10n'));
  const files = {
    manifest: `package.nls.${PSEUDO}.json`,
    code: `l10n/bundle.l10n.${PSEUDO}.json`,
    catalog: `l10n/catalog.${PSEUDO}.json`
  } as const;
  for (const part of ['manifest', 'code', 'catalog'] as const)
    await fs.writeFile(path.join(folder, files[part]), JSON.stringify(await languageTexts(root, part, 'pseudo')));
}
