import { textLanguage } from './language.ts';

/** "2.5", with the decimal separator of the language, at most two decimal places and no thousands separator. */
export const decimalText = (value: number): string =>
  value.toLocaleString(textLanguage(), { maximumFractionDigits: 2, useGrouping: false });
