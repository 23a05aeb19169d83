let language = 'en';

/**
 * The language (BCP 47) of texts, and of the numbers, dates and lists in them: the display language of VS Code, or
 * English when it has no translation.
 */
export const textLanguage = (): string => language;

/** Called once when the extension or a webview starts. */
export function setTextLanguage(wanted: string): void {
  language = wanted;
}
