import type { SearchIndex } from './searchIndex.ts';
import { STOP_WORDS } from './taskWords.ts';
import { isHan, tokens } from './tokens.ts';

const MAX_PHRASE = 5;

/** The terms of a query: phrases that the index has as a whole, names typed in parts, and words without fillers. */
export function queryTerms(query: string, index: SearchIndex): readonly string[] {
  const words = tokens(query).flatMap(word => (isHan(word) ? hanTerms(word, index) : [word]));
  const terms: string[] = [];
  for (let i = 0; i < words.length;) {
    const length = phraseLength(words, i, index);
    terms.push(words.slice(i, i + length).join(''));
    i += length;
  }
  const telling = terms.filter(term => !STOP_WORDS.has(term));
  return [...new Set(telling.length === 0 ? terms : telling)];
}

/** The number of words from `start` that belong together. */
function phraseLength(words: readonly string[], start: number, index: SearchIndex): number {
  for (let length = Math.min(MAX_PHRASE, words.length - start); length > 1; length--) {
    const part = words.slice(start, start + length);
    const whole = part.join('');
    if (index.phrases.has(whole) || index.isNameWord(whole)) return length;
    if (index.has(whole) && !part.every(word => index.has(word))) return length;
  }
  return 1;
}

/** Splits a Chinese run into the longest terms of the index; the rest is left out. */
function hanTerms(run: string, index: SearchIndex): readonly string[] {
  const terms: string[] = [];
  for (let i = 0; i < run.length;) {
    let length = run.length - i;
    while (length > 1 && !index.has(run.slice(i, i + length))) length--;
    if (length > 1 || run.length === 1) terms.push(run.slice(i, i + length));
    i += length;
  }
  return terms;
}
