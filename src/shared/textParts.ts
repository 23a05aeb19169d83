/**
 * Removes trailing characters that match `pattern`, one at a time. A pattern with `+$` would rescan long runs from each
 * of their characters.
 */
export function trimEndOf(text: string, pattern: RegExp): string {
  let end = text.length;
  while (end > 0 && pattern.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The text before the first character that matches `pattern`. */
export const before = (text: string, pattern: RegExp): string => text.split(pattern, 1)[0] ?? '';
