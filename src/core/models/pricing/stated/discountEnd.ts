import { endOfDiscount } from '../discounts.ts';
import { MONTH, dateAt } from './dateAt.ts';

/** Words behind which a date is the end of a discount. The first ones are said of an end only. */
const END =
  /\b(?:(?<end>until|till?|expir(?:es?|ing|y)|ends|ending|ended|deadline)|(?<word>through|thru|before|by|to))\b(?: (?:on|at)\b)?:? */g;
/** Dates and ends in other words. */
const OTHER_DATES = [
  new RegExp(String.raw`\b${MONTH}\.? \d{1,2}(?![\d.]*\d)`),
  new RegExp(String.raw`\b\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}\b`),
  new RegExp(String.raw`\bend of (?:the |this |next )?(?:day|week|month|quarter|year|${MONTH}\b)`),
  /(?<![\w-])\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\w-])/,
  /\b\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b/,
  /\b\d{1,2}\/\d{1,2} ?[-~] ?\d{1,2}\/\d{1,2}\b/,
  /\d ?[月日号]/
];
const DAY_MS = 86_400_000;

interface DiscountEnd {
  /** An ISO date, or date and time where the text has one. */
  readonly until?: string;
}

/**
 * When the discount that a text mentions ends; of several ends the earliest, since a text does not always show which
 * prices each is for. Undefined when the text has an end or a date that is not understood. A date without a year is the
 * one nearest to `readAt` (milliseconds since 1970).
 */
export function discountEnd(text: string, readAt: number): DiscountEnd | undefined {
  const plain = text
    .toLowerCase()
    .replaceAll(/[–—−]/g, '-')
    .replaceAll('：', ':')
    .replaceAll('，', ', ')
    .replaceAll(/\s+/g, ' ');
  const ends: string[] = [];
  let [rest, read] = ['', 0];
  for (const found of plain.matchAll(END)) {
    const from = found.index + found[0].length;
    const date = dateAt(plain.slice(from, from + 60), readAt);
    if (date === 'unclear' || (date === undefined && found.groups?.['end'] !== undefined)) return undefined;
    if (date === undefined) continue;
    ends.push(found.groups?.['word'] === 'before' ? dayBefore(date.until) : date.until);
    rest += plain.slice(read, found.index);
    read = from + date.length;
  }
  rest += plain.slice(read);
  if (OTHER_DATES.some(pattern => pattern.test(rest))) return undefined;
  const [until] = ends.sort((a, b) => endOfDiscount(a) - endOfDiscount(b));
  return until === undefined ? {} : { until };
}

/** A price "before October 7" no longer holds on that day. */
const dayBefore = (until: string): string =>
  until.includes('T') ? until : new Date(Date.parse(until) - DAY_MS).toISOString().slice(0, 10);
