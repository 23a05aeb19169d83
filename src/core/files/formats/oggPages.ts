import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

const HEADER_BYTES = 27;
const END_OF_STREAM = 4;

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

/** Looks for the end-of-stream page; `unknown` without one, since recordings of live streams lack it. */
export async function oggCompleteness(file: FileReader, start: number): Promise<Completeness> {
  let last: OggPage | undefined;
  let at = start;
  for (let page = await oggPageAt(file, at); page; page = await oggPageAt(file, at)) {
    if (page.end > file.size) return 'truncated';
    last = page;
    at = page.end;
  }
  if (last && (last.flags & END_OF_STREAM) !== 0) return 'complete';
  const rest = letters(await file.read(at, 4));
  return rest !== '' && 'OggS'.startsWith(rest) ? 'truncated' : 'unknown';
}
