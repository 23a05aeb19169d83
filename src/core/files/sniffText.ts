import { skipXmlProlog } from './xmlProlog.ts';

/** File type by content. */
export interface Sniffed {
  readonly kind: 'image' | 'video' | 'audio' | 'text' | 'json' | 'markup' | 'other';
  readonly mime: string;
  /** With its dot. */
  readonly extension: string;
}

// Active elements (with any prefix), event handlers, script URLs, character references inside URLs, external style
// sheets, and declarations that could assemble any of these.
const ACTIVE =
  /<(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|handler|listener|animate\w*|set)\b|[\s"'/]on\w+\s*=|(?:java|vb)script:|data:(?!image\/(?:png|jpe?g|webp|gif)[;,])|href\s*=\s*(?:"[^"]*&|'[^']*&)|<!entity|<!attlist|<\?xml-stylesheet/i;

const EXTERNAL_ENTITY = /<!entity\s[^>"']{1,200}\b(?:system|public)\b/i;

/** Maximum characters of a tag that are inspected. */
const MAX_TAG_CHARS = 100;

/** Control characters that no text contains; tab, line feed, form feed, carriage return and escape are allowed. */
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/;

/**
 * Classifies text in UTF-8, UTF-16 or Latin-1; undefined for binary content.
 * @param whole - false when `head` is only the beginning of the file.
 */
export function sniffText(head: Uint8Array, whole: boolean): Sniffed | undefined {
  const text = decodeText(head, whole);
  if (text === undefined) return undefined;
  const start = text.replace(/^\ufeff/, '').trimStart();
  const root = start.startsWith('<') ? skipXmlProlog(start) : undefined;
  if (root !== undefined && /^<svg[\s>/]/i.test(start.slice(root, root + 5))) {
    // Drawing tools never write entities that read other files.
    if (EXTERNAL_ENTITY.test(text)) return { kind: 'other', mime: 'application/xml', extension: '.svg.txt' };
    // An SVG with a script is saved as text so that a double-click never runs it.
    const active = ACTIVE.test(text) || !whole;
    return { kind: 'image', mime: 'image/svg+xml', extension: active ? '.svg.txt' : '.svg' };
  }
  if (root !== undefined && /^<(?:!|[a-z][\w:-]*[\s>/])/i.test(start.slice(root, root + MAX_TAG_CHARS))) {
    return { kind: 'markup', mime: 'text/html', extension: '.html.txt' };
  }
  return /^[[{]/.test(start)
    ? { kind: 'json', mime: 'application/json', extension: '.json' }
    : { kind: 'text', mime: 'text/plain', extension: '.txt' };
}

/** Whether bytes are the beginning of a text in UTF-8. */
export function isPlainText(head: Uint8Array): boolean {
  const text = decodeAs('utf-8', head, false);
  return text !== undefined && !CONTROL.test(text);
}

/** Tries UTF-8, UTF-16 (with or without a byte order mark), then Latin-1; undefined for other content. */
function decodeText(head: Uint8Array, whole: boolean): string | undefined {
  const [first, second] = head;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
  const encodings = marked === '' ? ['utf-8', unmarkedUtf16(head)] : [marked];
  for (const encoding of encodings) {
    const text = encoding === undefined ? undefined : decodeAs(encoding, head, whole);
    if (text !== undefined && !CONTROL.test(text)) return text;
  }
  if (marked !== '' || head.includes(0)) return undefined;
  const latin = new TextDecoder('windows-1252').decode(head);
  return CONTROL.test(latin) || /[\u0080-\u009f]/.test(latin) ? undefined : latin;
}

function decodeAs(encoding: string, head: Uint8Array, whole: boolean): string | undefined {
  try {
    // The head of a longer file can end within a character, which `stream` omits.
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !whole });
  } catch {
    return undefined; // not in this encoding
  }
}

/** Detects UTF-16 without a byte order mark: exactly every second of the first 64 bytes is zero. */
function unmarkedUtf16(head: Uint8Array): string | undefined {
  const sample = head.subarray(0, Math.min(64, head.length & ~1));
  if (sample.length < 4) return undefined;
  const zeros = (offset: number): boolean => sample.every((byte, i) => (byte === 0) === (i % 2 === offset));
  return zeros(1) ? 'utf-16le' : zeros(0) ? 'utf-16be' : undefined;
}
