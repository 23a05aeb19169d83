import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';

const CHUNK_BYTES = 64 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');
const SPACE = new Set(Buffer.from(' \t\r\n'));
/** The characters outside of strings in JSON: punctuation, numbers, `true`, `false` and `null`. */
const OUTSIDE = new Set(Buffer.from(' \t\r\n[]{},:"0123456789+-.Eaeflnrstu'));

/**
 * Looks for the end of the object or list that makes up a JSON file; `unknown` for other text, which can begin with a
 * bracket too. Takes linear time and constant memory.
 */
export async function jsonCompleteness(file: FileReader): Promise<Completeness> {
  const scanner = new JsonScanner();
  const start = await file.read(0, BYTE_ORDER_MARK.length);
  for (let at = start.equals(BYTE_ORDER_MARK) ? start.length : 0; at < file.size;) {
    const chunk = await file.read(at, CHUNK_BYTES);
    if (chunk.length === 0 || !scanner.add(chunk)) return 'unknown';
    at += chunk.length;
  }
  return scanner.result;
}

class JsonScanner {
  #depth = 0;
  #hasBegun = false;
  #isInString = false;
  #isEscaped = false;

  /** Returns false when the content is not JSON. */
  add(chunk: Buffer): boolean {
    for (const byte of chunk) {
      if (this.#isInString ? !this.#addToString(byte) : !this.#addOutside(byte)) return false;
    }
    return true;
  }

  get result(): Completeness {
    return this.#hasBegun ? (this.#depth === 0 ? 'complete' : 'truncated') : 'unknown';
  }

  /** Control characters are not part of a string. */
  #addToString(byte: number): boolean {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isInString = false;
    return byte >= 0x20;
  }

  #addOutside(byte: number): boolean {
    if (this.#depth === 0) {
      if (SPACE.has(byte)) return true;
      // Only one object or list.
      if (this.#hasBegun || (byte !== OPEN_OBJECT && byte !== OPEN_LIST)) return false;
    }
    if (byte === QUOTE) this.#isInString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#depth--;
    this.#hasBegun = true;
    return OUTSIDE.has(byte);
  }
}
