import type { FileReader } from '../fileReader.ts';

const END_BYTES = 64 * 1024;
/** Tools pad files to a block of a disk. */
const MAX_PADDING_BYTES = 4096;

/**
 * Whether a part of a file begins and ends with zeros only, up to 64 KB each: downloads that reserve their space first
 * leave such a part when they stop.
 */
export async function isZeroed(file: FileReader, from: number, to: number): Promise<boolean> {
  for (const at of [from, Math.max(from, to - END_BYTES)]) {
    if ((await file.read(at, Math.min(END_BYTES, to - at))).some(byte => byte !== 0)) return false;
  }
  return true;
}

/** Whether the last `bytes` before `end` are zeros. */
export async function endsInZeros(file: FileReader, end: number, bytes: number): Promise<boolean> {
  return end >= bytes && (await file.read(end - bytes, bytes)).every(byte => byte === 0);
}

/**
 * Whether a part of a file ends with more zeros than padding has, or more than half of it are zeros at its end: a download that
 * reserved its space first has stopped.
 */
export async function isFilledUp(file: FileReader, from: number, end: number): Promise<boolean> {
  const bytes = Math.min(MAX_PADDING_BYTES, Math.ceil((end - from) / 2));
  return bytes > 0 && endsInZeros(file, end, bytes);
}
