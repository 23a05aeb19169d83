/**
 * The text without the characters at its end that `pattern` matches, one at a time. A pattern with `+$` would look at a
 * long run again from each of its characters.
 */
export function trimEndOf(text: string, pattern: RegExp): string {
  let end = text.length;
  while (end > 0 && pattern.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The text before the first character that `pattern` matches. */
export const before = (text: string, pattern: RegExp): string => text.split(pattern, 1)[0] ?? '';
