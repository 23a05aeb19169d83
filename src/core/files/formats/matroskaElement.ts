import type { FileReader } from '../fileReader.ts';

/** An EBML element (RFC 8794): ID, offset of its content, and size (undefined while still being written). */
export interface Element {
  readonly id: number;
  readonly at: number;
  readonly size: number | undefined;
}

/**
 * Reads the header of an element from its first 12 bytes; undefined when they are none. Leading zero bits encode the
 * length of a number. A size excludes the marker bit, an ID includes it.
 */
export function elementAt(head: Buffer, at: number): Element | undefined {
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

/** Returns the unsigned integer in an element. */
export async function uintIn(file: FileReader, { at, size = 0 }: Element): Promise<number | undefined> {
  if (size < 1 || size > 8) return undefined;
  return (await file.read(at, size)).reduce((number, byte) => number * 256 + byte, 0);
}
