import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { oggPageAt } from '../formats/oggPages.ts';

const BEGIN_OF_STREAM = 2;

/** What the pages of an Ogg file tell without its packets. */
export interface OggStream {
  readonly codec: 'opus' | 'vorbis' | 'flac' | 'theora' | 'other';
  /** There is one stream only: not several beside or behind each other. */
  readonly single: boolean;
  /** FLAC: samples up to the last page, samples as its header counts them (0 when it does not), samples a second. */
  readonly flac?: { readonly last: number; readonly counted: number; readonly rate: number };
}

/** Walks all pages (RFC 3533). */
export async function readOgg(file: FileReader, start: number): Promise<OggStream> {
  const first = await oggPageAt(file, start);
  const segments = (await file.read(start + 26, 1))[0] ?? 0;
  const packet = Buffer.from(await file.read(start + 27 + segments, 64));
  let [streams, last] = [0, 0];
  for (let page = first; page; page = await oggPageAt(file, page.end)) {
    if ((page.flags & BEGIN_OF_STREAM) !== 0) streams += 1;
    if (page.granule > 0n) last = Number(page.granule);
  }
  const codec = codecOf(packet);
  // The mapping of FLAC has 13 bytes before STREAMINFO's own (xiph.org, Ogg FLAC).
  const flac =
    codec === 'flac' && packet.length >= 39
      ? {
          last,
          counted: ((packet[30] ?? 0) & 15) * 2 ** 32 + packet.readUInt32BE(31),
          rate: packet.readUIntBE(27, 3) >> 4
        }
      : undefined;
  return { codec, single: streams === 1, ...(flac ? { flac } : {}) };
}

function codecOf(packet: Buffer): OggStream['codec'] {
  const text = letters(packet, 0, 8);
  if (text === 'OpusHead') return 'opus';
  if (text.startsWith('\x01vorbis')) return 'vorbis';
  if (text.startsWith('\x7fFLAC')) return 'flac';
  return text.startsWith('\x80theora') ? 'theora' : 'other';
}
