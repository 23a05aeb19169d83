import { foreignText } from '../../shared/foreignText.ts';
import { trimEndOf } from '../../shared/textParts.ts';

/** Maximum code units of a text; the rest is cut before patterns run. More than any message shows. */
const MAX_INPUT = 4_000;

/** Removes bearer tokens, the given secrets and credentials in URLs from a log line or message. */
export function redact(text: string, ...secrets: readonly (string | undefined)[]): string {
  return withoutSecrets(text, ...secrets)
    .replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 ***')
    .replace(/(\/\/)[^/\s:@]+(:[^/\s@]*)?@/g, '$1***@');
}

/** Removes these secrets in all their spellings; applied to every response before it is parsed. */
export function withoutSecrets(text: string, ...secrets: readonly (string | undefined)[]): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret === undefined || secret.length < 4) continue;
    for (const form of formsOf(secret)) safe = safe.replaceAll(form, '***');
    // JSON, nested JSON and URLs can escape each character.
    if (ESCAPE.test(safe)) safe = safe.replace(escapedForms(secret), '***');
  }
  return safe;
}

const ESCAPE = /\\[u/]|%[0-9a-f]{2}/i;

/** Matches a secret with any character escaped as `\u0041`, `\/` or `%41`, with up to 8 backslashes. */
function escapedForms(secret: string): RegExp {
  const forms = Array.from(secret, character => {
    const unit = character.charCodeAt(0).toString(16).padStart(4, '0');
    const plain = /\w/.test(character) ? character : `\\\\{0,8}\\${character}`;
    return `(?:${plain}|\\\\{1,8}u${unit}|%${unit.slice(2)})`;
  });
  return new RegExp(forms.join(''), 'gi');
}

/** Returns the secret as it is, percent-encoded, and in base64. */
function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, encodeURIComponent(secret), base64, trimEndOf(base64, /=/)];
}

/**
 * Prepares a server's text for a message: removes these secrets, then applies {@link foreignText} (one line of at most
 * 300 code points without links, icons or invisible characters).
 */
export function serverText(text: string, ...secrets: readonly (string | undefined)[]): string {
  // Remove secrets before cutting: a cut through one would leave a part of it.
  return foreignText(redact(withoutSecrets(text, ...secrets).slice(0, MAX_INPUT)));
}
