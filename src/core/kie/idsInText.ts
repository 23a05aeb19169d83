import { withoutTags } from '../../shared/foreignText.ts';
import { trimEndOf } from '../../shared/textParts.ts';

/** An ID field in JSON text. Also finds a field that the parser drops because its name occurs twice. */
const ID_IN_JSON =
  /"(task|record)[ ._-]?ids?"\s{0,99}:\s{0,99}\[?\s{0,99}(?:"([^"\\]{1,200})("\s{0,99}[,}\]])?|(-?\d[\d.eE+-]{0,199})([\s,}\]])?)/gi;
/**
 * An ID with a digit in a sentence (also a Chinese one) or in form data; without a separator it has at least 8
 * characters.
 */
const ID_IN_PROSE =
  /(?:(?:task|record)[ ._-]?ids?|(?:任务|任務|记录|記錄)\s?(?:ids?|编号|編號|号))(?:\s{0,9}(?:[:=#：＝为為是→]|[=-]>)\s{0,9}['"“‘`]?((?=[a-z._-]{0,127}\d)[\w.-]{4,128})|\s{1,9}(?:(?:is|was):?\s{1,9})?['"“‘`(]?((?=[a-z._-]{0,127}\d)[\w.-]{8,128}))(?![\w.-])/gi;
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
  for (const [, named, id = named] of plain.matchAll(ID_IN_PROSE)) if (id !== undefined) yield trimEndOf(id, /[.-]/);
}

/** A word for a task, in the languages of KIE's messages. */
const TASK_WORD = /task|job|record|任务|任務|记录|記錄/i;
/** A UUID or a hexadecimal number of at least 12 digits, or an ID that begins with the name of a task. */
const TOKEN =
  /(?<![\w-])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{12,128}|(?:task|job|record)[_-](?=[a-z._-]{0,119}\d)\w[\w-]{7,119})(?![\w-])/gi;
/** Any ID with a digit right after a word for a task. */
const BESIDE_WORD =
  /(?:task|job|record|任务|任務|记录|記錄)s?(?:[ _-]?(?:ids?|no|number|uuid)\b|编号|編號|号)?[\s:=#"'()（）：/→>-]{1,6}(?:(?:is|was|named)\s)?((?=[a-z._-]{0,127}\d)[a-z\d][\w.-]{7,127})/gi;
/** The name of another ID, at the end of the text before it. */
const OTHER_LABEL =
  /(?:request|trace|span|ray|error|correlation|event|session|user|account|log|message|file|upload|model|key|incident)[\s_-]?(?:ids?|no|number|code)?["'\s:=#(（：]{0,5}$/i;
const DATE = /^\d{4}-\d\d-\d\d/;
/** Characters around an ID in which a word for a task is about it. */
const NEAR_CHARS = 80;
const LABEL_CHARS = 30;
/** Maximum number of tokens to examine in a text. */
const MAX_TOKENS = 1_000;

/**
 * Yields IDs in a text about a task that may be its ID, although the text does not call them that: "Task … is queued".
 * @param withUrls - also yields IDs in URLs that do not mention a task
 */
export function* idsBesideTask(text: string, withUrls: boolean): Generator<string> {
  const isUrl = withUrls && /^\/|:\/\//.test(text);
  if (!isUrl && !TASK_WORD.test(text)) return;
  let seen = 0;
  for (const match of text.matchAll(BESIDE_WORD)) {
    if (++seen > MAX_TOKENS) return;
    const id = trimEndOf(match[1] ?? '', /[.-]/);
    if (!DATE.test(id)) yield id;
  }
  for (const { 0: id, index } of text.matchAll(TOKEN)) {
    if (++seen > MAX_TOKENS) return;
    if (isIdInText(text, id, index, isUrl)) yield id;
  }
}

function isIdInText(text: string, id: string, index: number, isUrl: boolean): boolean {
  const end = index + id.length;
  if (OTHER_LABEL.test(text.slice(Math.max(0, index - LABEL_CHARS), index))) return false;
  if (/^(?:task|job|record)/i.test(id)) return true;
  if (!/\d/.test(id) || !/[a-f-]/i.test(id)) return false; // a word, or a time
  const isNear = TASK_WORD.test(text.slice(Math.max(0, index - NEAR_CHARS), end + NEAR_CHARS));
  return isNear || (isUrl && !/^\.\w/.test(text.slice(end, end + 2)));
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
