import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

const SEGMENT = 0x18538067;
const MAGIC = Buffer.from('1a45dfa3', 'hex');
const BLOCK_BYTES = 64 * 1024;
/** The document type is within this many bytes of the magic number. */
const HEAD_BYTES = 64;
const MAX_ELEMENTS = 16;

/** An EBML element (RFC 8794): ID, offset of its content, and size (undefined while still being written). */
interface Element {
  readonly id: number;
  readonly at: number;
  readonly size: number | undefined;
}

/** Checks the size of the segment, which holds all content of a Matroska or WebM file (RFC 9559, 5.1). */
export async function matroskaCompleteness(file: FileReader, start: number): Promise<Completeness> {
  for (let at = start, elements = 0; elements < MAX_ELEMENTS; elements++) {
    const element = elementAt(await file.read(at, 12), at);
    if (!element) return file.size - at < 12 ? 'truncated' : 'unknown';
    if (element.size === undefined) return 'unknown';
    at = element.at + element.size;
    if (at > file.size) return 'truncated';
    if (element.id === SEGMENT) return 'complete';
  }
  return 'unknown';
}

/** Whether a second file was appended to the first. Some players stop there, others continue. */
export async function isJoinedMatroska(file: FileReader): Promise<boolean> {
  const end = await segmentEnd(file, 0);
  // Without a segment size the second file can begin anywhere; the first one has its magic number at 0.
  for (let at = end ?? 1; at < file.size; at += BLOCK_BYTES - HEAD_BYTES) {
    const block = await file.read(at, BLOCK_BYTES);
    for (let found = block.indexOf(MAGIC); found >= 0; found = block.indexOf(MAGIC, found + 1)) {
      if (/webm|matroska/.test(letters(block, found, HEAD_BYTES))) return true;
    }
  }
  return false;
}

/** Returns the end of the first segment, undefined when it has no size. */
async function segmentEnd(file: FileReader, start: number): Promise<number | undefined> {
  for (let at = start, elements = 0; elements < MAX_ELEMENTS; elements++) {
    const element = elementAt(await file.read(at, 12), at);
    if (element?.size === undefined) return undefined;
    at = element.at + element.size;
    if (element.id === SEGMENT) return at;
  }
  return undefined;
}

/** Leading zero bits encode the length of a number. A size excludes the marker bit, an ID includes it. */
function elementAt(head: Buffer, at: number): Element | undefined {
  const idBytes = Math.clz32(head[0] ?? 0) - 23;
  const first = head[idBytes] ?? 0;
  const sizeBytes = Math.clz32(first) - 23;
  if (idBytes > 4 || sizeBytes > 8 || head.length < idBytes + sizeBytes) return undefined;
  const marker = 0xff >> sizeBytes;
  const rest = head.subarray(idBytes + 1, idBytes + sizeBytes);
  const open = (first & marker) === marker && rest.every(byte => byte === 0xff);
  const size = rest.reduce((number, byte) => number * 256 + byte, first & marker);
  return { id: head.readUIntBE(0, idBytes), at: at + idBytes + sizeBytes, size: open ? undefined : size };
}
