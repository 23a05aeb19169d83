import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { endBeforeTags } from './tags.ts';

const HEADER_BYTES = 27;
const CHECKSUM_AT = 22;
/** Flags of a page. */
export const BEGIN_OF_STREAM = 2;
const END_OF_STREAM = 4;
const BLOCK_BYTES = 64 * 1024;

/** Page header (RFC 3533, 6). */
export interface OggPage {
  readonly at: number;
  readonly end: number;
  readonly flags: number;
  /** Stream position in units of the codec; -1 when no packet ends on the page. */
  readonly granule: bigint;
  readonly serial: number;
  /** Offset of the content. */
  readonly contentAt: number;
  /** Sizes of the segments in bytes; one of less than 255 ends a packet. */
  readonly lacing: Buffer;
}

/** Returns the page that begins at `at`, undefined if there is none. */
export async function oggPageAt(file: FileReader, at: number): Promise<OggPage | undefined> {
  const head = await file.read(at, HEADER_BYTES + 255);
  if (head.length < HEADER_BYTES || letters(head) !== 'OggS' || head[4] !== 0) return undefined;
  const segments = head[26] ?? 0;
  if (head.length < HEADER_BYTES + segments) return undefined;
  const lacing = Buffer.from(head.subarray(HEADER_BYTES, HEADER_BYTES + segments));
  const contentAt = at + HEADER_BYTES + segments;
  return {
    at,
    end: contentAt + lacing.reduce((sum, byte) => sum + byte, 0),
    flags: head[5] ?? 0,
    granule: head.readBigInt64LE(6),
    serial: head.readUInt32LE(14),
    contentAt,
    lacing
  };
}

/**
 * Looks for the end of every stream. Recordings of live streams lack it: they are `unknown` when they end after a page.
 */
export async function oggCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const open = new Set<number>();
  let last: OggPage | undefined;
  let at = start;
  for (let page = await oggPageAt(file, at); page; page = await oggPageAt(file, at)) {
    if (page.end > file.size) return 'truncated';
    if ((page.flags & BEGIN_OF_STREAM) !== 0) open.add(page.serial);
    if ((page.flags & END_OF_STREAM) !== 0) open.delete(page.serial);
    last = page;
    at = page.end;
  }
  if (last && (last.flags & END_OF_STREAM) !== 0) {
    if (await isZeroedPage(file, last)) return 'truncated';
    return open.size === 0 ? 'complete' : 'unknown';
  }
  if (at >= (await endBeforeTags(file))) return 'unknown';
  const rest = letters(await file.read(at, 4));
  // Pages after a damaged part cannot be judged.
  return !'OggS'.startsWith(rest) && (await hasPageAfter(file, at)) ? 'unknown' : 'truncated';
}

/** Whether more pages follow after other bytes, as in joined or damaged files. */
export async function hasPageAfter(file: FileReader, end: number): Promise<boolean> {
  for (let at = end; at < file.size; at += BLOCK_BYTES) {
    if ((await file.read(at, BLOCK_BYTES + 4)).includes('OggS\0')) return true;
  }
  return false;
}

/** Whether the checksum of a page does not match and its last bytes are zeros: a download stopped within it. */
async function isZeroedPage(file: FileReader, { at, end }: OggPage): Promise<boolean> {
  const page = Buffer.from(await file.read(at, end - at));
  const expected = page.readUInt32LE(CHECKSUM_AT);
  page.writeUInt32LE(0, CHECKSUM_AT);
  return page.at(-1) === 0 && crc32(page) !== expected;
}

/** Checksum of a page (RFC 3533, 6): the polynomial 0x04c11db7, neither reflected nor inverted. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
