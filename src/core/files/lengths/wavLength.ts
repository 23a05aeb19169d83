import type { FileReader } from '../fileReader.ts';
import type { Chunk } from '../formats/riffChunks.ts';
import { readChunks } from '../formats/riffChunks.ts';
import { countFramesBetween } from './frameCount.ts';
import type { Length } from './length.ts';

/** Formats with a fixed number of bytes per frame: PCM, floating point, A-law and mu-law. */
const FIXED_SIZE_FORMATS = new Set([1, 3, 6, 7]);
const EXTENSIBLE = 0xfffe;
/** MPEG layers 1 to 3, whose frames can be counted. */
const MPEG_FORMATS = new Set([0x50, 0x55]);
/** Formats with a fixed number of samples per block: Microsoft ADPCM, IMA ADPCM, GSM 6.10. */
const BLOCK_FORMATS = new Set([2, 0x11, 0x31]);

/** Bytes per second are rounded, and those of compressed audio are an average. */
const MAX_RATE_ERROR = 0.01;
const TOLERANCE_SECONDS = 0.1;

interface Format {
  readonly code: number;
  /** Samples per second. */
  readonly rate: number;
  /** Bytes per sample of all channels; undefined when the header contradicts itself. */
  readonly frameBytes: number | undefined;
  /** Bytes per second. */
  readonly byteRate: number;
  /** Bytes and samples of a block; only for formats with a fixed number of samples per block. */
  readonly block?: { readonly bytes: number; readonly samples: number };
}

/**
 * Returns the length of a WAV file: data bytes divided by bytes per frame, or the sample count in `fact` for compressed
 * audio, which must agree with its blocks, or with the bytes per second of the header; MPEG frames are counted. Bytes
 * per second are often wrong: they prove nothing alone. Undefined when no length is known.
 */
export async function wavLength(file: FileReader): Promise<Length | undefined> {
  const { chunks, littleEndian } = await readChunks(file, 0);
  const format = await readFormat(file, chunks, littleEndian);
  const data = chunks.find(({ name }) => name === 'data');
  if (!format || !data || format.rate === 0) return undefined;
  const rest = file.size - data.at;
  // Without a size, other data may follow the audio. With a wrong size, or several data chunks, the audio continues.
  const isKnown = data.size !== undefined && isWellFormed(chunks, file.size);
  const bytes = isKnown ? Math.min(data.size, rest) : rest;
  const length = await lengthOf(file, {
    format,
    at: data.at,
    bytes,
    fact: await factSamples(file, chunks, littleEndian)
  });
  return length && !isKnown ? { kind: 'atMost', seconds: length.seconds } : length;
}

/** Audio data, and the number of samples that the file declares for it, 0 if none. */
interface Data {
  readonly format: Format;
  readonly at: number;
  readonly bytes: number;
  readonly fact: number;
}

async function lengthOf(file: FileReader, { format, at, bytes, fact }: Data): Promise<Length | undefined> {
  const { code, rate, frameBytes } = format;
  if (MPEG_FORMATS.has(code)) return (await countFramesBetween(file, at, at + bytes))?.length;
  if (!FIXED_SIZE_FORMATS.has(code)) return fact > 0 ? compressedLength(fact, format, bytes) : undefined;
  if (frameBytes === undefined || frameBytes === 0) return undefined;
  return { kind: 'exact', seconds: Math.floor(bytes / frameBytes) / rate };
}

/**
 * The last block can be partly filled, so the declared samples can be less than those of all blocks by one block. Other
 * formats cannot be counted: both statements of the header must agree.
 */
function compressedLength(samples: number, { rate, byteRate, block }: Format, dataBytes: number): Length | undefined {
  const declared = samples / rate;
  if (block === undefined) {
    if (byteRate === 0) return undefined;
    const computed = dataBytes / byteRate;
    const agree = Math.abs(computed - declared) <= declared * MAX_RATE_ERROR + TOLERANCE_SECONDS;
    return agree ? { kind: 'exact', seconds: declared } : { kind: 'atMost', seconds: Math.max(computed, declared) };
  }
  const most = Math.ceil(dataBytes / block.bytes) * block.samples;
  const isCounted = samples <= most && samples >= most - 2 * block.samples;
  return isCounted ? { kind: 'exact', seconds: declared } : { kind: 'atMost', seconds: Math.max(samples, most) / rate };
}

/** Whether only complete chunks with valid names follow a single data chunk. */
const isWellFormed = (chunks: readonly Chunk[], fileSize: number): boolean =>
  chunks.every(({ name }) => /^[\x20-\x7e]{4}$/.test(name)) &&
  chunks.filter(({ name }) => name === 'data').length === 1 &&
  chunks.every(({ name, at, size = 0 }) => name === 'data' || name === 'RIFF' || at + size <= fileSize);

async function readFormat(file: FileReader, chunks: readonly Chunk[], little: boolean): Promise<Format | undefined> {
  const chunk = chunks.find(({ name }) => name === 'fmt ');
  const body = chunk && (await file.read(chunk.at, Math.min(chunk.size ?? 0, 26)));
  if (!body || body.length < 16) return undefined;
  const u16 = (at: number): number => (little ? body.readUInt16LE(at) : body.readUInt16BE(at));
  const u32 = (at: number): number => (little ? body.readUInt32LE(at) : body.readUInt32BE(at));
  const code = u16(0) === EXTENSIBLE && body.length >= 26 ? u16(24) : u16(0);
  const computed = u16(2) * Math.ceil(u16(14) / 8);
  const declared = u16(12);
  return {
    code,
    rate: u32(4),
    byteRate: u32(8),
    frameBytes: declared === 0 || declared === computed ? computed : undefined,
    ...(BLOCK_FORMATS.has(code) && body.length >= 20 && declared > 0 && u16(18) > 0
      ? { block: { bytes: declared, samples: u16(18) } }
      : {})
  };
}

async function factSamples(file: FileReader, chunks: readonly Chunk[], little: boolean): Promise<number> {
  const fact = chunks.find(({ name }) => name === 'fact');
  const body = fact && (await file.read(fact.at, 4));
  if (!body || body.length < 4) return 0;
  const samples = little ? body.readUInt32LE(0) : body.readUInt32BE(0);
  return samples === 0xffff_ffff ? 0 : samples;
}
