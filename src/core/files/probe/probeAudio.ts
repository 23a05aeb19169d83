import type { MediaFacts } from '../../../shared/form.ts';
import type { ProbeBytes } from './probeBytes.ts';
import { letters, secondsFact } from './probeBytes.ts';
import { mp3Seconds } from './probeMp3.ts';

const MAX_CHUNKS = 1000;
const MAX_TAGS = 8;
/** The longest page of Ogg, so that the end of a file holds a whole one. */
const OGG_PAGE_BYTES = 65_307;

/** Facts of WAV, FLAC, Ogg and MP3; undefined when it is none. AAC without container is told by its name only. */
export async function audioFacts(file: ProbeBytes): Promise<MediaFacts | undefined> {
  const start = await tagsEnd(file);
  const head = await file.read(start, 128);
  const name = letters(head, 0);
  if (/^(?:RIFF|RF64)$/.test(name) && letters(head, 8) === 'WAVE') return sound('audio/wav', await wavSeconds(file));
  if (name === 'fLaC') return sound('audio/flac', flacSeconds(head));
  if (name === 'OggS') return sound('audio/ogg', await oggSeconds(file, head, start));
  return sound('audio/mpeg', await mp3Seconds(file, start));
}

/** Undefined seconds: not this format. Not a number: this format, of unknown length. */
function sound(mime: string, seconds: number | undefined): MediaFacts | undefined {
  return seconds === undefined ? undefined : { kind: 'audio', mime, ...secondsFact(seconds) };
}

/** Behind ID3v2 tags, whose sizes have seven bits in a byte (id3.org/id3v2.4.0-structure). */
async function tagsEnd(file: ProbeBytes): Promise<number> {
  let at = 0;
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    const head = await file.read(at, 10);
    if (head.length < 10 || letters(head, 0, 3) !== 'ID3') return at;
    const footer = ((head[5] ?? 0) & 0x10) === 0 ? 0 : 10;
    at += 10 + footer + head.subarray(6).reduce((size, byte) => size * 128 + (byte & 0x7f), 0);
  }
  return at;
}

async function wavSeconds(file: ProbeBytes): Promise<number | undefined> {
  let bytesPerSecond = 0;
  let long = 0;
  for (let at = 12, chunks = 0; at + 8 <= file.size && chunks < MAX_CHUNKS; chunks++) {
    const head = await file.read(at, 24);
    if (head.length < 8) return undefined;
    const name = letters(head, 0);
    const size = head.readUInt32LE(4);
    if (name === 'ds64' && head.length >= 24) long = Number(head.readBigUInt64LE(16));
    if (name === 'fmt ' && head.length >= 20) bytesPerSecond = head.readUInt32LE(16);
    if (name === 'data') {
      const rest = file.size - at - 8;
      // Recorders that never came back to write the size leave 0 or all ones.
      const open = size === 0 || size === 0xffff_ffff;
      const bytes = open ? (long > 0 ? long : rest) : size;
      return bytesPerSecond > 0 ? Math.min(bytes, rest) / bytesPerSecond : undefined;
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** STREAMINFO comes first: 20 bits sample rate, 8 of channels and depth, 36 samples (RFC 9639). */
function flacSeconds(head: Buffer): number | undefined {
  if (head.length < 26 || ((head[4] ?? 0) & 0x7f) !== 0) return undefined;
  const rate = head.readUIntBE(18, 3) >> 4;
  const samples = ((head[21] ?? 0) & 0x0f) * 2 ** 32 + head.readUInt32BE(22);
  return rate > 0 ? samples / rate : undefined;
}

/** The last page says how many samples there are up to its end (RFC 3533, RFC 7845). */
async function oggSeconds(file: ProbeBytes, head: Buffer, start: number): Promise<number | undefined> {
  const codec = oggCodec(head.subarray(27 + (head[26] ?? 0)));
  if (!codec) return undefined;
  const serial = head.readUInt32LE(14);
  const tail = await file.read(Math.max(start, file.size - 2 * OGG_PAGE_BYTES), 2 * OGG_PAGE_BYTES);
  for (let at = tail.lastIndexOf('OggS'); at >= 0; at = at > 0 ? tail.lastIndexOf('OggS', at - 1) : -1) {
    if (at + 18 > tail.length || tail.readUInt32LE(at + 14) !== serial) continue;
    const samples = Number(tail.readBigInt64LE(at + 6));
    if (samples > 0) return (samples - codec.skipped) / codec.rate;
  }
  return Number.NaN;
}

function oggCodec(packet: Buffer): { readonly rate: number; readonly skipped: number } | undefined {
  let rate = 0;
  let skipped = 0;
  if (letters(packet, 0, 8) === 'OpusHead' && packet.length >= 12) {
    rate = 48_000; // whatever was recorded
    skipped = packet.readUInt16LE(10);
  } else if (letters(packet, 0, 7) === '\x01vorbis' && packet.length >= 16) {
    rate = packet.readUInt32LE(12);
  } else if (letters(packet, 0, 5) === '\x7fFLAC' && packet.length >= 30) {
    rate = packet.readUIntBE(27, 3) >> 4;
  }
  return rate > 0 ? { rate, skipped } : undefined;
}
