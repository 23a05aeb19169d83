import type { FileReader } from '../fileReader.ts';
import type { Chunk } from '../formats/riffChunks.ts';
import { readChunks } from '../formats/riffChunks.ts';
import type { Length } from './length.ts';

/** PCM, floating point, A-law and mu-law: each frame has the same number of bytes. */
const EVEN_FORMATS = new Set([1, 3, 6, 7]);
const EXTENSIBLE = 0xfffe;

interface Format {
  readonly code: number;
  /** Samples a second. */
  readonly rate: number;
  /** Bytes of one sample of all channels; undefined where the header contradicts itself. */
  readonly frameBytes: number | undefined;
}

/**
 * The length of a WAV: its sound divided by the bytes of a frame, or for compressed sound the samples of `fact`. Its
 * bytes a second are not used, for they are often wrong. Undefined when neither tells.
 */
export async function wavLength(file: FileReader): Promise<Length | undefined> {
  const { chunks, littleEndian } = await readChunks(file, 0);
  const format = await readFormat(file, chunks, littleEndian);
  const data = chunks.find(({ name }) => name === 'data');
  if (!format || !data || format.rate === 0) return undefined;
  if (!EVEN_FORMATS.has(format.code)) {
    const samples = await factSamples(file, chunks, littleEndian);
    return samples > 0 ? { kind: 'exact', seconds: samples / format.rate } : undefined;
  }
  if (format.frameBytes === undefined || format.frameBytes === 0) return undefined;
  const rest = file.size - data.at;
  const seconds = (bytes: number): number => Math.floor(bytes / (format.frameBytes ?? 1)) / format.rate;
  // Without a size, what follows the sound may be something else.
  if (data.size === undefined || !areNamed(chunks)) return { kind: 'atMost', seconds: seconds(rest) };
  return { kind: 'exact', seconds: seconds(Math.min(data.size, rest)) };
}

/** Whether chunks follow the sound: otherwise its size is wrong, and it goes on. */
const areNamed = (chunks: readonly Chunk[]): boolean => chunks.every(({ name }) => /^[\x20-\x7e]{4}$/.test(name));

async function readFormat(file: FileReader, chunks: readonly Chunk[], little: boolean): Promise<Format | undefined> {
  const chunk = chunks.find(({ name }) => name === 'fmt ');
  const body = chunk && (await file.read(chunk.at, Math.min(chunk.size ?? 0, 26)));
  if (!body || body.length < 16) return undefined;
  const u16 = (at: number): number => (little ? body.readUInt16LE(at) : body.readUInt16BE(at));
  const code = u16(0) === EXTENSIBLE && body.length >= 26 ? u16(24) : u16(0);
  const computed = u16(2) * Math.ceil(u16(14) / 8);
  const stated = u16(12);
  return {
    code,
    rate: little ? body.readUInt32LE(4) : body.readUInt32BE(4),
    frameBytes: stated === 0 || stated === computed ? computed : undefined
  };
}

async function factSamples(file: FileReader, chunks: readonly Chunk[], little: boolean): Promise<number> {
  const fact = chunks.find(({ name }) => name === 'fact');
  const body = fact && (await file.read(fact.at, 4));
  if (!body || body.length < 4) return 0;
  const samples = little ? body.readUInt32LE(0) : body.readUInt32BE(0);
  return samples === 0xffff_ffff ? 0 : samples;
}
