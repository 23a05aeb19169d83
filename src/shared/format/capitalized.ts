import { textLanguage } from './language.ts';

/** The text with a capital letter at its beginning. */
export const capitalized = (text: string): string => text.charAt(0).toLocaleUpperCase(textLanguage()) + text.slice(1);
