import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

/** Walks the chunks to IEND. At least one has pixels (PNG specification, 5.3 and 5.6). */
export async function pngCompleteness(file: FileReader, start: number): Promise<Completeness> {
  let hasPixels = false;
  for (let at = start + 8; ;) {
    const head = await file.read(at, 8);
    if (head.length < 8) return 'truncated';
    const length = head.readUInt32BE(0);
    const type = letters(head, 4);
    if (!/^[A-Za-z]{4}$/.test(type) || length > 0x7fff_ffff) {
      // A corrupt chunk. Without IEND near the end, the file is truncated as well.
      const tail = letters(await file.read(Math.max(0, file.size - 1024), 1024), 0, 1024);
      return tail.includes('IEND') ? 'unknown' : 'truncated';
    }
    at += 12 + length;
    if (at > file.size) return 'truncated';
    if (type === 'IDAT' && length > 0) hasPixels = true;
    if (type === 'IEND') return hasPixels ? 'complete' : 'truncated';
  }
}

/** Walks the blocks to the trailer. At least one is an image (GIF89a, 20 and 27). */
export async function gifCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const screen = await file.read(start, 13);
  if (screen.length < 13) return 'truncated';
  let hasImage = false;
  for (let at = start + 13 + colorTableBytes(screen[10] ?? 0); ;) {
    const block = (await file.read(at, 1))[0];
    if (block === undefined) return 'truncated';
    if (block === 0x3b) return hasImage ? 'complete' : 'truncated';
    if (block === 0x21) {
      at = await subBlocksEnd(file, at + 2);
    } else if (block === 0x2c) {
      const image = await file.read(at, 10);
      if (image.length < 10) return 'truncated';
      hasImage = true;
      at = await subBlocksEnd(file, at + 11 + colorTableBytes(image[9] ?? 0));
    } else {
      return 'unknown';
    }
  }
}

const colorTableBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

async function subBlocksEnd(file: FileReader, at: number): Promise<number> {
  for (;;) {
    const length = (await file.read(at, 1))[0];
    if (length === undefined) return file.size;
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** Computes the end of uncompressed pixel rows. The file size in the header is often wrong, so it is not used. */
export async function bmpCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const head = await file.read(start, 34);
  if (head.length < 34) return 'unknown';
  const [pixelsAt, headerBytes, compression] = [head.readUInt32LE(10), head.readUInt32LE(14), head.readUInt32LE(30)];
  if (headerBytes < 40 || ![0, 3, 6].includes(compression)) return 'unknown';
  const rowBytes = Math.ceil((Math.abs(head.readInt32LE(18)) * head.readUInt16LE(28)) / 32) * 4;
  const end = start + pixelsAt + rowBytes * Math.abs(head.readInt32LE(22));
  return end <= file.size ? 'complete' : 'truncated';
}
