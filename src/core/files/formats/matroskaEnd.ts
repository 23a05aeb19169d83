import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { MatroskaClock } from './matroskaClock.ts';
import type { Element } from './matroskaElement.ts';
import { elementAt } from './matroskaElement.ts';
import { isZeroed } from './zeros.ts';

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const VOID = 0xec;
const CHECKSUM = 0xbf;
/** Real files have a few; a reader takes about a millisecond for each. */
const MAX_VOIDS = 1000;
const MAGIC = Buffer.from('1a45dfa3', 'hex');
const BLOCK_BYTES = 64 * 1024;
/** The document type is within this many bytes of the magic number. */
const HEAD_BYTES = 64;
const MAX_ELEMENTS = 16;

/** The elements of a segment, and those of a cluster (RFC 9559, 5.1). */
const SEGMENT_CHILDREN = [
  0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367, 0x1b538667
];
const CLUSTER_CHILDREN = [0xe7, 0xa7, 0xab, 0xa3, 0xa0, 0xaf, 0x5854];
const CHILDREN = new Set([CLUSTER, VOID, CHECKSUM, ...SEGMENT_CHILDREN, ...CLUSTER_CHILDREN]);

/**
 * Checks the size of the segment, which holds all content of a Matroska or WebM file (RFC 9559, 5.1), and that it is not
 * filled up with zeros, as downloads are that reserve their space first.
 */
export async function matroskaCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const segment = await segmentOf(file, start);
  if (segment === 'cut') return 'truncated';
  if (segment === undefined) return 'unknown';
  const declared = endOf(segment);
  if (declared !== undefined && declared > file.size) return 'truncated';
  const { end, isOverrun } = await walkSegment(file, segment);
  if (declared === undefined) return isOverrun ? 'truncated' : 'unknown';
  return end < declared && (await isZeroed(file, end, declared)) ? 'truncated' : 'complete';
}

/** The well-formed elements of the first segment. */
interface WellFormedPart {
  /** Offset at which they end. */
  readonly end: number;
  /** They are all of the segment. */
  readonly isWhole: boolean;
  /** Their clock never restarts. */
  readonly isSteady: boolean;
}

/** Reads the well-formed part of a file. Searching for more behind it would keep a reader busy for long. */
export async function wellFormedPart(file: FileReader): Promise<WellFormedPart> {
  const segment = await segmentOf(file, 0);
  if (segment === undefined || segment === 'cut') return { end: 0, isWhole: false, isSteady: false };
  const clock = new MatroskaClock();
  const { end } = await walkSegment(file, segment, async element => clock.add(file, element));
  return { end, isWhole: end === (endOf(segment) ?? file.size), isSteady: clock.isSteady };
}

/** The declared end of an element, an offset in the file; undefined while still being written. */
const endOf = ({ at, size }: Element): number | undefined => (size === undefined ? undefined : at + size);

/** Walks the known elements of a segment, and those inside clusters, which often have no size. */
async function walkSegment(
  file: FileReader,
  segment: Element,
  visit?: (element: Element) => Promise<void>
): Promise<{ end: number; isOverrun: boolean }> {
  const stop = Math.min(endOf(segment) ?? file.size, file.size);
  let [end, voids] = [segment.at, 0];
  while (end < stop && voids <= MAX_VOIDS) {
    const element = elementAt(await file.read(end, 12), end);
    if (element === undefined || !CHILDREN.has(element.id)) break;
    if (element.id === VOID) voids += 1;
    const next = element.at + (element.id === CLUSTER ? 0 : (element.size ?? 0));
    if (next > stop) return { end, isOverrun: true };
    await visit?.(element);
    end = next;
  }
  return { end, isOverrun: false };
}

/** Whether a second file was appended to the first. Some players stop there, others continue. */
export async function isJoinedMatroska(file: FileReader): Promise<boolean> {
  const segment = await segmentOf(file, 0);
  const end = segment === undefined || segment === 'cut' ? undefined : endOf(segment);
  // Without a segment size the second file can begin anywhere; the first one has its magic number at 0.
  for (let at = end ?? 1; at < file.size; at += BLOCK_BYTES - HEAD_BYTES) {
    const block = await file.read(at, BLOCK_BYTES);
    for (let found = block.indexOf(MAGIC); found >= 0; found = block.indexOf(MAGIC, found + 1)) {
      if (/webm|matroska/.test(letters(block, found, HEAD_BYTES))) return true;
    }
  }
  return false;
}

/** Returns the first segment; `cut` when the file ends before it. */
async function segmentOf(file: FileReader, start: number): Promise<Element | 'cut' | undefined> {
  for (let at = start, elements = 0; elements < MAX_ELEMENTS; elements++) {
    const element = elementAt(await file.read(at, 12), at);
    if (!element) return file.size - at < 12 ? 'cut' : undefined;
    if (element.id === SEGMENT) return element;
    const end = endOf(element);
    if (end === undefined) return undefined;
    if (end > file.size) return 'cut';
    at = end;
  }
  return undefined;
}
