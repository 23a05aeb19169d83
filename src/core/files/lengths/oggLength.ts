import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { oggPageAt } from '../formats/oggPages.ts';

const BEGIN_OF_STREAM = 2;
/** Of a page on which no packet ends. */
const NO_POSITION = -1n;
/** Years of samples. */
const MAX_POSITION = 2n ** 48n;
const BLOCK_BYTES = 64 * 1024;

/** Facts from the page headers of an Ogg file. */
interface OggStream {
  readonly codec: 'opus' | 'vorbis' | 'flac' | 'theora' | 'other';
  /** The file has exactly one stream, neither multiplexed nor chained, whose positions only grow. */
  readonly single: boolean;
  /** FLAC only: samples up to the last page, samples declared by the header (0 if unknown), samples per second. */
  readonly flac?: { readonly last: number; readonly counted: number; readonly rate: number };
}

/** Reads all page headers (RFC 3533). */
export async function readOgg(file: FileReader, start: number): Promise<OggStream> {
  const first = await oggPageAt(file, start);
  const segments = (await file.read(start + 26, 1))[0] ?? 0;
  const packet = Buffer.from(await file.read(start + 27 + segments, 64));
  let [streams, last, end, isSteady] = [0, 0, start, true];
  for (let page = first; page; page = await oggPageAt(file, page.end)) {
    if ((page.flags & BEGIN_OF_STREAM) !== 0) streams += 1;
    if (page.granule !== NO_POSITION && (page.granule < last || page.granule > MAX_POSITION)) isSteady = false;
    if (page.granule > 0n) last = Number(page.granule);
    end = page.end;
  }
  const codec = codecOf(packet);
  // In Ogg, 13 bytes precede the content of FLAC's STREAMINFO (xiph.org, Ogg FLAC).
  const flac =
    codec === 'flac' && packet.length >= 39
      ? {
          last,
          counted: ((packet[30] ?? 0) & 15) * 2 ** 32 + packet.readUInt32BE(31),
          rate: packet.readUIntBE(27, 3) >> 4
        }
      : undefined;
  return { codec, single: streams === 1 && isSteady && !(await hasPageAfter(file, end)), ...(flac ? { flac } : {}) };
}

/** Whether more pages follow after other bytes, as in joined files. */
async function hasPageAfter(file: FileReader, end: number): Promise<boolean> {
  for (let at = end; at < file.size; at += BLOCK_BYTES) {
    if ((await file.read(at, BLOCK_BYTES + 4)).includes('OggS\0')) return true;
  }
  return false;
}

function codecOf(packet: Buffer): OggStream['codec'] {
  const text = letters(packet, 0, 8);
  if (text === 'OpusHead') return 'opus';
  if (text.startsWith('\x01vorbis')) return 'vorbis';
  if (text.startsWith('\x7fFLAC')) return 'flac';
  return text.startsWith('\x80theora') ? 'theora' : 'other';
}
