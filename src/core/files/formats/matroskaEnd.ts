import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

const SEGMENT = 0x18538067;
const MAGIC = Buffer.from('1a45dfa3', 'hex');
const BLOCK_BYTES = 64 * 1024;
/** In which a file names its kind. */
const HEAD_BYTES = 64;
const MAX_ELEMENTS = 16;

/** An element of EBML (RFC 8794): its id, where its content begins, and the size, undefined while it is still written. */
interface Element {
  readonly id: number;
  readonly at: number;
  readonly size: number | undefined;
}

/** By the size of the segment, which holds all of a Matroska or WebM file (RFC 9559, 5.1). */
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

/** Whether another file follows in the same one: one reader stops there, another one goes on. */
export async function isJoinedMatroska(file: FileReader): Promise<boolean> {
  const end = await segmentEnd(file, 0);
  // Without a size it may begin anywhere; the first one has its magic at 0.
  for (let at = end ?? 1; at < file.size; at += BLOCK_BYTES - HEAD_BYTES) {
    const block = await file.read(at, BLOCK_BYTES);
    for (let found = block.indexOf(MAGIC); found >= 0; found = block.indexOf(MAGIC, found + 1)) {
      if (/webm|matroska/.test(letters(block, found, HEAD_BYTES))) return true;
    }
  }
  return false;
}

/** Where the first segment ends, undefined where it has no size. */
async function segmentEnd(file: FileReader, start: number): Promise<number | undefined> {
  for (let at = start, elements = 0; elements < MAX_ELEMENTS; elements++) {
    const element = elementAt(await file.read(at, 12), at);
    if (element?.size === undefined) return undefined;
    at = element.at + element.size;
    if (element.id === SEGMENT) return at;
  }
  return undefined;
}

/** Zero bits at the start of the first byte say how long the number is; a size leaves its marker bit out, an id does not. */
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
