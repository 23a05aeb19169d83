/** The share of words that two texts must have in common. */
const MIN_SHARE = 0.5;

/** Returns the text most like another one, which probably is its earlier wording; undefined if none is similar. */
export function similarText(text: string, others: readonly string[]): string | undefined {
  const words = wordsOf(text);
  const rated = others.map(other => ({ other, share: shareOf(words, wordsOf(other)) }));
  const [best] = rated.filter(({ share }) => share >= MIN_SHARE).toSorted((a, b) => b.share - a.share);
  return best?.other;
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\d]+/gu));

/** The Sørensen–Dice coefficient, from 0 to 1. */
const shareOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size + b.size === 0 ? 0 : (2 * [...a].filter(word => b.has(word)).length) / (a.size + b.size);
