/** No documented text with a pattern is this long. */
const MAX_TEXT_LENGTH = 100_000;

/**
 * Whether a text matches the pattern of a model entry, which `isLinearPattern` has accepted. A longer text is not judged:
 * KIE decides.
 */
export const fitsPattern = (pattern: string, text: string): boolean =>
  text.length > MAX_TEXT_LENGTH || new RegExp(pattern, 'u').test(text);
