import type { FileReader } from './fileReader.ts';
import { ReadBudgetError, letters, withFileReader } from './fileReader.ts';
import { asfCompleteness } from './formats/asfEnd.ts';
import { bmpCompleteness, gifCompleteness, pngCompleteness } from './formats/imageEnds.ts';
import { isoCompleteness } from './formats/isoEnd.ts';
import { isBoxed } from './formats/magic.ts';
import { frameStreamCompleteness } from './formats/frameStreamEnd.ts';
import type { Completeness } from './formats/completenessType.ts';
import { flacCompleteness } from './formats/flacFrames.ts';
import { matroskaCompleteness } from './formats/matroskaEnd.ts';
import { jsonCompleteness } from './formats/jsonEnd.ts';
import { jpegCompleteness } from './formats/jpegSegments.ts';
import { oggCompleteness } from './formats/oggPages.ts';
import { chunkedCompleteness } from './formats/riffChunks.ts';
import { tiffCompleteness } from './formats/tiffDirectory.ts';
import { tagsEnd } from './formats/tags.ts';
import { svgCompleteness } from './formats/svgEnd.ts';
import { packetLayout, transportStreamCompleteness } from './formats/transportStream.ts';
import { signatureOf } from './signatures.ts';

/**
 * Checks whether a media or JSON file is complete by its own structure: end markers, box and chunk sizes, byte counts,
 * brackets. Ignores trailing bytes and the file's name. Returns `unknown` for unrecognized formats.
 * @throws NotRegularFileError and system errors; never because of malformed content
 */
export async function completenessOf(path: string): Promise<Completeness> {
  return withFileReader(path, completenessOfReader);
}

async function completenessOfReader(file: FileReader): Promise<Completeness> {
  try {
    const start = await tagsEnd(file);
    const head = Buffer.from(await file.read(start, HEAD_BYTES));
    const check = checkFor(head);
    if (check) return await check(file, start);
    const asJson = await jsonCompleteness(file);
    if (asJson !== 'unknown') return asJson;
    const asSvg = await svgCompleteness(file);
    return asSvg === 'unknown' && mayBeFrames(head) ? await frameStreamCompleteness(file, start) : asSvg;
  } catch (error) {
    if (error instanceof ReadBudgetError || error instanceof RangeError) return 'unknown';
    throw error;
  }
}

const HEAD_BYTES = 4096;

type Check = (file: FileReader, start: number) => Promise<Completeness>;

const BY_MAGIC: readonly (readonly [magic: string, Check])[] = [
  ['\x89PNG\r\n\x1a\n', pngCompleteness],
  ['\xff\xd8\xff', jpegCompleteness],
  ['GIF8', gifCompleteness],
  ['BM', bmpCompleteness],
  ['II*\0', tiffCompleteness],
  ['MM\0*', tiffCompleteness],
  ['fLaC', flacCompleteness],
  ['OggS', oggCompleteness],
  ['\x1aE\xdf\xa3', matroskaCompleteness],
  ['0&\xb2u\x8ef\xcf\x11\xa6\xd9', asfCompleteness]
];

const CHUNKED = new Set(['RIFF', 'RIFX', 'RF64', 'BW64', 'FORM']);

function checkFor(head: Buffer): Check | undefined {
  const text = letters(head, 0, 16);
  const known = BY_MAGIC.find(([magic]) => text.startsWith(magic));
  if (known) return known[1];
  if (CHUNKED.has(text.slice(0, 4))) return chunkedCompleteness;
  if (isBoxed(head)) return isoCompleteness;
  return packetLayout(head) && transportStreamCompleteness;
}

/** Whether content can be MP3 or AAC without a container, after junk. Other formats contain such frames too. */
function mayBeFrames(head: Buffer): boolean {
  const mime = signatureOf(head)?.mime;
  return mime === undefined || mime === 'audio/mpeg' || mime === 'audio/aac';
}
