import type { FileReader } from '../fileReader.ts';
import type { Box } from '../formats/isoBoxes.ts';

/** Days of video: more than the index of any real file lists. */
const MAX_SAMPLES = 10_000_000;
const SLACK_SAMPLES = 1000;
const ENTRY_BYTES = 8;
const BLOCK_BYTES = 64 * 1024;

/** Sample counts of a track by the tables of its index (ISO/IEC 14496-12, 8.6 and 8.7). */
export interface SampleCounts {
  /** By the time table; undefined without it. */
  times?: number;
  /** By the size table. */
  sizes?: number;
  /** By the composition offset table. */
  offsets?: number;
}

/** Adds the sample count of an index table to `counts`. */
export async function countSamples(file: FileReader, box: Box, counts: SampleCounts): Promise<void> {
  if (box.type === 'stts') counts.times = await sumOfEntries(file, box);
  else if (box.type === 'ctts') counts.offsets = await sumOfEntries(file, box);
  else if (box.type === 'stsz' || box.type === 'stz2') {
    const body = await file.read(box.at, 12);
    if (body.length === 12) counts.sizes = body.readUInt32BE(8);
  }
}

/** Whether no table declares far more samples than have a size, which would keep a reader busy forever. */
export const areSane = ({ times = 0, sizes = 0, offsets = 0 }: SampleCounts): boolean =>
  Math.max(times, offsets) <= 2 * sizes + SLACK_SAMPLES && sizes <= MAX_SAMPLES;

/** Whether times and sizes list the same samples. Otherwise readers differ in which of them exist. */
export const doAgree = ({ times = 0, sizes = 0 }: SampleCounts): boolean => times === sizes;

/** Sums the counts of a table of (count, value) pairs. */
async function sumOfEntries(file: FileReader, { at, end }: Box): Promise<number> {
  const head = await file.read(at, 8);
  if (head.length < 8) return 0;
  const stop = Math.min(at + 8 + head.readUInt32BE(4) * ENTRY_BYTES, end);
  let sum = 0;
  for (let from = at + 8; from + ENTRY_BYTES <= stop; from += BLOCK_BYTES) {
    const entries = await file.read(from, Math.min(BLOCK_BYTES, stop - from));
    for (let i = 0; i + ENTRY_BYTES <= entries.length; i += ENTRY_BYTES) sum += entries.readUInt32BE(i);
  }
  return sum;
}
