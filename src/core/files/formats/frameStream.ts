import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { freeFrameReader, mpegFrameAt, PROOF_FRAMES } from './mp3Frames.ts';
import { tagsEnd } from './tags.ts';

/** Zeros and other junk before the first frame are common up to this size. */
const MAX_JUNK_BYTES = 1024 * 1024;
const BLOCK_BYTES = 16 * 1024;
/** Enough of a frame to know its size. */
const HEADER_BYTES = 8;

interface Frame {
  /** Size including the header. */
  readonly bytes: number;
  readonly samples: number;
  /** Samples per second. */
  readonly rate: number;
}

type FrameAt = (bytes: Buffer, at: number) => Frame | undefined;

/** An MP3, MP2 or MP1 stream, or AAC in ADTS: frames without a container. */
export interface FrameStream {
  readonly mime: 'audio/mpeg' | 'audio/aac';
  readonly frameAt: FrameAt;
  /** Offset of the first frame. */
  readonly first: number;
}

/** Offsets of a part of a file. */
interface Part {
  readonly from: number;
  readonly end: number;
}

/** Finds the first frames of a part, which can follow junk; undefined for other content. */
export async function findFrameStream(file: FileReader, { from, end }: Part): Promise<FrameStream | undefined> {
  for (const [mime, frameAt] of [
    ['audio/mpeg', mpegFrameAt],
    ['audio/aac', adtsFrameAt]
  ] as const) {
    const first = await nextFrames(file, frameAt, { from, end: Math.min(end, from + MAX_JUNK_BYTES) });
    if (first !== undefined) return { mime, frameAt, first };
  }
  const free = freeFrameReader(await file.read(from, Math.min(BLOCK_BYTES, Math.max(0, end - from))));
  return free && { mime: 'audio/mpeg', frameAt: free, first: from };
}

/**
 * Visits the complete frames of a part, skipping tags and junk.
 * @returns whether the part ends within the frame after the last complete one
 */
export async function walkFrames(
  file: FileReader,
  frameAt: FrameAt,
  { from, end }: Part,
  visit: (frame: Frame) => void
): Promise<boolean> {
  let previous: Buffer | undefined;
  let isCut = false;
  for (let at = from; at < end;) {
    const head = await file.read(at, Math.min(HEADER_BYTES, end - at));
    const frame = frameAt(head, 0);
    if (frame && at + frame.bytes <= end) {
      visit(frame);
      previous = head;
      isCut = false;
      at += frame.bytes;
    } else {
      isCut = previous !== undefined && continues(frameAt, previous, head);
      previous = undefined;
      const afterTags = await tagsEnd(file, at);
      at = (await nextFrames(file, frameAt, { from: Math.max(afterTags, at + 1), end })) ?? end;
    }
  }
  return isCut;
}

/** Whether a header, or as much of it as is present, belongs to the same stream as the header before it. */
function continues(frameAt: FrameAt, before: Buffer, head: Buffer): boolean {
  const [frame, last] = [frameAt(head, 0), frameAt(before, 0)];
  if (frame) return frame.rate === last?.rate && frame.samples === last.samples;
  // The first two bytes, sync pattern and layer, are the same in all frames.
  return head.length < HEADER_BYTES - 1 && head.subarray(0, 2).every((byte, i) => byte === before[i]);
}

/** Returns the offset of the next {@link PROOF_FRAMES} consecutive frames, or of fewer that reach the end. */
export async function nextFrames(file: FileReader, frameAt: FrameAt, { from, end }: Part): Promise<number | undefined> {
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
