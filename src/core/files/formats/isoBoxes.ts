import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

/** A box of ISO/IEC 14496-12. */
export interface Box {
  readonly type: string;
  /** Where it begins. */
  readonly start: number;
  /** Where its content begins. */
  readonly at: number;
  /** As the file says, possibly behind its end. */
  readonly end: number;
  /** It has no size of its own and goes on to the end of the file. */
  readonly open: boolean;
}

/** The boxes between two places, up to one whose header cannot be right. */
export async function* boxesIn(file: FileReader, from: number, to: number): AsyncGenerator<Box> {
  for (let at = from; at + 8 <= to;) {
    const head = await file.read(at, 16);
    if (head.length < 8) return;
    const short = head.readUInt32BE(0);
    const type = letters(head, 4);
    if (short === 1 && head.length < 16) return;
    const headerBytes = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (size < headerBytes || !/^[\x20-\x7e\xa9]{4}$/.test(type)) return;
    yield { type, start: at, at: at + headerBytes, end: at + size, open: short === 0 };
    at += size;
  }
}

/** Boxes that a file is made of. Others that reach behind the end are something that was appended. */
const TOP_LEVEL = new Set(
  'ftyp styp moov moof mdat free skip wide uuid meta sidx ssix mfra pnot PICT prft emsg udta imda meco'.split(' ')
);

/** By the sizes of the boxes at the top, and by the presence of the index and of the media that it names. */
export async function isoCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const seen = new Set<string>();
  let fragmented = false;
  let read = start;
  for await (const box of boxesIn(file, start, file.size)) {
    if (box.end > file.size && !TOP_LEVEL.has(box.type) && hasMedia(seen)) break;
    if (box.end > file.size) return 'truncated';
    if (box.type === 'moov') fragmented = await hasChild(file, box, 'mvex');
    if (box.type === 'meta' && (await hasChild(file, { ...box, at: box.at + 4 }, 'idat'))) seen.add('mdat');
    seen.add(box.type);
    read = box.end;
    if (box.open) return hasMedia(seen) ? 'unknown' : 'truncated';
  }
  // Behind a header that cannot be right there may be anything.
  if (!hasMedia(seen)) return file.size - read < 8 ? 'truncated' : 'unknown';
  // A movie in fragments has no end of its own, except for the index behind the last one.
  return (fragmented || seen.has('moof')) && !seen.has('mfra') ? 'unknown' : 'complete';
}

const hasMedia = (seen: ReadonlySet<string>): boolean =>
  (seen.has('mdat') || seen.has('imda')) && ['moov', 'moof', 'meta'].some(type => seen.has(type));

async function hasChild(file: FileReader, parent: Box, type: string): Promise<boolean> {
  for await (const box of boxesIn(file, parent.at, Math.min(parent.end, file.size))) if (box.type === type) return true;
  return false;
}
