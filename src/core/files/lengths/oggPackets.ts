import type { FileReader } from '../fileReader.ts';
import type { OggPage } from '../formats/oggPages.ts';

const CONTINUED = 1;
/** Header packets before the audio (RFC 7845, 3; Vorbis I specification, 4.2). */
const HEADERS = { opus: 2, vorbis: 3 } as const;
/** Opus positions count in this rate, whatever the rate of the source. */
const OPUS_RATE = 48_000;
/** Samples of an Opus frame by the lowest bits of its configuration (RFC 6716, 3.1). */
const SILK_SAMPLES = [480, 960, 1920, 2880];
const HYBRID_SAMPLES = [480, 960];
const CELT_SAMPLES = [120, 240, 480, 960];
const MODE_BITS = 41;
const MAX_MODES = 64;
/** The modes of Vorbis are at the end of the third header. */
const MAX_TAIL_BYTES = 1024;

/** Samples of the audio packets of an Ogg stream. */
export interface OggSamples {
  /** Samples per second. */
  readonly rate: number;
  /** Of all packets, with those that a player skips at the start. */
  readonly total: number;
  /** Of the largest packet. */
  readonly largest: number;
  /** Samples that a player skips at the start. */
  readonly skipped: number;
}

/** Counts the samples of Opus or Vorbis packets, whose pages are added in the order of the file. */
export class OggPacketCounter {
  readonly #codec: 'opus' | 'vorbis';
  #packets = 0;
  /** Samples of the packet that continues on the next page. */
  #pending = 0;
  #total = 0;
  #largest = 0;
  #rate = OPUS_RATE;
  #skipped = 0;
  /** Vorbis: sizes of short and long blocks, of the block of each mode, and of the previous block. */
  #blocks: readonly [number, number] = [0, 0];
  #tail: Buffer = Buffer.alloc(0);
  #modes: readonly number[] = [];
  #previous = 0;
  #isCounted = true;

  constructor(codec: 'opus' | 'vorbis') {
    this.#codec = codec;
  }

  /** Returns the counts so far; undefined when a packet is not understood. */
  get samples(): OggSamples | undefined {
    if (!this.#isCounted || this.#rate === 0) return undefined;
    return { rate: this.#rate, total: this.#total, largest: this.#largest, skipped: this.#skipped };
  }

  /** Adds the packets of a page; one that continues is counted on the page where it ends. */
  async add(file: FileReader, { flags, lacing, contentAt }: OggPage): Promise<void> {
    let [at, bytes] = [contentAt, 0];
    let isNew = (flags & CONTINUED) === 0;
    for (const [index, segment] of lacing.entries()) {
      bytes += segment;
      const ends = segment < 255;
      if (!ends && index < lacing.length - 1) continue;
      await this.#addPart(file, { at, bytes, isNew, ends });
      at += bytes;
      [bytes, isNew] = [0, true];
    }
  }

  async #addPart(file: FileReader, part: Part): Promise<void> {
    if (this.#packets < HEADERS[this.#codec]) await this.#addHeader(file, part);
    else if (part.isNew) this.#pending = this.#samplesOf(await file.read(part.at, Math.min(part.bytes, 2)));
    if (!part.ends) return;
    this.#packets += 1;
    this.#total += this.#pending;
    this.#largest = Math.max(this.#largest, this.#pending);
    this.#pending = 0;
  }

  async #addHeader(file: FileReader, { at, bytes, ends }: Part): Promise<void> {
    if (this.#packets === 0) {
      const head = Buffer.from(await file.read(at, Math.min(bytes, 30)));
      if (this.#codec === 'opus' && head.length >= 12) this.#skipped = head.readUInt16LE(10);
      if (this.#codec === 'vorbis') this.#rate = head.length === 30 ? head.readUInt32LE(12) : 0;
      const exponents = head[28] ?? 0;
      this.#blocks = [2 ** (exponents & 15), 2 ** (exponents >> 4)];
    } else if (this.#packets === 2) {
      const tail = await file.read(Math.max(at, at + bytes - MAX_TAIL_BYTES), Math.min(bytes, MAX_TAIL_BYTES));
      this.#tail = Buffer.concat([this.#tail, tail]).subarray(-MAX_TAIL_BYTES);
      if (ends) this.#modes = modesOf(this.#tail).map(isLong => this.#blocks[isLong]);
    }
  }

  #samplesOf(head: Buffer): number {
    if (head.length === 0) return 0;
    const samples = this.#codec === 'opus' ? opusSamples(head) : this.#vorbisSamples(head[0] ?? 0);
    if (samples === undefined) this.#isCounted = false;
    return samples ?? 0;
  }

  /**
   * Blocks overlap by half (Vorbis I specification, 1.3.2 and 4.3.1); a player needs the one before
   * the first too, which a stream cut out of another one has lost.
   */
  #vorbisSamples(first: number): number | undefined {
    const bits = 32 - Math.clz32(this.#modes.length - 1);
    const block = this.#modes[(first >> 1) & ((1 << bits) - 1)];
    if ((first & 1) !== 0 || block === undefined) return undefined;
    const samples = ((this.#previous === 0 ? block : this.#previous) + block) / 4;
    this.#previous = block;
    return samples;
  }
}

/** The part of a packet that is on one page. */
interface Part {
  readonly at: number;
  readonly bytes: number;
  readonly isNew: boolean;
  readonly ends: boolean;
}

/** Reads the first byte of a packet, and the second if that has the number of frames. */
function opusSamples(head: Buffer): number | undefined {
  const [toc = 0, count] = head;
  const config = toc >> 3;
  const samples =
    config < 12 ? SILK_SAMPLES[config & 3] : config < 16 ? HYBRID_SAMPLES[config & 1] : CELT_SAMPLES[config & 3];
  const frames = [1, 2, 2, count === undefined ? undefined : count & 63][toc & 3];
  return samples === undefined || frames === undefined ? undefined : samples * frames;
}

/**
 * Whether each mode has long blocks, as 0 or 1. Only the end of the header can be read without decoding all of it: a mode
 * is a bit for the block, 32 zero bits and 8 bits of a mapping below 64; their number, less one, precedes them in 6 bits,
 * and a set bit follows (Vorbis I specification, 4.2.4). The longest list that fits is the right one. Empty without one.
 */
function modesOf(header: Buffer): readonly (0 | 1)[] {
  const bit = (at: number): 0 | 1 => (((header[at >> 3] ?? 0) >> (at & 7)) & 1 ? 1 : 0);
  const bits = (at: number, count: number): number =>
    Array.from({ length: count }, (_, i) => bit(at + i) * 2 ** i).reduce((sum, value) => sum + value, 0);
  let end = header.length * 8 - 1;
  while (end > 0 && bit(end) === 0) end -= 1;
  const modes: (0 | 1)[] = [];
  let found: readonly (0 | 1)[] = [];
  for (let at = end - MODE_BITS; at >= 6 && modes.length < MAX_MODES; at -= MODE_BITS) {
    if (bits(at + 1, 32) !== 0 || bits(at + 33, 8) > 63) break;
    modes.unshift(bit(at));
    if (bits(at - 6, 6) + 1 === modes.length) found = [...modes];
  }
  return found;
}
