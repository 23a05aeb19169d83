import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import type { FrameStream } from './frameStream.ts';
import { findFrameStream, nextFrames, walkFrames } from './frameStream.ts';
import { mp3Counts, mpegFrameAt } from './mp3Frames.ts';
import { endBeforeTags } from './tags.ts';
import { endsInZeros, isFilledUp } from './zeros.ts';

/** The last frames are searched for in this part. Frames have at most 8 KB, and four are proof of a stream. */
const TAIL_BYTES = 256 * 1024;
/** Larger than any MPEG layer III frame of a listed bit rate, so a part of this size contains a header. */
const MAX_FRAME_BYTES = 1441;

/**
 * Checks the byte count that an MP3 encoder stored, and the last frame of MPEG audio and ADTS. Every encoder writes
 * complete frames, so a file that ends within one was cut. Without a count, a file that ends after a frame is `unknown`.
 */
export async function frameStreamCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const end = await endBeforeTags(file);
  const stream = await findFrameStream(file, { from: start, end });
  // A tag that is longer than the file is only skipped when frames follow within it.
  if (stream === undefined) return isTag(await file.read(start, 8)) ? 'truncated' : 'unknown';
  const counted = stream.mime === 'audio/mpeg' ? await countedBytes(file, stream.first, end) : undefined;
  if (counted === 'truncated') return 'truncated';
  // Frames after the counted ones belong to another file that was appended.
  const from = stream.first + (counted ?? 0);
  if (await endsWithinFrame(file, stream, { from, end })) return 'truncated';
  if (counted !== undefined) return (await endsInZeros(file, from, MAX_FRAME_BYTES)) ? 'truncated' : 'complete';
  return (await isFilledUp(file, stream.first, end)) ? 'truncated' : 'unknown';
}

const isTag = (head: Buffer): boolean => letters(head, 0, 3) === 'ID3' || letters(head, 0, 8) === 'APETAGEX';

async function endsWithinFrame(
  file: FileReader,
  { frameAt }: FrameStream,
  { from, end }: { readonly from: number; readonly end: number }
): Promise<boolean> {
  const first = await nextFrames(file, frameAt, { from: Math.max(from, end - TAIL_BYTES), end });
  return first !== undefined && (await walkFrames(file, frameAt, { from: first, end }, () => undefined));
}

/** Returns the byte count of the encoder when that many bytes are present; undefined without a count. */
async function countedBytes(file: FileReader, start: number, end: number): Promise<number | 'truncated' | undefined> {
  const bytes = await file.read(start, 2048);
  const first = mpegFrameAt(bytes, 0);
  const counts = first && mp3Counts(bytes.subarray(0, first.bytes), first);
  if (!first || counts?.bytes === undefined || counts.bytes <= first.bytes) return undefined;
  if (start + counts.bytes <= end) return counts.bytes;
  // Encoders differ in whether the byte count includes this frame.
  if (start + counts.bytes > end + first.bytes || counts.frames === undefined) return 'truncated';
  return (await wholeFrames(file, start + first.bytes, end)) >= counts.frames ? end - start : 'truncated';
}

/** Counts the complete frames between two offsets that follow each other without a gap. */
async function wholeFrames(file: FileReader, from: number, to: number): Promise<number> {
  let count = 0;
  for (let at = from; ;) {
    const frame = mpegFrameAt(await file.read(at, 4), 0);
    if (!frame || at + frame.bytes > to) return count;
    at += frame.bytes;
    count += 1;
  }
}
