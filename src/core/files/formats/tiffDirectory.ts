import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

const TAG = { width: 256, height: 257, orientation: 274 } as const;
const SHORT = 3;
const LONG = 4;

/** The numbers of the first directory of a TIFF or of EXIF data by their tag, undefined when there is none (TIFF 6.0, 2). */
async function firstDirectory(file: FileReader, base: number, end: number): Promise<Map<number, number> | undefined> {
  const head = Buffer.from(await file.read(base, 8));
  const order = letters(head);
  if (head.length < 8 || (order !== 'II*\0' && order !== 'MM\0*')) return undefined;
  const little = order.startsWith('I');
  const u16 = (bytes: Buffer, at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const u32 = (bytes: Buffer, at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  // Anywhere: many writers put it behind the pixels.
  const at = base + u32(head, 4);
  const count = await file.read(at, 2);
  if (count.length < 2 || at >= end) return undefined;
  const entries = await file.read(at + 2, Math.min(u16(count, 0) * 12, end - at - 2));
  const found = new Map<number, number>();
  for (let entry = 0; entry + 12 <= entries.length; entry += 12) {
    const type = u16(entries, entry + 2);
    if (type === SHORT) found.set(u16(entries, entry), u16(entries, entry + 8));
    else if (type === LONG) found.set(u16(entries, entry), u32(entries, entry + 8));
  }
  return found;
}

/** The orientation of EXIF data between two places, 1 to 8. */
export async function orientationOf(file: FileReader, base: number, end: number): Promise<number | undefined> {
  return (await firstDirectory(file, base, end))?.get(TAG.orientation);
}

/** Pixels of a TIFF as shown. */
export async function tiffSize(file: FileReader): Promise<{ width: number; height: number } | undefined> {
  const found = await firstDirectory(file, 0, file.size);
  const [width, height] = [found?.get(TAG.width) ?? 0, found?.get(TAG.height) ?? 0];
  if (width === 0 || height === 0) return undefined;
  return (found?.get(TAG.orientation) ?? 1) >= 5 ? { width: height, height: width } : { width, height };
}
