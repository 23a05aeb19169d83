/**
 * `npm run l10n` collects every text of manifest, code and catalog and reports, for each language, missing, outdated,
 * wrong and unused translations and the counts. It writes the missing texts to build/l10n, and the record of the English
 * texts that the translations of the manifest were made from to l10n/sources. It never changes a translation.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compareKeys } from './l10n/compareKeys.ts';
import { countsTable } from './l10n/countsTable.ts';
import { reportOf } from './l10n/report.ts';
import { updateSources } from './l10n/sources.ts';
import { englishTexts, LANGUAGES, PARTS, sourcesFile, sourcesOf, translationFile, translations } from './l10n/texts.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const write = (file: string, content: unknown): Promise<void> =>
  fs.writeFile(path.join(root, file), `${JSON.stringify(content, null, 2)}\n`);

const root = path.join(import.meta.dirname, '../..');
await fs.mkdir(path.join(root, 'build/l10n'), { recursive: true });

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { confirm: { type: 'string', multiple: true, default: [] } }
});
const confirmed = new Set([...values.confirm, ...positionals]);
const { texts: english, counted } = await englishTexts(root);
const unknown = [...confirmed].filter(key => !Object.hasOwn(english.manifest, key));
if (unknown.length > 0) throw new Error(`package.nls.json has no key ${unknown.join(', ')}`);

const translated: Record<string, Record<string, number>> = {};
for (const language of LANGUAGES) {
  const counts: Record<string, number> = {};
  for (const part of PARTS) {
    const existing = await translations(root, part, language);
    const missingFile = `build/l10n/missing.${part}.${language}.json`;
    let sources = await sourcesOf(root, part, language);
    if (part === 'manifest') {
      sources = updateSources(english[part], existing, sources, confirmed);
      await write(sourcesFile(language), sources);
    }
    const { missing } = compareKeys(english[part], existing);
    await write(missingFile, Object.fromEntries(missing.map(key => [key, english[part][key]])));
    counts[part] = Object.keys(english[part]).length - missing.length;
    const file = translationFile(part, language);
    const about = { file, language, english: english[part], translated: existing, counted, sources, missingFile };
    reportOf(about).forEach(print);
  }
  translated[language] = counts;
}
const all = Object.fromEntries(PARTS.map(part => [part, Object.keys(english[part]).length]));
print('');
countsTable({ en: all, ...translated }).forEach(print);
