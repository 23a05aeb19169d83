import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import { BEGIN_OF_STREAM, hasPageAfter, oggPageAt } from '../formats/oggPages.ts';
import type { Length } from './length.ts';
import type { OggSamples } from './oggPackets.ts';
import { OggPacketCounter } from './oggPackets.ts';

/** Of a page on which no packet ends. */
const NO_POSITION = -1n;
/** Years of samples. */
const MAX_POSITION = 2n ** 48n;
const TOLERANCE_SECONDS = 0.1;

/** Facts from the pages of an Ogg file. */
interface OggStream {
  readonly codec: 'opus' | 'vorbis' | 'flac' | 'theora' | 'other';
  /** Undefined unless the file has exactly one stream, neither multiplexed nor chained, whose positions only grow. */
  readonly length: Length | undefined;
}

/** Positions in samples, and the samples of all packets until the first one. */
interface Positions {
  readonly first: number;
  readonly counted: number;
  readonly last: number;
}

/** Reads all pages (RFC 3533). */
export async function readOgg(file: FileReader, start: number): Promise<OggStream> {
  const first = await oggPageAt(file, start);
  const packet = Buffer.from(await file.read(first?.contentAt ?? start, 64));
  const codec = codecOf(packet);
  const counter = codec === 'opus' || codec === 'vorbis' ? new OggPacketCounter(codec) : undefined;
  let [streams, end, isSteady] = [0, start, true];
  let positions: Positions = { first: 0, counted: 0, last: 0 };
  for (let page = first; page; page = await oggPageAt(file, page.end)) {
    if ((page.flags & BEGIN_OF_STREAM) !== 0) streams += 1;
    const { granule } = page;
    await counter?.add(file, page);
    if (granule !== NO_POSITION && (granule < positions.last || granule > MAX_POSITION)) isSteady = false;
    if (granule > 0n) positions = withPosition(positions, Number(granule), counter?.samples?.total ?? 0);
    end = page.end;
  }
  if (streams !== 1 || !isSteady || (await hasPageAfter(file, end))) return { codec, length: undefined };
  const length = codec === 'flac' ? flacLength(packet, positions.last) : countedLength(positions, counter?.samples);
  return { codec, length };
}

const withPosition = (before: Positions, last: number, counted: number): Positions =>
  before.last === 0 ? { first: last, counted, last } : { ...before, last };

/**
 * The samples from the first position to the last, if the packets have as many; the last packet can be cut by its
 * position. Otherwise the larger number is an upper bound: players differ in which one they believe.
 */
function countedLength({ first, counted, last }: Positions, samples: OggSamples | undefined): Length | undefined {
  if (samples === undefined) return undefined;
  const { rate, total, largest, skipped } = samples;
  const span = last - Math.max(first - counted, skipped);
  const played = total - skipped;
  const agree = Math.abs(played - span) <= largest + TOLERANCE_SECONDS * rate;
  return agree ? { kind: 'exact', seconds: span / rate } : { kind: 'atMost', seconds: Math.max(played, span) / rate };
}

/** In Ogg, 13 bytes precede the content of FLAC's STREAMINFO (xiph.org, Ogg FLAC). */
function flacLength(packet: Buffer, last: number): Length | undefined {
  if (packet.length < 39) return undefined;
  const counted = ((packet[30] ?? 0) & 15) * 2 ** 32 + packet.readUInt32BE(31);
  const rate = packet.readUIntBE(27, 3) >> 4;
  // A recording can start at any sample; only a matching count proves that this one starts at 0.
  return { kind: counted === last ? 'exact' : 'atMost', seconds: Math.max(counted, last) / rate };
}

function codecOf(packet: Buffer): OggStream['codec'] {
  const text = letters(packet, 0, 8);
  if (text === 'OpusHead') return 'opus';
  if (text.startsWith('\x01vorbis')) return 'vorbis';
  if (text.startsWith('\x7fFLAC')) return 'flac';
  return text.startsWith('\x80theora') ? 'theora' : 'other';
}
