import { globSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { checkFile } from '../../core/models/format/buildCatalog.ts';
import { localizeEntry } from '../../core/models/localizeEntry.ts';
import { codeTexts } from './codeTexts.ts';
import type { Source, Sources } from './sources.ts';

/** The translations beside English; file names contain them as VS Code writes its display languages. */
export const LANGUAGES = ['ru', 'zh-cn'] as const;
export type Language = (typeof LANGUAGES)[number];

export const PARTS = ['manifest', 'code', 'catalog'] as const;
export type Part = (typeof PARTS)[number];

/** Translations by key. */
export type Texts = Readonly<Record<string, string>>;

/** The file with the translations of a part, relative to the repository. */
export const translationFile = (part: Part, language: Language): string =>
  ({
    manifest: `package.nls.${language}.json`,
    code: `l10n/bundle.l10n.${language}.json`,
    catalog: `l10n/catalog.${language}.json`
  })[part];

/** The record of the English texts that the translations of the manifest were made from. */
export const sourcesFile = (language: Language): string => `l10n/sources/package.nls.${language}.json`;

interface English {
  /** The English text of every key by part, as the sources have them. */
  readonly texts: Readonly<Record<Part, Texts>>;
  /** Keys whose translations may have plural forms. */
  readonly counted: ReadonlySet<string>;
}

export async function englishTexts(root: string): Promise<English> {
  const manifest = await readRecord<string>(path.join(root, 'package.nls.json'));
  const { texts: code, counted } = await textsOfCode(root);
  return { texts: { manifest, code, catalog: await textsOfCatalog(root) }, counted };
}

/** The existing translations; none for a missing file. */
export const translations = (root: string, part: Part, language: Language): Promise<Texts> =>
  readRecord<string>(path.join(root, translationFile(part, language)));

/** The records of a part; empty for code and catalog, whose keys are the English texts. */
export const sourcesOf = async (root: string, part: Part, language: Language): Promise<Sources> =>
  part === 'manifest' ? readRecord<Source>(path.join(root, sourcesFile(language))) : {};

/** @throws an Error that lists the calls whose text cannot be read */
async function textsOfCode(root: string): Promise<{ readonly texts: Texts; readonly counted: ReadonlySet<string> }> {
  const texts: Record<string, string> = {};
  const counted = new Set<string>();
  const problems: string[] = [];
  const files = globSync(['src/**/*.ts', 'webview/**/*.ts'], { cwd: root });
  for (const file of files.sort()) {
    const found = codeTexts(file, await fs.readFile(path.join(root, file), 'utf8'));
    for (const key of found.keys) texts[key] = key;
    for (const key of found.counted) counted.add(key);
    problems.push(...found.problems);
  }
  if (problems.length > 0) throw new Error(`The text must be a literal:\n${problems.join('\n')}`);
  return { texts, counted };
}

/** Texts without letters, such as "16:9", need no translation. */
async function textsOfCatalog(root: string): Promise<Texts> {
  const texts: Record<string, string> = {};
  const keep = (text: string): string => {
    if (/\p{L}/u.test(text)) texts[text] = text;
    return text;
  };
  const folder = path.join(root, 'src/core/models/catalog');
  for (const file of (await fs.readdir(folder)).sort()) {
    const { entries } = checkFile(file, await fs.readFile(path.join(folder, file), 'utf8'));
    for (const entry of entries) localizeEntry(entry, keep);
  }
  return texts;
}

/** An empty record for a missing file. */
async function readRecord<T>(file: string): Promise<Readonly<Record<string, T>>> {
  if (globSync(file).length === 0) return {};
  return JSON.parse(await fs.readFile(file, 'utf8')) as Readonly<Record<string, T>>;
}
