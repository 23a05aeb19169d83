import type { FileReader } from '../fileReader.ts';

const END_BYTES = 64 * 1024;

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
