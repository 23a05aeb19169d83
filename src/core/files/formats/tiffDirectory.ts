import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import type { Completeness } from './completenessType.ts';

const TAG = {
  width: 256,
  height: 257,
  stripOffsets: 273,
  orientation: 274,
  stripBytes: 279,
  tileOffsets: 324,
  tileBytes: 325
} as const;

/** Bytes per number by type: short and long (TIFF 6.0, 2). */
const NUMBER_BYTES: Readonly<Record<number, 2 | 4>> = { 3: 2, 4: 4 };
const MAX_LIST_BYTES = 8 * 1024 * 1024;

/** First directory of a TIFF file or of EXIF data. */
interface Directory {
  /** Whether all entries could be read. */
  readonly isWhole: boolean;
  /** Returns the first number of a tag. */
  number(tag: number): number | undefined;
  /** Returns all numbers of a tag, fewer where the file ends; undefined without the tag. */
  list(tag: number): Promise<{ readonly count: number; readonly numbers: readonly number[] } | undefined>;
}

/** Reads the directory, which many writers put after the pixels. Undefined when there is none. */
async function firstDirectory(file: FileReader, base: number, end: number): Promise<Directory | undefined> {
  const head = await file.read(base, 8);
  const order = letters(head);
  if (head.length < 8 || (order !== 'II*\0' && order !== 'MM\0*')) return undefined;
  const little = order.startsWith('I');
  const read = (bytes: Buffer, at: number, length: 2 | 4): number =>
    little ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length);
  const at = base + read(head, 4, 4);
  const count = await file.read(at, 2);
  if (count.length < 2 || at >= end) return undefined;
  const entries = await file.read(at + 2, Math.min(read(count, 0, 2) * 12, end - at - 2));
  const places = new Map<number, number>();
  for (let entry = 0; entry + 12 <= entries.length; entry += 12) places.set(read(entries, entry, 2), entry);
  const bytesOf = (entry: number): 2 | 4 | undefined => NUMBER_BYTES[read(entries, entry + 2, 2)];
  return {
    isWhole: entries.length === read(count, 0, 2) * 12,
    number(tag) {
      const entry = places.get(tag);
      const length = entry === undefined ? undefined : bytesOf(entry);
      return entry === undefined || length === undefined ? undefined : read(entries, entry + 8, length);
    },
    async list(tag) {
      const entry = places.get(tag);
      const length = entry === undefined ? undefined : bytesOf(entry);
      if (entry === undefined || length === undefined) return undefined;
      const total = read(entries, entry + 4, 4);
      const bytes = Math.min(total * length, MAX_LIST_BYTES);
      // Values of up to four bytes are stored in the entry itself.
      const inside = entries.subarray(entry + 8, entry + 8 + bytes);
      const values = bytes <= 4 ? inside : await file.read(base + read(entries, entry + 8, 4), bytes);
      const numbers = Array.from({ length: Math.floor(values.length / length) }, (_, i) =>
        read(values, i * length, length)
      );
      return { count: total, numbers };
    }
  };
}

/** Returns the orientation (1 to 8) of the EXIF data between two offsets. */
export async function orientationOf(file: FileReader, base: number, end: number): Promise<number | undefined> {
  return (await firstDirectory(file, base, end))?.number(TAG.orientation);
}

/** Whether an orientation exchanges width and height. */
export const isTurned = (orientation = 1): boolean => orientation >= 5 && orientation <= 8;

/** Returns the displayed size of a TIFF in pixels. */
export async function tiffSize(file: FileReader): Promise<{ width: number; height: number } | undefined> {
  const found = await firstDirectory(file, 0, file.size);
  const [width, height] = [found?.number(TAG.width) ?? 0, found?.number(TAG.height) ?? 0];
  if (width === 0 || height === 0) return undefined;
  return isTurned(found?.number(TAG.orientation)) ? { width: height, height: width } : { width, height };
}

/** Checks the directory and that the strips or tiles it references are within the file. */
export async function tiffCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const found = await firstDirectory(file, start, file.size);
  if (found?.isWhole !== true) return 'truncated';
  const offsets = (await found.list(TAG.stripOffsets)) ?? (await found.list(TAG.tileOffsets));
  const bytes = (await found.list(TAG.stripBytes)) ?? (await found.list(TAG.tileBytes));
  if (!bytes || offsets?.count !== bytes.count || bytes.count * 4 > MAX_LIST_BYTES) return 'unknown';
  if (offsets.numbers.length < offsets.count || bytes.numbers.length < bytes.count) return 'truncated';
  const isWhole = offsets.numbers.every((at, i) => start + at + (bytes.numbers[i] ?? 0) <= file.size);
  return isWhole ? 'complete' : 'truncated';
}
