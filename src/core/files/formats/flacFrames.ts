import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { endBeforeTags } from './tags.ts';

/** Larger than any frame of the streamable subset; larger frames are not searched for. */
const MAX_FRAME_BYTES = 256 * 1024;
const MAX_CANDIDATES = 2000;
const BLOCK_BYTES = 64 * 1024;

interface Frame {
  readonly at: number;
  /** Number of the sample after the frame's last one. */
  readonly endSample: number;
}

interface StreamInfo {
  readonly maxBlock: number;
  /** 0 when the encoder did not know the count. */
  readonly samples: number;
}

/**
 * Complete when the last frame reaches the declared sample count and its checksum matches (RFC 9639, 8.2 and 9).
 */
export async function flacCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const info = streamInfo(await file.read(start + 4, 38));
  const audio = await metadataEnd(file, start + 4);
  if (!info || audio === undefined || audio >= file.size) return 'truncated';
  if (info.samples === 0) return 'unknown';
  const end = await endBeforeTags(file);
  const from = Math.max(audio, end - MAX_FRAME_BYTES);
  const tail = Buffer.from(await file.read(from, end - from));
  const last = lastFrame(tail, info);
  // The last frame may be larger than the tail, or corrupt.
  if (!last) return 'unknown';
  if (last.endSample < info.samples) return 'truncated';
  return endsInside(tail, last.at) ? 'complete' : 'truncated';
}

/** Reads STREAMINFO: block sizes, 20-bit sample rate, 8 bits of channels and depth, 36-bit sample count. */
function streamInfo(block: Buffer): StreamInfo | undefined {
  if (block.length < 22 || ((block[0] ?? 0) & 0x7f) !== 0) return undefined;
  return {
    maxBlock: block.readUInt16BE(6),
    samples: ((block[17] ?? 0) & 0x0f) * 2 ** 32 + block.readUInt32BE(18)
  };
}

/** Whether a second file was appended to the first: its magic number, then STREAMINFO of 34 bytes. */
export async function isJoinedFlac(file: FileReader, start: number): Promise<boolean> {
  for (let at = start + 4; at < file.size; at += BLOCK_BYTES) {
    const block = (await file.read(at, BLOCK_BYTES + 8)).toString('latin1');
    for (let found = block.indexOf('fLaC'); found >= 0; found = block.indexOf('fLaC', found + 1)) {
      if (/^[\0\x80]\0\0"/.test(block.slice(found + 4, found + 8))) return true;
    }
  }
  return false;
}

async function metadataEnd(file: FileReader, from: number): Promise<number | undefined> {
  for (let at = from, blocks = 0; blocks < 1000; blocks++) {
    const head = await file.read(at, 4);
    if (head.length < 4) return undefined;
    at += 4 + head.readUIntBE(1, 3);
    if ((head[0] ?? 0) >= 0x80) return at;
  }
  return undefined;
}

function lastFrame(tail: Buffer, info: StreamInfo): Frame | undefined {
  let at = tail.lastIndexOf(0xff);
  for (let tries = 0; at >= 0 && tries < MAX_CANDIDATES; tries++) {
    const frame = frameAt(tail, at, info);
    if (frame) return frame;
    at = at === 0 ? -1 : tail.lastIndexOf(0xff, at - 1);
  }
  return undefined;
}

/** Returns the frame whose header begins at `at` and has a valid checksum (RFC 9639, 9.1). */
function frameAt(tail: Buffer, at: number, info: StreamInfo): Frame | undefined {
  const second = tail[at + 1] ?? 0;
  const sizes = tail[at + 2] ?? 0;
  if ((second & 0xfe) !== 0xf8 || at + 16 > tail.length + 10) return undefined;
  const number = codedNumber(tail, at + 4);
  if (!number) return undefined;
  const blockBits = sizes >> 4;
  const rateBits = sizes & 15;
  let next = number.end;
  let block = 0;
  if (blockBits === 1) block = 192;
  else if (blockBits >= 2 && blockBits <= 5) block = 144 * 2 ** blockBits;
  else if (blockBits >= 8) block = 2 ** blockBits;
  else if (blockBits === 6) block = (tail[next++] ?? 0) + 1;
  else if (blockBits === 7) block = (tail[next++] ?? 0) * 256 + (tail[next++] ?? 0) + 1;
  if (rateBits === 12) next += 1;
  else if (rateBits === 13 || rateBits === 14) next += 2;
  if (block === 0 || next >= tail.length || crc8(tail.subarray(at, next)) !== tail[next]) return undefined;
  // Fixed block size: the number counts frames. Variable block size: it counts samples.
  const first = (second & 1) === 1 ? number.value : number.value * info.maxBlock;
  return { at, endSample: first + block };
}

/** Decodes a UTF-8 style number of up to 36 bits. */
function codedNumber(bytes: Buffer, at: number): { readonly value: number; readonly end: number } | undefined {
  const first = bytes[at] ?? 0xff;
  const length = first < 0x80 ? 1 : Math.clz32(~first << 24);
  if (length > 7 || (length === 1 && first >= 0x80)) return undefined;
  let value = length === 1 ? first : first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return undefined;
    value = value * 64 + (next & 0x3f);
  }
  return { value, end: at + length };
}

function crc8(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80) === 0 ? crc << 1 : ((crc << 1) ^ 0x07) & 0xff;
  }
  return crc;
}

/** Whether the frame at `at` ends within `tail`: at its end the CRC-16 over the frame becomes 0. */
function endsInside(tail: Buffer, at: number): boolean {
  let crc = 0;
  for (let i = at; i < tail.length; i++) {
    crc ^= (tail[i] ?? 0) << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : ((crc << 1) ^ 0x8005) & 0xffff;
    if (crc === 0 && i > at + 6) return true;
  }
  return false;
}
