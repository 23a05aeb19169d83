import { textLanguage } from './language.ts';

/** "20,000.5": with the separators of the language, and at most two decimal places. */
export const numberText = (value: number): string => value.toLocaleString(textLanguage(), { maximumFractionDigits: 2 });
