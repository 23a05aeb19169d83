import { letters } from '../fileReader.ts';

/** Bit rates in kbit/s by version and layer, indexed by the header's four bits (ISO/IEC 11172-3, 13818-3). */
const KILOBITS: Readonly<Record<string, readonly number[]>> = {
  '1-1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
};
const RATES = [44_100, 48_000, 32_000];

/** Consecutive frames required as proof of MPEG audio: a single sync pattern also occurs in other data. */
export const PROOF_FRAMES = 4;

/** The smallest frame of the bit rate "free": header and side information. */
const MIN_FREE_BYTES = 24;
/** The largest one: 640 kbit/s at 32,000 samples per second, with padding. */
const MAX_FREE_BYTES = 2881;

/** Header of an MPEG audio frame. */
interface MpegFrame {
  readonly version: 1 | 2;
  readonly layer: 1 | 2 | 3;
  readonly mono: boolean;
  /** Samples per second. */
  readonly rate: number;
  readonly samples: number;
  /** Size including the header. */
  readonly bytes: number;
}

/** A header alone; 0 kbit/s is the bit rate "free", whose frames have any size. */
interface MpegHeader extends Omit<MpegFrame, 'bytes'> {
  readonly kilobits: number;
  readonly padding: number;
}

function mpegHeaderAt(bytes: Buffer, at: number): MpegHeader | undefined {
  if (at < 0 || at + 4 > bytes.length) return undefined;
  const head = bytes.readUInt32BE(at);
  const versionBits = (head >>> 19) & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
  const layerBits = (head >>> 17) & 3;
  if (head >>> 21 !== 0x7ff || versionBits === 1 || layerBits === 0) return undefined;
  const version = versionBits === 3 ? 1 : 2;
  const layer = (4 - layerBits) as 1 | 2 | 3;
  const kilobits = KILOBITS[version === 2 && layer === 3 ? '2-2' : `${version}-${layer}`]?.[(head >>> 12) & 15];
  const rate = (RATES[(head >>> 10) & 3] ?? 0) / (versionBits === 3 ? 1 : versionBits === 2 ? 2 : 4);
  if (kilobits === undefined || rate === 0) return undefined;
  const samples = layer === 1 ? 384 : layer === 3 && version === 2 ? 576 : 1152;
  return { version, layer, mono: ((head >>> 6) & 3) === 3, rate, samples, kilobits, padding: (head >>> 9) & 1 };
}

/** Returns the frame whose header begins at `at`; undefined if there is none or its bit rate is "free". */
export function mpegFrameAt(bytes: Buffer, at: number): MpegFrame | undefined {
  const header = mpegHeaderAt(bytes, at);
  if (!header || header.kilobits === 0) return undefined;
  const { kilobits, padding, ...frame } = header;
  const length =
    frame.layer === 1
      ? (Math.floor((12_000 * kilobits) / frame.rate) + padding) * 4
      : Math.floor((frame.samples * kilobits * 125) / frame.rate) + padding;
  return { ...frame, bytes: length };
}

/**
 * Returns a reader of frames with the bit rate "free", by the distance of the first frames in `bytes`, which are all of
 * one size. Undefined when no such frames begin `bytes`.
 */
export function freeFrameReader(bytes: Buffer): ((bytes: Buffer, at: number) => MpegFrame | undefined) | undefined {
  const first = mpegHeaderAt(bytes, 0);
  if (first?.kilobits !== 0 || first.layer === 1) return undefined;
  const sameFrom = bytes.readUInt32BE(0) >>> 10;
  for (let distance = MIN_FREE_BYTES; distance <= MAX_FREE_BYTES; distance++) {
    const frameAt = (other: Buffer, at: number): MpegFrame | undefined => {
      const header = mpegHeaderAt(other, at);
      return header && other.readUInt32BE(at) >>> 10 === sameFrom
        ? { ...header, bytes: distance - first.padding + header.padding }
        : undefined;
    };
    let [next, frames] = [0, 0];
    for (let frame = frameAt(bytes, 0); frame && frames < PROOF_FRAMES; frame = frameAt(bytes, next)) {
      next += frame.bytes;
      frames++;
    }
    if (frames === PROOF_FRAMES) return frameAt;
  }
  return undefined;
}

/**
 * Returns the size in bytes of the MPEG layer II or III frame at `at`; undefined if there is none. Layer I is excluded:
 * it is rare, and UTF-16 text looks like it.
 */
export function frameLength(bytes: Uint8Array, at: number): number | undefined {
  const frame = mpegFrameAt(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at);
  return frame?.layer === 1 ? undefined : frame?.bytes;
}

/** Whether consecutive MPEG audio frames begin anywhere in `bytes`, after tags or junk. Takes linear time. */
export function hasMpegFrames(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    let next = at;
    let frames = 0;
    while (frames < PROOF_FRAMES) {
      const length = frameLength(bytes, next);
      if (length === undefined) break;
      next += length;
      frames++;
    }
    if (frames === PROOF_FRAMES) return true;
  }
  return false;
}

/** Counts that an encoder stores in the first, silent frame. */
interface Mp3Counts {
  readonly frames?: number;
  /** Counted from the start of that frame. */
  readonly bytes?: number;
}

/** Reads the counts of a Xing, Info or VBRI header in the first frame; undefined without one. */
export function mp3Counts(frame: Buffer, { version, mono }: MpegFrame): Mp3Counts | undefined {
  const xing = 4 + (version === 1 ? (mono ? 17 : 32) : mono ? 9 : 17);
  if (/^(?:Xing|Info)$/.test(letters(frame, xing)) && frame.length >= xing + 16) {
    const flags = frame.readUInt32BE(xing + 4);
    const bytesAt = xing + 8 + ((flags & 1) === 1 ? 4 : 0);
    return {
      ...((flags & 1) === 1 ? { frames: frame.readUInt32BE(xing + 8) } : {}),
      ...((flags & 2) === 2 ? { bytes: frame.readUInt32BE(bytesAt) } : {})
    };
  }
  if (letters(frame, 36) !== 'VBRI' || frame.length < 54) return undefined;
  return { bytes: frame.readUInt32BE(46), frames: frame.readUInt32BE(50) };
}
