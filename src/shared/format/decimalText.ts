import { textLanguage } from './language.ts';

/** The most decimal places that {@link exactText} shows. */
export const MAX_DECIMALS = 6;

/** "2.5", with the decimal separator of the language, at most two decimal places and no thousands separator. */
export const decimalText = (value: number): string => withDecimals(value, 2);

/** "0.0005", in full, with the decimal separator of the language and no thousands separator. */
export const exactText = (value: number): string => withDecimals(value, MAX_DECIMALS);

/** "20,000", "0.0005": in full, with the separators of the language; for the limits of a value, and values beyond them. */
export const limitText = (value: number): string => grouped(value, MAX_DECIMALS);

/** The decimal separator of the language: "." or ",". */
export const decimalSeparator = (): string => exactText(0.5).charAt(1);

/**
 * Returns the texts of a limit and of a value beyond it: the limit in full, the value with as many decimal places as
 * distinguish them, so that 10.004 MB does not read as 10 MB.
 */
export function comparedTexts(limit: number, value: number): readonly [limit: string, value: string] {
  const side = Math.sign(value - limit);
  let decimals = 2;
  while (decimals < MAX_DECIMALS && Math.sign(Number(value.toFixed(decimals)) - limit) !== side) decimals += 1;
  return [limitText(limit), grouped(value, decimals)];
}

const grouped = (value: number, decimals: number): string =>
  value.toLocaleString(textLanguage(), { maximumFractionDigits: decimals });

const withDecimals = (value: number, decimals: number): string =>
  value.toLocaleString(textLanguage(), { maximumFractionDigits: decimals, useGrouping: false });
