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

interface Format {
  readonly code: number;
  /** Samples per second. */
  readonly rate: number;
  /** Bytes per sample of all channels; undefined when the header contradicts itself. */
  readonly frameBytes: number | undefined;
  /** Bytes and samples of a block; only for formats with a fixed number of samples per block. */
  readonly block?: { readonly bytes: number; readonly samples: number };
}

/**
 * Returns the length of a WAV file: data bytes divided by bytes per frame, or the sample count in `fact` for compressed
 * audio, which must agree with its blocks; MPEG frames are counted. The bytes per second of the header are often wrong and not used. Undefined
 * when neither is known.
 */
export async function wavLength(file: FileReader): Promise<Length | undefined> {
  const { chunks, littleEndian } = await readChunks(file, 0);
  const format = await readFormat(file, chunks, littleEndian);
  const data = chunks.find(({ name }) => name === 'data');
  if (!format || !data || format.rate === 0) return undefined;
  const rest = file.size - data.at;
  const dataBytes = Math.min(data.size ?? rest, rest);
  if (MPEG_FORMATS.has(format.code)) return (await countFramesBetween(file, data.at, data.at + dataBytes))?.length;
  if (!FIXED_SIZE_FORMATS.has(format.code)) {
    const samples = await factSamples(file, chunks, littleEndian);
    return samples > 0 ? compressedLength(samples, format, dataBytes) : undefined;
  }
  if (format.frameBytes === undefined || format.frameBytes === 0) return undefined;
  const seconds = (bytes: number): number => Math.floor(bytes / (format.frameBytes ?? 1)) / format.rate;
  // Without a size, other data may follow the audio. With a wrong size, or several data chunks, the audio continues.
  if (data.size === undefined || !isWellFormed(chunks, file.size)) return { kind: 'atMost', seconds: seconds(rest) };
  return { kind: 'exact', seconds: seconds(dataBytes) };
}

/** The last block can be partly filled, so the declared samples can be less than those of all blocks by one block. */
function compressedLength(samples: number, { rate, block }: Format, dataBytes: number): Length {
  const most = block === undefined ? samples : Math.ceil(dataBytes / block.bytes) * block.samples;
  const isCounted = block === undefined || (samples <= most && samples >= most - 2 * block.samples);
  return isCounted
    ? { kind: 'exact', seconds: samples / rate }
    : { kind: 'atMost', seconds: Math.max(samples, most) / rate };
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
  const code = u16(0) === EXTENSIBLE && body.length >= 26 ? u16(24) : u16(0);
  const computed = u16(2) * Math.ceil(u16(14) / 8);
  const declared = u16(12);
  return {
    code,
    rate: little ? body.readUInt32LE(4) : body.readUInt32BE(4),
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
