import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { mp3Counts, mpegFrameAt } from '../formats/mp3Frames.ts';
import { endBeforeTags, tagsEnd } from '../formats/tags.ts';
import type { Length } from './length.ts';

/** Zeros and other junk before the first frame are common up to this size. */
const MAX_JUNK_BYTES = 1024 * 1024;
const BLOCK_BYTES = 16 * 1024;
/** Consecutive frames required as proof: a single sync pattern also occurs in other data. */
const PROOF_FRAMES = 4;

interface Frame {
  readonly bytes: number;
  readonly samples: number;
  /** Samples per second. */
  readonly rate: number;
}

type FrameAt = (bytes: Buffer, at: number) => Frame | undefined;

/** An MP3, MP2 or MP1 stream, or AAC in ADTS. */
interface FrameStream {
  readonly mime: 'audio/mpeg' | 'audio/aac';
  readonly length: Length | undefined;
}

/**
 * Counts the frames of an MPEG audio or ADTS file. Headers are not trusted: they do not cover joined files, and some
 * files have no count. Undefined for other files.
 */
export async function countFrames(file: FileReader): Promise<FrameStream | undefined> {
  return countFramesBetween(file, await tagsEnd(file), await endBeforeTags(file));
}

/** Counts the frames between two offsets, as in audio of another container. */
export async function countFramesBetween(
  file: FileReader,
  start: number,
  end: number
): Promise<FrameStream | undefined> {
  for (const [mime, frameAt] of [
    ['audio/mpeg', mpegFrameAt],
    ['audio/aac', adtsFrameAt]
  ] as const) {
    const first = await nextFrames(file, frameAt, start, Math.min(end, start + MAX_JUNK_BYTES));
    if (first === undefined) continue;
    const counting = mime === 'audio/mpeg' ? await countingFrameBytes(file, first) : 0;
    return { mime, length: { kind: 'exact', seconds: await secondsFrom(file, frameAt, first + counting, end) } };
  }
  return undefined;
}

/** Returns the size of a first frame that only holds counts, 0 if it holds audio. */
async function countingFrameBytes(file: FileReader, at: number): Promise<number> {
  const bytes = await file.read(at, 2048);
  const frame = mpegFrameAt(bytes, 0);
  return frame && mp3Counts(bytes.subarray(0, frame.bytes), frame) ? frame.bytes : 0;
}

async function secondsFrom(file: FileReader, frameAt: FrameAt, from: number, end: number): Promise<number> {
  // Samples by rate: joined files can have several rates, and integer sums have no rounding errors.
  const samples = new Map<number, number>();
  for (let at = from; at < end;) {
    const frame = frameAt(await file.read(at, 8), 0);
    if (frame && at + frame.bytes <= end) {
      samples.set(frame.rate, (samples.get(frame.rate) ?? 0) + frame.samples);
      at += frame.bytes;
    } else {
      const afterTags = await tagsEnd(file, at);
      at = (await nextFrames(file, frameAt, Math.max(afterTags, at + 1), end)) ?? end;
    }
  }
  return [...samples].reduce((sum, [rate, count]) => sum + count / rate, 0);
}

/** Returns the offset of the next {@link PROOF_FRAMES} consecutive frames, or of fewer that reach the end. */
async function nextFrames(file: FileReader, frameAt: FrameAt, from: number, end: number): Promise<number | undefined> {
  for (let at = from; at < end;) {
    const block = await file.read(at, Math.min(BLOCK_BYTES, end - at));
    if (block.length < 8) return undefined;
    for (let found = block.indexOf(0xff); found >= 0; found = block.indexOf(0xff, found + 1)) {
      if (frameAt(block, found) && (await hasConsecutiveFrames(file, frameAt, at + found))) return at + found;
    }
    // A header can span two blocks.
    at += block.length - 7;
  }
  return undefined;
}

async function hasConsecutiveFrames(file: FileReader, frameAt: FrameAt, from: number): Promise<boolean> {
  let at = from;
  let rate: number | undefined;
  for (let frames = 0; frames < PROOF_FRAMES; frames++) {
    const frame = frameAt(await file.read(at, 8), 0);
    if (!frame) return frames > 1 && (at >= file.size || letters(await file.read(at, 3), 0, 3) === 'TAG');
    if (rate !== undefined && rate !== frame.rate) return false;
    rate = frame.rate;
    at += frame.bytes;
  }
  return true;
}

const ADTS_RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];

/** Reads an AAC frame header (ISO/IEC 14496-3, 1.A.2.2). */
function adtsFrameAt(bytes: Buffer, at: number): Frame | undefined {
  if (at + 7 > bytes.length || (bytes.readUInt16BE(at) & 0xfff6) !== 0xfff0) return undefined;
  const rate = ADTS_RATES[((bytes[at + 2] ?? 0) >> 2) & 15];
  const length = (bytes.readUIntBE(at + 3, 3) >> 5) & 0x1fff;
  if (rate === undefined || length < 7) return undefined;
  return { bytes: length, rate, samples: 1024 * (((bytes[at + 6] ?? 0) & 3) + 1) };
}
