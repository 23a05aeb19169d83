// English lists are formatted without a serial comma, like the sentences around them.
const ENGLISH = 'en-GB';

let formats = createFormats(ENGLISH);

/**
 * Sets the language of lists inside sentences.
 * @param language the language of the translated sentences, a BCP 47 tag
 */
export function setListLanguage(language: string): void {
  formats = createFormats(/^en\b/i.test(language) ? ENGLISH : language);
}

/** "A, B or C" */
export const formatOr = (items: readonly string[]): string => formats.or.format(items);

/** "A, B and C" */
export const formatAnd = (items: readonly string[]): string => formats.and.format(items);

function createFormats(language: string): { readonly or: Intl.ListFormat; readonly and: Intl.ListFormat } {
  return {
    or: new Intl.ListFormat(language, { type: 'disjunction' }),
    and: new Intl.ListFormat(language, { type: 'conjunction' })
  };
}
