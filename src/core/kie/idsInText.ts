import { withoutTags } from '../../shared/foreignText.ts';

/** An ID field in JSON text. Also finds a field that the parser drops because its name occurs twice. */
const ID_IN_JSON =
  /"(task|record)[ ._-]?ids?"\s{0,99}:\s{0,99}\[?\s{0,99}(?:"([^"\\]{1,200})("\s{0,99}[,}\]])?|(-?\d[\d.eE+-]{0,199})([\s,}\]])?)/gi;
/** An ID with a digit in a sentence or in form data; without a separator it has at least 8 characters. */
const ID_IN_PROSE =
  /(?:task|record)[ ._-]?ids?(?:\s{0,9}[:=#]\s{0,9}['"]?((?=[a-z._-]{0,127}\d)[\w.-]{4,128})|\s{1,9}['"(]?((?=[a-z._-]{0,127}\d)[\w.-]{8,128}))(?![\w.-])/gi;
/** An escaped printable character, except the quote and the backslash. */
const ESCAPED = /\\u00(?!22|5c)([2-7][0-9a-f])/gi;
/** The beginning of an object or a list, and that of an envelope anywhere. */
const JSON_START = /^\s*[[{]/;
const ENVELOPE_START = /\{\s{0,9}"(?:code|msg|message|data|status|success)"/;
const ENTITY = /&(?:quot|#34|#x22|apos|#39|#x27|amp|lt|gt);/gi;
const ENTITIES: Readonly<Record<string, string>> = { apos: "'", '#39': "'", '#x27': "'", amp: '&', lt: '<', gt: '>' };

/** Yields the IDs in a text, in order of preference. Appends a quote to an ID that is cut off, which makes it invalid. */
export function* idsInText(text: string): Generator<string> {
  const plain = text.includes('\\u00')
    ? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  const found = [...plain.matchAll(ID_IN_JSON)];
  for (const word of ['task', 'record']) {
    for (const [, name, quoted, quotedEnd, bare, bareEnd] of found) {
      if (name?.toLowerCase() !== word) continue;
      const id = quoted ?? bare ?? '';
      const isCut = (quoted === undefined ? bareEnd : quotedEnd) === undefined;
      if (id.trim() !== '') yield isCut ? `${id.trim()}"` : id.trim();
    }
  }
  for (const [, named, id = named] of plain.matchAll(ID_IN_PROSE)) if (id !== undefined) yield id;
}

/** Returns the text of an HTML page without tags and escapes; other text unchanged. */
export function plainText(text: string): string {
  if (!/[<&]/.test(text)) return text;
  return withoutTags(text).replace(ENTITY, entity => ENTITIES[entity.slice(1, -1).toLowerCase()] ?? '"');
}

/** Whether a text that is not JSON may have lost an ID: binary data, or JSON that is cut off or damaged. */
export function isUnreadable(text: string): boolean {
  const start = text.slice(0, 4_096);
  const isBinary = /[\0-\x08\x0e-\x1f]/.test(start) || start.split('\ufffd').length - 1 > start.length / 8;
  return isBinary || JSON_START.test(text) || ENVELOPE_START.test(text);
}
