import { checkTranslation } from './checkTranslation.ts';
import { compareKeys } from './compareKeys.ts';
import { similarText } from './similarText.ts';
import type { Sources } from './sources.ts';
import { outdatedKeys } from './sources.ts';
import type { Language, Texts } from './texts.ts';

/** The texts of one translation file. */
interface Translation {
  /** Path of the file, relative to the repository. */
  readonly file: string;
  readonly language: Language;
  readonly english: Texts;
  readonly translated: Texts;
  /** Keys whose translations may have plural forms. */
  readonly counted: ReadonlySet<string>;
  readonly sources: Sources;
  /** Where the missing texts are written to. */
  readonly missingFile: string;
}

const quoted = (text: string | undefined): string => JSON.stringify(text ?? '');

/** Translations that do not fit their English text. */
export const wrongTranslations = ({
  english,
  translated,
  language,
  counted
}: Pick<Translation, 'english' | 'translated' | 'language' | 'counted'>): readonly string[] =>
  Object.entries(translated).flatMap(([key, text]) => {
    const source = english[key];
    if (source === undefined || text.trim() === '') return [];
    return checkTranslation(source, text, language, counted.has(key)).map(problem => `${quoted(key)}: ${problem}`);
  });

/** Translations made from an earlier English text, with both texts. */
export const outdatedTranslations = ({
  english,
  translated,
  sources
}: Pick<Translation, 'english' | 'translated' | 'sources'>): readonly string[] =>
  outdatedKeys(english, translated, sources).map(
    key =>
      `${quoted(key)}: the English text changed from ${quoted(sources[key]?.english)} to ${quoted(english[key])}; the translation is ${quoted(translated[key])}`
  );

/** The lines that `npm run l10n` prints for a file: the counts, each finding, and what to do about it. */
export function reportOf(translation: Translation): readonly string[] {
  const { file, missingFile, english, translated } = translation;
  const { missing, unused } = compareKeys(english, translated);
  const outdated = outdatedTranslations(translation);
  const wrong = wrongTranslations(translation);
  const earlier = (key: string): readonly string[] => {
    const similar = similarText(key, unused);
    return similar === undefined ? [] : [`    earlier: ${quoted(similar)}: ${quoted(translated[similar])}`];
  };
  const found = (name: string, lines: readonly string[], todo: string): readonly string[] =>
    lines.length === 0 ? [] : [...lines.map(line => `  ${name}: ${line}`), `  → ${todo}`];
  return [
    `${file}: ${count(english)} texts, ${String(missing.length)} missing, ${String(outdated.length)} outdated, ${String(wrong.length)} wrong, ${String(unused.length)} unused`,
    ...found(
      'missing',
      missing.map(key => [quoted(key), ...earlier(key)].join('\n')),
      `Translate the texts of ${missingFile} and add them to ${file}.`
    ),
    ...found(
      'outdated',
      outdated,
      `Revise the translation in ${file} and run npm run l10n again. If it is right as it is: npm run l10n -- --confirm <key>`
    ),
    ...found('wrong', wrong, `Correct the translation in ${file}.`),
    ...found('unused', unused.map(quoted), `Remove these lines from ${file} when no new text can use them.`)
  ];
}

const count = (texts: Texts): string => String(Object.keys(texts).length);
