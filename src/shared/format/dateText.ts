import { textLanguage } from './language.ts';

// All times are in milliseconds since 1970.

/** "10/7/2026" in the language of the user interface. */
export const dateText = (at: number): string => new Date(at).toLocaleDateString(textLanguage());

/** "Oct 7, 2026" */
export const mediumDateText = (at: number): string =>
  new Date(at).toLocaleDateString(textLanguage(), { dateStyle: 'medium' });

/** "10/7/2026, 3:05:09 PM" */
export const dateTimeText = (at: number): string => new Date(at).toLocaleString(textLanguage());

/** "3:05:09 PM" */
export const exactTimeText = (at: number): string => new Date(at).toLocaleTimeString(textLanguage());

/** "03:05 PM" */
export const timeText = (at: number): string =>
  new Date(at).toLocaleTimeString(textLanguage(), { hour: '2-digit', minute: '2-digit' });
