const MAX_TEXT = 300;
// They change what a line seems to say: control characters, and those that are invisible or turn the direction.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Removes what must not be read from a line for a log or a message: bearer tokens, the given keys, credentials in addresses. */
export function redact(text: string, ...secrets: readonly (string | undefined)[]): string {
  return withoutSecrets(text, ...secrets)
    .replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 ***')
    .replace(/(\/\/)[^/\s:@]+(:[^/\s@]*)?@/g, '$1***@');
}

/** Removes just these secrets: from an answer, which is kept and shown in many places, before anybody reads it. */
export function withoutSecrets(text: string, ...secrets: readonly (string | undefined)[]): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret === undefined || secret.length < 4) continue;
    for (const form of formsOf(secret)) safe = safe.replaceAll(form, '***');
  }
  return safe;
}

/** As it is, in an address, and in base64 alone. */
function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, encodeURIComponent(secret), base64, base64.replace(/=+$/, '')];
}

/**
 * A text of a server, fit to stand inside a sentence: redacted, in one line, at most 300 characters. Notifications and
 * input boxes of VS Code take `[words](command:…)` for a link that runs a command, so no such pair stays together.
 */
export function serverText(text: string, ...secrets: readonly (string | undefined)[]): string {
  const line = redact(text, ...secrets)
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .replaceAll('](', '] (')
    .trim();
  const points = Array.from(line);
  return points.length > MAX_TEXT ? `${points.slice(0, MAX_TEXT - 1).join('')}…` : line;
}
