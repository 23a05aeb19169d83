import { CHOICE, FORM } from '../../../src/shared/format/plural.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ACCENTED = 'àƀçđèƒğĥìĵķĺɱñòþɋŕšţùṽŵẋýž';

/** Placeholders, and the links, code and keys that translations keep. */
const KEPT = /\{\d+\}|\(command:[\w.]+\)|#|https?:\/\/\S*\w|`[^`]+`/g;

/** The name of menus and categories. */
const NAME = 'KIE';

const accented = (text: string): string => {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(KEPT)) {
    result += lettersOf(text.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + lettersOf(text.slice(end));
};

const lettersOf = (text: string): string =>
  text.replaceAll(/[a-z]/gi, letter => ACCENTED.charAt(LETTERS.indexOf(letter.toLowerCase())));

/**
 * Returns a text as a made-up language would have it: accented, in brackets, and longer by a third, as Russian is. A
 * plain word on a page in this language is not localized, and a missing bracket is clipped.
 */
export function pseudo(text: string): string {
  if (text === NAME) return text;
  let result = '';
  let end = 0;
  for (const match of text.matchAll(CHOICE)) {
    const forms = match[0].replaceAll(FORM, (_, name: string, form: string) => `${name} {${accented(form)}}`);
    result += accented(text.slice(end, match.index)) + forms;
    end = match.index + match[0].length;
  }
  return `[${result}${accented(text.slice(end))} ${'~'.repeat(Math.ceil(text.length / 3))}]`;
}

/** All texts in the made-up language, by key. */
export const pseudoTexts = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)]));
