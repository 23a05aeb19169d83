/** Numbers that can be read in more than one way. A wrong guess would start runs that the user did not ask for. */
import * as l10n from '@vscode/l10n';
import { decimalSeparator } from '../../../../src/shared/format/decimalText.ts';
import type { Param } from '../../../../src/shared/model.ts';

/** Marks a range. NFKC leaves no such character in the text. */
export const TO = '…';

/** "12 345". After decimals or an exponent, a space ends the number. */
const SPACED = /(?<![\d.,e]|e[-+])\d{1,3}(?: \d{3})+(?!\d)/gi;
const THOUSANDS = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;

/** Problems of numbers with spaces that may separate thousands or numbers. */
export const spaceProblems = (text: string): readonly string[] =>
  [...text.matchAll(SPACED)].map(([part]) => severalText(part, part.replaceAll(' ', ''), part.replaceAll(' ', ', ')));

/**
 * Replaces the decimal commas of a part, which has no spaces, by points. Not those that may separate thousands in a
 * language without decimal commas.
 */
export function withDecimalPoints(part: string, { type }: Pick<Param, 'type'>): string {
  const ends = part.split(TO);
  if (!ends.every(end => /^[-+]?\d*(?:,\d+)?$/.test(end))) return part;
  const mayBeThousands = decimalSeparator() !== ',' || type === 'integer';
  return mayBeThousands && ends.some(end => THOUSANDS.test(end)) ? part : part.replaceAll(',', '.');
}

/**
 * The problem of a part in which a comma may separate numbers, thousands or decimals, or a point thousands.
 *
 * @param hasSemicolons - whether semicolons separate the numbers, so that a comma does not.
 */
export function partProblem(part: string, { type }: Pick<Param, 'type'>, hasSemicolons: boolean): string | undefined {
  const ends = part.split(TO);
  const shown = part.replaceAll(TO, '-');
  if (type === 'integer' && ends.some(end => /^[-+]?\d{1,3}\.\d{3}$/.test(end)))
    return differentText(shown, shown.replace(/\.0+(?=-|$)/g, ''), shown.replaceAll('.', ''));
  const joined = shown.replaceAll(',', '');
  const listed = shown.replaceAll(',', ', ');
  if (hasThousands(ends)) {
    const isDecimal = hasSemicolons && type !== 'integer' && !shown.includes('.');
    return isDecimal ? differentText(shown, shown.replaceAll(',', '.'), joined) : severalText(shown, joined, listed);
  }
  return type !== 'integer' && hasDecimals(ends) ? severalText(shown, pairedDecimals(ends), listed) : undefined;
}

/** In a list without ranges, all commas separate thousands, or none does. */
function hasThousands(ends: readonly string[]): boolean {
  if (ends.length === 1) return ends.some(end => THOUSANDS.test(end));
  return ends.some((end, index) => hasComma(ends, index) && /(?<![\d.])\d{1,3},\d{3}(?!\d)/.test(end));
}

/** Whether a comma may be part of a number. The only one between two ranges ("1-3,5-7") separates them. */
function hasComma(ends: readonly string[], index: number): boolean {
  const isBetween = index > 0 && index < ends.length - 1;
  return (ends[index] ?? '').split(',').length > (isBetween ? 2 : 1);
}

/** Whether a comma may be a decimal separator. A longer list without ranges has none unless it repeats a number. */
function hasDecimals(ends: readonly string[]): boolean {
  const numbers = ends.map(end => end.split(','));
  const [first = []] = numbers;
  if (ends.length === 1) {
    const hasEqual = new Set(first).size < first.length;
    return first.every(isDigits) && (first.length === 2 || (first.length % 2 === 0 && hasEqual));
  }
  return numbers.some(
    (list, index) => hasComma(ends, index) && list.some((one, at) => isDigits(one) && isPlain(list[at + 1]))
  );
}

const isDigits = (text: string): boolean => /^[-+]?\d+$/.test(text);
const isPlain = (text: string | undefined): boolean => text !== undefined && /^\d+$/.test(text);

/** "0.5, 0.7" for "0,5,0,7". */
const pairedDecimals = (ends: readonly string[]): string => ends.map(pairsOf).join('-');

const pairsOf = (end: string): string =>
  end
    .split(',')
    .reduce((text, number, index) => (index === 0 ? number : `${text}${index % 2 === 1 ? '.' : ', '}${number}`), '');

const severalText = (part: string, one: string, several: string): string =>
  l10n.t('"{0}" can be one number or several. Enter {1} or {2}.', part, one, several);

const differentText = (part: string, first: string, second: string): string =>
  l10n.t('"{0}" can be two different numbers. Enter {1} or {2}.', part, first, second);
