import { textLanguage } from './language.ts';

/** Created on first use, because it would take most of the startup time of its users. */
let numeric: { readonly language: string; readonly collator: Intl.Collator } | undefined;

/**
 * Compares texts as the display language sorts them, with numbers by their value: p1, p2, p10. Punctuation counts in
 * every language.
 */
export function compareTexts(a: string, b: string): number {
  const language = textLanguage();
  if (numeric?.language !== language)
    numeric = { language, collator: new Intl.Collator(language, { numeric: true, ignorePunctuation: false }) };
  return numeric.collator.compare(a, b);
}
