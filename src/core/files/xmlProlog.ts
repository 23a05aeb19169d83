/**
 * Returns the offset of the root element, after declarations, comments, processing instructions and an SVG DOCTYPE. An
 * HTML DOCTYPE is not skipped. Returns the text's length if nothing follows. Takes linear time on any input.
 */
export function skipXmlProlog(text: string): number {
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4);
    else if (text.startsWith('<?', at)) at = after(text, '?>', at + 2);
    else if (/^<!doctype\s+svg/i.test(text.slice(at, at + 40))) at = skipDoctype(text, at);
    else return at;
  }
}

const SPACE = new Set([' ', '\t', '\n', '\r', '\f', '\ufeff']);

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.has(text.charAt(at))) at++;
  return at;
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + end.length;
}

/** Skips a DOCTYPE: to the first `>` outside quotes, comments and the internal subset in brackets. */
function skipDoctype(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"' || char === "'") at = after(text, char, at + 1) - 1;
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4) - 1;
    else if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (char === '>' && depth <= 0) return at + 1;
  }
  return text.length;
}
