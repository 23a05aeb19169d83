const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');

/** Whether every word of the query occurs in the text. Marks on letters, case and punctuation do not count. */
export function matches(query: string, text: string): boolean {
  const where = plain(text);
  return plain(query)
    .split(' ')
    .every(word => where.includes(word));
}
