import type { ProbeBytes } from './probeBytes.ts';
import { letters } from './probeBytes.ts';

/** Zeros and other rests before the first frame are common, but not longer ones. */
const SEARCH_BYTES = 64 * 1024;

/** Kilobits a second of layer III by the four bits of the header; 0 cannot be used. */
const KILOBITS_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
const KILOBITS_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
const RATES = [44_100, 48_000, 32_000, 0];

interface Frame {
  readonly version1: boolean;
  readonly mono: boolean;
  /** Samples a second. */
  readonly rate: number;
  readonly kilobits: number;
  readonly samples: number;
  readonly bytes: number;
}

/**
 * Seconds of an MP3 whose frames begin at or behind `start`: exact with a Xing, Info or VBRI header, otherwise as if
 * all frames had the bit rate of the first. Undefined when it is no MP3.
 */
export async function mp3Seconds(file: ProbeBytes, start: number): Promise<number | undefined> {
  const bytes = await file.read(start, SEARCH_BYTES);
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const frame = frameAt(bytes, at);
    if (!frame) continue;
    const next = frameAt(bytes, at + frame.bytes);
    // Eleven bits set are no rarity in other files; a second frame where the first one ends is.
    if (next?.rate !== frame.rate || next.version1 !== frame.version1) continue;
    const frames = counted(bytes, at, frame);
    if (frames > 0) return (frames * frame.samples) / frame.rate;
    return ((file.size - start - at - (await oldTagBytes(file))) * 8) / (frame.kilobits * 1000);
  }
  return undefined;
}

function frameAt(bytes: Buffer, at: number): Frame | undefined {
  if (at + 4 > bytes.length) return undefined;
  const head = bytes.readUInt32BE(at);
  const version = (head >>> 19) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
  const layer = (head >>> 17) & 3; // 1 is layer III
  if (head >>> 21 !== 0x7ff || version === 1 || layer !== 1) return undefined;
  const version1 = version === 3;
  const kilobits = (version1 ? KILOBITS_1 : KILOBITS_2)[(head >>> 12) & 15] ?? 0;
  const rate = (RATES[(head >>> 10) & 3] ?? 0) / (version1 ? 1 : version === 2 ? 2 : 4);
  if (kilobits === 0 || rate === 0) return undefined;
  const samples = version1 ? 1152 : 576;
  const padding = (head >>> 9) & 1;
  const length = Math.floor((samples * kilobits * 125) / rate) + padding;
  return { version1, mono: ((head >>> 6) & 3) === 3, rate, kilobits, samples, bytes: length };
}

/** Frames as the encoder counted them in the first, silent frame; 0 when it did not. */
function counted(bytes: Buffer, at: number, { version1, mono, bytes: length }: Frame): number {
  const frame = bytes.subarray(at, at + length);
  const xing = 4 + (version1 ? (mono ? 17 : 32) : mono ? 9 : 17);
  if (/^(?:Xing|Info)$/.test(letters(frame, xing)) && frame.length >= xing + 12) {
    return (frame.readUInt32BE(xing + 4) & 1) === 1 ? frame.readUInt32BE(xing + 8) : 0;
  }
  return letters(frame, 36) === 'VBRI' && frame.length >= 54 ? frame.readUInt32BE(50) : 0;
}

/** ID3v1 is a block of fixed size at the end. */
async function oldTagBytes(file: ProbeBytes): Promise<number> {
  const tail = await file.read(file.size - 128, 3);
  return letters(tail, 0, 3) === 'TAG' ? 128 : 0;
}
