import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { sniffText } from '../sniffText.ts';
import { skipXmlProlog } from '../xmlProlog.ts';

const HEAD_BYTES = 64 * 1024;
/** Files above this size are not read whole. */
const MAX_SCAN_BYTES = 32 * 1024 * 1024;
const TAIL_BYTES = 4096;

/**
 * Looks for the end of the root element; `unknown` for other files. SVG elements can contain others, so `</svg>` alone
 * does not show that the file is complete.
 */
export async function svgCompleteness(file: FileReader): Promise<Completeness> {
  const head = await file.read(0, HEAD_BYTES);
  if (sniffText(head, head.length === file.size)?.mime !== 'image/svg+xml') return 'unknown';
  const decoder = new TextDecoder(encodingOf(head));
  if (file.size > MAX_SCAN_BYTES) {
    const from = (file.size - TAIL_BYTES) & ~1; // a character of UTF-16 begins at an even offset
    const tail = decoder.decode(await file.read(from, TAIL_BYTES + 1));
    return isClosedAtEnd(tail) ? 'unknown' : 'truncated';
  }
  const text = decoder.decode(await file.read(0, file.size));
  return hasWholeRoot(text) ? 'complete' : 'truncated';
}

/** Whether a text ends with `</svg>` and then only space, comments and processing instructions. */
function isClosedAtEnd(text: string): boolean {
  const last = text.slice(Math.max(0, text.toLowerCase().lastIndexOf('</svg')));
  const [tag] = /^<\/svg\s*>/i.exec(last) ?? [];
  return tag !== undefined && skipXmlProlog(last.slice(tag.length)) === last.length - tag.length;
}

/** Sections whose content is not markup. */
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>']
] as const;

/** Whether the root element ends. Counts only `svg` elements, so others may be malformed. Takes linear time. */
function hasWholeRoot(text: string): boolean {
  let depth = 0;
  let at = text.indexOf('<', skipXmlProlog(text));
  while (at >= 0) {
    const section = SECTIONS.find(([open]) => text.startsWith(open, at));
    const end = section === undefined ? tagEnd(text, at) : indexAfter(text, section[1], at + section[0].length);
    if (end < 0) return false;
    const [tag, slash] = /^<(\/?)svg[\s/>]/i.exec(text.slice(at, at + 6)) ?? [];
    if (tag !== undefined) {
      if (slash === '/') depth--;
      else if (text[end - 2] !== '/') depth++;
      if (depth <= 0) return true;
    }
    at = text.indexOf('<', end);
  }
  return false;
}

/** Returns the offset after the tag at `from`, negative when it does not end. Attribute values may contain `>`. */
function tagEnd(text: string, from: number): number {
  const mark = /[>"']/g;
  mark.lastIndex = from;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '>') return mark.lastIndex;
    const end = indexAfter(text, found[0], mark.lastIndex);
    if (end < 0) return end;
    mark.lastIndex = end;
  }
  return -1;
}

function indexAfter(text: string, close: string, from: number): number {
  const found = text.indexOf(close, from);
  return found < 0 ? found : found + close.length;
}

/** The encoding of a text that begins with an ASCII character or a byte order mark. One byte is one character of Latin-1. */
function encodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | 'latin1' {
  if (second === 0 || (first === 0xff && second === 0xfe)) return 'utf-16le';
  return first === 0 || (first === 0xfe && second === 0xff) ? 'utf-16be' : 'latin1';
}
