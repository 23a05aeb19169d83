import type { PriceText, PriceWords, StatedPrice, StatedUnit } from './priceText.ts';
import { unitsIn, wordsIn } from './priceWords.ts';
import { discountEnd } from './discountEnd.ts';
import { tidyPriceText } from './tidyPriceText.ts';
import { isUnclearPrice } from './unclearPrice.ts';

const CREDITS = /(\babout )?\b(\d{1,9}(?:\.\d{1,6})?) (?:kie )?credits?\b/g;
const LISTED =
  /((?:\d{1,9}(?:\.\d{1,6})? ?\/ ?){1,9}\d{1,9}(?:\.\d{1,6})?) credits for ((?:\d{1,4} ?\/ ?){1,9}\d{1,4})s\b(?: at (\d{1,4}p)\b)?/g;
const INPUT_IMAGES = /\binput images?\b|\bimage input\b/;
const FREE_IMAGES = /\bfirst (?:(\d{1,2}) )?(?:input )?images? (?:is |are )?free\b/;

/**
 * Reads the prices of a text of KIE. Undefined when it has none, or when any figure in it, or the end of its discount, is
 * not understood: a figure counts as understood when its unit and conditions are recognized and no other figure has the
 * same ones.
 * @param readAt when the text was read, in milliseconds since 1970: dates without a year are near it
 */
export function readPriceText(text: string, readAt: number): PriceText | undefined {
  const tidied = tidyPriceText(text);
  if (tidied === undefined || isUnclearPrice(text, tidied)) return undefined;
  const end = discountEnd(text, readAt);
  if (end === undefined) return undefined;
  const sentences = perDuration(tidied).split(/\.\s|\.$|\n/);
  const reader = new SentenceReader();
  const found = sentences.map(sentence => reader.read(sentence));
  if (found.some(prices => prices === undefined)) return undefined;
  const prices = found.flatMap(each => each ?? []);
  const images = prices.find(price => price.isInputImage)?.price.credits;
  const stated = prices.filter(price => !price.isInputImage).map(({ price }) => price);
  if (stated.length === 0 && /\bis free\b/.test(tidied) && images === undefined) return { prices: [FREE] };
  if (stated.length === 0 || hasConflict(stated)) return undefined;
  const free = FREE_IMAGES.exec(tidied);
  return {
    prices: stated,
    ...(images === undefined
      ? {}
      : { inputImages: { credits: images, free: free === null ? 0 : Number(free[1] ?? 1) } }),
    ...end
  };
}

const FREE: StatedPrice = { credits: 0, unit: 'request', words: {} };

/** "70 / 140 credits for 5 / 10s at 720p" are two prices. */
const perDuration = (text: string): string =>
  text.replace(LISTED, (whole: string, credits: string, seconds: string, size = '') => {
    const each = credits.split('/');
    const lengths = seconds.split('/').map(one => one.trim());
    if (each.length !== lengths.length) return whole;
    return each
      .map((one, index) => `${one.trim()} credits per-video ${lengths[index] ?? ''}s ${String(size)}`)
      .join(' | ');
  });

/** Two different prices for the same conditions: something in the text was not recognized. */
function hasConflict(prices: readonly StatedPrice[]): boolean {
  const known = new Map<string, number>();
  return prices.some(({ words, unit, credits }) => {
    const key = JSON.stringify([unit?.endsWith('-tokens') === true ? unit : '', Object.entries(words).sort()]);
    const other = known.get(key);
    known.set(key, credits);
    return other !== undefined && other !== credits;
  });
}

interface Found {
  readonly price: StatedPrice;
  readonly isInputImage: boolean;
}

/** Reads a text sentence by sentence. A line without a price ("With video input:") is the heading of the next ones. */
class SentenceReader {
  #heading: PriceWords = {};

  /** The prices of a sentence; undefined when a figure in it is not understood. */
  read(sentence: string): readonly Found[] | undefined {
    const figures = [...sentence.matchAll(CREDITS)];
    if (figures.length === 0) {
      if (sentence.trimEnd().endsWith(':')) this.#heading = wordsIn(sentence);
      return [];
    }
    const isInputImage = INPUT_IMAGES.test(sentence) && figures.length === 1;
    const found: Found[] = [];
    let context = this.#heading;
    let open: PriceWords[] = [];
    for (const { clause, isBeforeOr } of clausesOf(sentence)) {
      const parts = clause.split(/:| - /);
      const at = parts.findIndex(part => part.search(CREDITS) >= 0);
      for (const part of at < 0 ? parts.slice(0, -1) : parts.slice(0, at)) context = { ...context, ...wordsIn(part) };
      const own = wordsIn(parts[at < 0 ? parts.length - 1 : at] ?? '');
      if (at < 0) {
        if (isBeforeOr && Object.keys(own).length > 0) open.push({ ...context, ...own });
        continue;
      }
      const [figure, second] = [...(parts[at] ?? '').matchAll(CREDITS)];
      const units = unitsIn(clause);
      if (figure === undefined || second !== undefined || units.length > 1) return undefined;
      const words = [...open, { ...context, ...own }];
      open = [];
      found.push(...words.map(each => ({ isInputImage, price: priceOf(figure, units[0], each) })));
    }
    return found.length < figures.length ? undefined : shared(found, unitsIn(sentence));
  }
}

function clausesOf(sentence: string): readonly { readonly clause: string; readonly isBeforeOr: boolean }[] {
  const pieces = sentence.split(/(;|\||,|\bwhile\b|\band\b|\bor\b| \/ )/);
  return pieces.flatMap((clause, index) =>
    index % 2 === 1 ? [] : [{ clause, isBeforeOr: pieces[index + 1] === 'or' }]
  );
}

const priceOf = (figure: RegExpExecArray, unit: StatedUnit | undefined, words: PriceWords): StatedPrice => ({
  credits: Number(figure[2]),
  ...(unit === undefined ? {} : { unit }),
  words,
  ...(figure[1] === undefined ? {} : { about: true as const })
});

/** "about 3.5 credits for Turbo, or 7 credits for Balanced per image": unit and doubt are named once. */
function shared(found: readonly Found[], units: readonly StatedUnit[]): readonly Found[] {
  const unit = units.length === 1 ? units[0] : undefined;
  const isAbout = found.some(({ price }) => price.about);
  return found.map(({ price, isInputImage }) => ({
    isInputImage,
    price: {
      ...(unit === undefined ? {} : { unit }),
      ...price,
      ...(isAbout ? { about: true as const } : {})
    }
  }));
}
