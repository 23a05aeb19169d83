export interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Letters and digits without case and diacritics, with the place of each in the text. */
function letters(text: string): { readonly plain: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let plain = '';
  let place = 0;
  for (const character of text) {
    for (const letter of character.normalize('NFKD').toLowerCase()) {
      if (!/[\p{L}\p{N}]/u.test(letter)) continue;
      plain += letter;
      places.push(...Array.from(letter, () => place));
    }
    place += character.length;
  }
  return { plain, places };
}

const LAST_LETTER = /[\p{L}\p{N}]$/u;

/** Whether a word of the text begins at this place. */
const beginsWord = (text: string, place: number): boolean => place === 0 || !LAST_LETTER.test(text.slice(0, place));

/** Where the word is in the text: at the beginning of a word if possible; a single letter or digit only there. */
function placeOf(word: string, text: string, plain: string, places: readonly number[]): number {
  let first = -1;
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
    if (beginsWord(text, places[at] ?? 0)) return at;
    if (first < 0) first = at;
  }
  return word.length > 1 ? first : -1;
}

/** Splits a text into the parts that match a word of the query and the others. Spaces in the text do not matter. */
export function highlight(text: string, query: string): readonly TextPart[] {
  const words = query.split(/\s+/).map(word => letters(word).plain);
  const { plain, places } = letters(text);
  const isMatch = Array.from({ length: text.length }, () => false);
  for (const word of words) {
    const at = word === '' ? -1 : placeOf(word, text, plain, places);
    if (at < 0) continue;
    const end = places[at + word.length - 1] ?? 0;
    const last = String.fromCodePoint(text.codePointAt(end) ?? 0).length;
    isMatch.fill(true, places[at], end + last);
  }
  const parts: TextPart[] = [];
  let start = 0;
  for (let i = 1; i <= text.length; i++) {
    if (i < text.length && isMatch[i] === isMatch[start]) continue;
    parts.push({ text: text.slice(start, i), isMatch: isMatch[start] === true });
    start = i;
  }
  return parts.filter(part => part.text !== '');
}
