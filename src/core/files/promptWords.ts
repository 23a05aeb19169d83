const MAX_WORDS = 6;
// In Latin letters. With a time, an index and an extension, such a name fits into an explorer of 300 pixels.
const MAX_WIDTH = 24;
// A word with its marks and inner joiners, and what follows an apostrophe.
const WORD = /[\p{L}\p{N}\p{M}]+(?:[\u200c\u200d][\p{L}\p{N}\p{M}]+)*(?:['’]\p{L}[\p{L}\p{M}]*)?/gu;
// A joiner elsewhere than between two characters that it joins only makes different names look alike.
const LOOSE_JOINER =
  /(?<![\p{L}\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;
/** Scripts that write sentences without spaces. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const MARK = /\p{M}/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** The width of a wide character in Latin letters. */
const WIDE_WIDTH = 1.7;
/** Words that only connect others: a name that is cut after one of them looks broken. */
const CONNECTING = new Set(
  `a an the and or but nor of on in at to by for from with without into onto over under near above below behind
  beside between through across against around along its his her their this that these those is are as while
  и а но или в во на под над за из изо от ото до к ко с со у о об обо по при без для между через около возле как это
  что 的 和 与 在 是 了 の を に は が と で`.split(/\s+/)
);

/**
 * Returns the first words of a prompt, joined by hyphens: as many as are short together, and at least one. A prompt
 * that is cut ends before a connecting word.
 */
export function promptWords(prompt: string): string {
  const found = (withoutLooseJoiners(prompt.normalize('NFC')).match(WORD) ?? []).map(shortWord);
  const kept: string[] = [];
  for (const word of found.slice(0, MAX_WORDS)) {
    if (kept.length > 0 && widthOf([...kept, word].join('-')) > MAX_WIDTH) break;
    kept.push(word);
  }
  return (kept.length < found.length ? withNaturalEnd(kept) : kept).join('-');
}

function withNaturalEnd(words: readonly string[]): readonly string[] {
  const end = words.findLastIndex(word => !CONNECTING.has(word.toLowerCase()));
  return words.slice(0, Math.max(1, end + 1));
}

/** The width of a text in Latin letters. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, char) => sum + (MARK.test(char) ? 0 : WIDE.test(char) ? WIDE_WIDTH : 1), 0);

/** A word without apostrophes. A sentence without spaces is cut to its first words. */
function shortWord(text: string): string {
  const word = text.replaceAll(/['’]/g, '');
  if (!UNSPACED.test(word) || widthOf(word) <= MAX_WIDTH) return word;
  const start: string[] = [];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'word' }).segment(word)) {
    if (start.length > 0 && widthOf([...start, segment].join('')) > MAX_WIDTH) break;
    start.push(segment);
  }
  return withNaturalEnd(start).join('');
}

/** Removes zero-width joiners that are not between two characters that they join. */
export const withoutLooseJoiners = (text: string): string => text.replaceAll(LOOSE_JOINER, '');
