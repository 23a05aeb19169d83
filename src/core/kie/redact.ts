const MAX_TEXT = 300;

/** Removes what must not be read from a line for a log or a message: bearer tokens, the given keys, credentials in addresses. */
export function redact(text: string, ...secrets: readonly (string | undefined)[]): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret !== undefined && secret.length >= 4) safe = safe.replaceAll(secret, '***');
  }
  return safe.replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 ***').replace(/(\/\/)[^/\s:@]+(:[^/\s@]*)?@/g, '$1***@');
}

/** A text of a server, fit to stand inside a sentence: redacted, in one line, at most 300 characters. */
export function serverText(text: string, ...secrets: readonly (string | undefined)[]): string {
  const line = redact(text, ...secrets)
    .replace(/\s+/g, ' ')
    .trim();
  const points = Array.from(line);
  return points.length > MAX_TEXT ? `${points.slice(0, MAX_TEXT - 1).join('')}…` : line;
}
