const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');

/** Whether every word of the query occurs in the text, ignoring diacritics, case and punctuation. */
export function matches(query: string, text: string): boolean {
  const where = plain(text);
  return plain(query)
    .split(' ')
    .every(word => where.includes(word));
}

/** The rank of a match, best first: the whole name, its beginning, the beginning of a word, anywhere else. */
export function rank(query: string, names: readonly string[]): number {
  const wanted = plain(query).trim();
  if (wanted === '') return 0;
  const ranks = names.map(name => {
    const text = plain(name).trim();
    if (text === wanted) return 0;
    if (text.startsWith(wanted)) return 1;
    return ` ${text}`.includes(` ${wanted}`) ? 2 : 3;
  });
  return Math.min(3, ...ranks);
}
