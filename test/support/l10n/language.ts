import * as l10n from '@vscode/l10n';
import { englishTexts, translations } from '../../../src/build/l10n/texts.ts';
import type { Part, Texts } from '../../../src/build/l10n/texts.ts';
import { setTextLanguage } from '../../../src/shared/format/language.ts';
import { pseudoTexts } from './pseudo.ts';

/** The languages of the product beside English, and the made-up one. */
export const TESTED_LANGUAGES = ['pseudo', 'ru', 'zh-cn'] as const;
export type TestedLanguage = (typeof TESTED_LANGUAGES)[number];

/** The English texts of each checkout: collecting them from the code takes 2 s. */
const collectedIn = new Map<string, ReturnType<typeof englishTexts>>();

/** The texts of a part in a language. */
export async function languageTexts(root: string, part: Part, language: TestedLanguage): Promise<Texts> {
  if (language !== 'pseudo') return translations(root, part, language);
  const collected = collectedIn.get(root) ?? englishTexts(root);
  collectedIn.set(root, collected);
  return madeUp((await collected).texts[part]);
}

/** Comments for translators follow some keys after a slash. */
const madeUp = (texts: Texts): Texts =>
  pseudoTexts(
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replace(/\/[a-z]+ [a-z ]+$/, '')]))
  );

/** Sets the language of the texts of this process; without one, English. */
export function writeIn(language?: TestedLanguage, bundle: Texts = {}): void {
  l10n.config({ contents: { ...bundle } });
  setTextLanguage(language === undefined || language === 'pseudo' ? 'en' : language);
}

/** Formats, units, addresses, names and code, which no language translates. */
const KEPT =
  /^[a-z-]+(?:~spin)? {2}|\$\{[\w:]+\}|https?:\S+|(?<=\]) (?:and|or) (?=\[)|\w+:\/\/\S*|\b(?:image|video|audio)\/\w+|\$\w+|\b[\w-]+\.(?:png|jpe?g|gif|webp|mp4|mp3|m4a|txt|json|md)\b|\b(?:JPEG|JPG|PNG|WEBP|GIF|BMP|TIFF?|HEIC|HEIF|AVIF|MPEG|MP3|MP4|MOV|MKV|AVI|WAV|AAC|OGG|FLAC|WMA|WEBM|PDF|URL|KIE|API|JSON|cURL|kie\.run|USD|VS Code|Adam|KIE Studio)\b/g;

/** Words that no language translates. */
export interface Kept {
  /** Names, wherever they are in a text. */
  readonly names: readonly string[];
  /** Values, which are a whole text or an item of a list. */
  readonly values: readonly string[];
  /** Other texts that are not translated. */
  readonly others?: RegExp;
}

/**
 * Returns the texts with English in them. In the made-up language any plain word is English; in a real one two words in
 * a row are, because names stay.
 */
export function englishIn(language: TestedLanguage, texts: readonly string[], kept: Kept): readonly string[] {
  const names = kept.names.filter(name => /[A-Za-z]{2,}/.test(name)).toSorted((a, b) => b.length - a.length);
  const values = new Set(kept.values);
  const others = kept.others ?? /(?!)/g;
  // Highlighting a match splits a name.
  const isNamePart = (part: string): boolean => part.includes(' ') && names.some(name => name.endsWith(part));
  const english = language === 'pseudo' ? /[A-Za-z]{3,}/ : /\b[A-Za-z]{2,}[,;:]? [a-z]{2,}\b/;
  return texts.filter(
    text =>
      !values.has(text) &&
      text
        .split(/\n|, |: | · /)
        .map(part => part.replaceAll('\u00a0', ' ').trim().replaceAll(others, ''))
        // Looking for the names takes long, and few texts of a real language have English words.
        .filter(part => english.test(part) && !values.has(part.trim()) && !isNamePart(part.trim()))
        .map(part => names.reduce((rest, name) => rest.replaceAll(name, ''), part).replaceAll(KEPT, ''))
        .some(part => english.test(part))
  );
}
