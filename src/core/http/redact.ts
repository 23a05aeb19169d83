import { foreignText } from '../../shared/foreignText.ts';
import { trimEndOf } from '../../shared/textParts.ts';

/** More of a text than any sentence shows: what is behind it is cut before patterns run. In code units. */
const MAX_INPUT = 4_000;

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
    // JSON, also JSON inside of JSON, and addresses can spell each character in another way.
    if (ESCAPE.test(safe)) safe = safe.replace(escapedForms(secret), '***');
  }
  return safe;
}

const ESCAPE = /\\[u/]|%[0-9a-f]{2}/i;

/** Matches a secret of which any character may be written as `\u0041`, `\/` or `%41`, with up to 8 backslashes. */
function escapedForms(secret: string): RegExp {
  const forms = Array.from(secret, character => {
    const unit = character.charCodeAt(0).toString(16).padStart(4, '0');
    const plain = /\w/.test(character) ? character : `\\\\{0,8}\\${character}`;
    return `(?:${plain}|\\\\{1,8}u${unit}|%${unit.slice(2)})`;
  });
  return new RegExp(forms.join(''), 'gi');
}

/** As it is, in an address, and in base64 alone. */
function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, encodeURIComponent(secret), base64, trimEndOf(base64, /=/)];
}

/**
 * A text of a server, ready for a sentence of ours: without these secrets, then as {@link foreignText} makes it: one line
 * of at most 300 code points without links, icons or invisible characters.
 */
export function serverText(text: string, ...secrets: readonly (string | undefined)[]): string {
  // Secrets first, in the whole text: a cut through one would leave a part of it.
  return foreignText(redact(withoutSecrets(text, ...secrets).slice(0, MAX_INPUT)));
}
