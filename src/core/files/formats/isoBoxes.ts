import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

/** A box (ISO/IEC 14496-12); offsets are in bytes from the start of the file. */
export interface Box {
  readonly type: string;
  /** Offset of the header. */
  readonly start: number;
  /** Offset of the content. */
  readonly at: number;
  /** Declared end, possibly past the end of the file. */
  readonly end: number;
  /** Has no size and extends to the end of the file. */
  readonly open: boolean;
}

/** Yields the boxes between two offsets, stopping at an invalid header. */
export async function* boxesIn(file: FileReader, from: number, to: number): AsyncGenerator<Box> {
  for (let at = from; at + 8 <= to;) {
    const head = await file.read(at, 16);
    if (head.length < 8) return;
    const short = head.readUInt32BE(0);
    const type = letters(head, 4);
    if (short === 1 && head.length < 16) return;
    const headerBytes = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (size < headerBytes || !/^[\x20-\x7e\xa9]{4}$/.test(type)) return;
    yield { type, start: at, at: at + headerBytes, end: at + size, open: short === 0 };
    at += size;
  }
}
