import type { Completeness } from '../completeness.ts';
import type { FileReader } from '../fileReader.ts';

const SEGMENT = 0x18538067;

/** An element of EBML (RFC 8794): its id, where its content begins, and the size, undefined while it is still written. */
interface Element {
  readonly id: number;
  readonly at: number;
  readonly size: number | undefined;
}

/** By the size of the segment, which holds all of a Matroska or WebM file (RFC 9559, 5.1). */
export async function matroskaCompleteness(file: FileReader, start: number): Promise<Completeness> {
  for (let at = start, elements = 0; elements < 16; elements++) {
    const element = elementAt(await file.read(at, 12), at);
    if (!element) return file.size - at < 12 ? 'truncated' : 'unknown';
    if (element.size === undefined) return 'unknown';
    at = element.at + element.size;
    if (at > file.size) return 'truncated';
    if (element.id === SEGMENT) return 'complete';
  }
  return 'unknown';
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
