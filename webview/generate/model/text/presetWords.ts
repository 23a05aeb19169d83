/** Appends suggested words to a text. */
export const withWords = (text: string, words: string): string =>
  text.trim() === '' ? words : `${text.trimEnd().replace(/[,;]$/, '')}, ${words}`;

/** Removes suggested words, with their comma. */
export function withoutWords(text: string, words: string): string {
  const at = text.indexOf(words);
  if (at < 0) return text;
  const before = text.slice(0, at).trimEnd().replace(/,$/, '');
  const after = text.slice(at + words.length);
  return before === '' ? after.replace(/^,?\s*/, '') : before + after;
}
