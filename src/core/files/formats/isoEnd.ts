import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import type { Box } from './isoBoxes.ts';
import { boxesIn } from './isoBoxes.ts';
import { mediaEnd } from './movieIndex.ts';
import { isZeroed } from './zeros.ts';

/** Standard top-level boxes. Any other box that exceeds the file is appended data. */
const TOP_LEVEL = new Set(
  'ftyp styp moov moof mdat free skip wide uuid meta sidx ssix mfra pnot PICT prft emsg udta imda meco'.split(' ')
);

/** Checks the sizes of the top-level boxes, and that the index and all media data that it lists are present. */
export async function isoCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const seen = new Set<string>();
  let fragmented = false;
  let read = start;
  let listed = 0;
  for await (const box of boxesIn(file, start, file.size)) {
    if (box.end > file.size && !TOP_LEVEL.has(box.type) && hasMedia(seen)) break;
    if (box.end > file.size) return 'truncated';
    if (box.type === 'moov') {
      fragmented = await hasChild(file, box, 'mvex');
      listed = Math.max(listed, await mediaEnd(file, box));
    }
    if (box.type === 'meta' && (await hasChild(file, { ...box, at: box.at + 4 }, 'idat'))) seen.add('mdat');
    seen.add(box.type);
    read = box.end;
    if (box.open) return hasMedia(seen) && listed <= file.size ? 'unknown' : 'truncated';
  }
  // Data after an invalid header cannot be judged.
  if (!hasMedia(seen)) return file.size - read < 8 || (await isZeroed(file, read, file.size)) ? 'truncated' : 'unknown';
  if (listed > file.size) return 'truncated';
  // A fragmented movie has no end marker except the index after its last fragment.
  return (fragmented || seen.has('moof')) && !seen.has('mfra') ? 'unknown' : 'complete';
}

const hasMedia = (seen: ReadonlySet<string>): boolean =>
  (seen.has('mdat') || seen.has('imda')) && ['moov', 'moof', 'meta'].some(type => seen.has(type));

async function hasChild(file: FileReader, parent: Box, type: string): Promise<boolean> {
  for await (const box of boxesIn(file, parent.at, Math.min(parent.end, file.size))) if (box.type === type) return true;
  return false;
}
