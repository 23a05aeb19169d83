/**
 * Removes trailing characters that match `pattern`, one at a time. A pattern with `+$` would rescan long runs from each
 * of their characters.
 */
export function trimEndOf(text: string, pattern: RegExp): string {
  let end = text.length;
  while (end > 0 && pattern.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Code points above take two UTF-16 units. */
const MAX_UNIT = 0xffff;

/** The number of characters as the documentation counts them: code points, so an emoji is one. */
export function codePoints(text: string): number {
  // Without a list: a program may send a whole file as text.
  let count = 0;
  for (let at = 0; at < text.length; count++) at += (text.codePointAt(at) ?? 0) > MAX_UNIT ? 2 : 1;
  return count;
}

/** The text before the first character that matches `pattern`. */
export const before = (text: string, pattern: RegExp): string => text.split(pattern, 1)[0] ?? '';
