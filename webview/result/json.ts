/** A part of a JSON text. */
export interface Token {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'other';
  readonly text: string;
}

/** A longer text, in characters, is not colored: its many elements would slow the page down. */
const MAX_COLORED = 200_000;

const PARTS = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

/** Splits JSON into parts to color, indented when it is valid. */
export function jsonTokens(source: string): readonly Token[] {
  const text = indented(source);
  if (text.length > MAX_COLORED) return [{ kind: 'other', text }];
  const tokens: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, quoted, colon, number] = match;
    if (match.index > at) tokens.push({ kind: 'other', text: text.slice(at, match.index) });
    at = match.index + whole.length;
    if (quoted === undefined) tokens.push({ kind: number === undefined ? 'word' : 'number', text: whole });
    else tokens.push({ kind: colon === undefined ? 'string' : 'key', text: quoted });
    if (colon !== undefined) tokens.push({ kind: 'other', text: colon });
  }
  return at < text.length ? [...tokens, { kind: 'other', text: text.slice(at) }] : tokens;
}

function indented(source: string): string {
  try {
    return JSON.stringify(JSON.parse(source), undefined, 2);
  } catch {
    // Not valid JSON, such as one value per line: shown as it is.
    return source;
  }
}
