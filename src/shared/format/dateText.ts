import { textLanguage } from './language.ts';

/** "10/7/2026" in the language of the user interface; `at` in milliseconds since 1970. */
export const dateText = (at: number): string => new Date(at).toLocaleDateString(textLanguage());
