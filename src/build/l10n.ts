/**
 * `npm run l10n` collects every text of manifest, code and catalog, reports missing and unused keys for each language,
 * and writes the missing ones to build/l10n. It never changes a translation.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { compareKeys } from './l10n/compareKeys.ts';
import { englishTexts, LANGUAGES, PARTS, translationFile, translations } from './l10n/texts.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, 'build/l10n');

const { texts: english } = await englishTexts(root);
await fs.mkdir(folder, { recursive: true });
for (const language of LANGUAGES) {
  for (const part of PARTS) {
    const { missing, unused } = compareKeys(english[part], await translations(root, part, language));
    const count = Object.keys(english[part]).length;
    print(
      `${translationFile(part, language)}: ${String(count)} texts, ${String(missing.length)} missing, ${String(unused.length)} unused`
    );
    for (const key of unused) print(`  unused: ${key}`);
    const texts = Object.fromEntries(missing.map(key => [key, english[part][key]]));
    await fs.writeFile(path.join(folder, `missing.${part}.${language}.json`), `${JSON.stringify(texts, null, 2)}\n`);
  }
}
