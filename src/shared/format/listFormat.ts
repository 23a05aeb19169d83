import { textLanguage } from './language.ts';

/** "A, B or C" */
export const formatOr = (items: readonly string[]): string => format('disjunction', items);

/** "A, B and C" */
export const formatAnd = (items: readonly string[]): string => format('conjunction', items);

/** "A, B, C" without a conjunction, such as names in brackets. Chinese has a comma of its own for lists. */
export const formatList = (items: readonly string[]): string => items.join(isChinese() ? '、' : ', ');

/** Sentences as one text. Chinese has no space after a full stop. */
export const joinSentences = (sentences: readonly string[]): string => sentences.join(isChinese() ? '' : ' ');

const isChinese = (): boolean => /^zh\b/i.test(textLanguage());

function format(type: 'disjunction' | 'conjunction', items: readonly string[]): string {
  const language = textLanguage();
  // English lists are formatted without a serial comma, like the sentences around them.
  return new Intl.ListFormat(/^en\b/i.test(language) ? 'en-GB' : language, { type }).format(items);
}
