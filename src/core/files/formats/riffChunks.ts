import type { Completeness } from './completenessType.ts';
import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';

const MAX_CHUNKS = 10_000;
/** A known name at the position of a padding byte shows that the writer omitted the padding. */
const COMMON_NAMES = new Set(['fmt ', 'data', 'LIST', 'fact', 'JUNK', 'id3 ', 'bext', 'cue ', 'smpl', 'PEAK', 'iXML']);
/** Chunks of WebP that contain an image or a frame of an animation (RFC 9649). */
const PIXELS = new Set(['VP8 ', 'VP8L', 'ANMF']);
/** Recorders write sizes from here on as a placeholder: 0x7ffff000, 0x7fffffff, 0x80000000, 0xffffffff and others. */
const PLACEHOLDER = 0x7fff_0000;

/** A RIFF chunk. */
export interface Chunk {
  readonly name: string;
  /** Offset of the content. */
  readonly at: number;
  /** Declared size in bytes; undefined when the recorder never filled it in. */
  readonly size: number | undefined;
}

/** Contents of a RIFF, RIFX, RF64, BW64 or FORM file. */
interface ChunkedFile {
  /** "WAVE", "WEBP", "AVI " or "AIFF". */
  readonly form: string;
  readonly littleEndian: boolean;
  /** Declared size in bytes including the header; undefined when the recorder never filled it in. */
  readonly size: number | undefined;
  /** Up to the first chunk without a size. */
  readonly chunks: readonly Chunk[];
}

/** Reads the chunk list. Sources: RIFF (Microsoft), EBU Tech 3306 (RF64), ITU-R BS.2088 (BW64), AIFF 1.3. */
export async function readChunks(file: FileReader, start: number): Promise<ChunkedFile> {
  const head = Buffer.from(await file.read(start, 12));
  const id = letters(head);
  const littleEndian = id !== 'RIFX' && id !== 'FORM';
  const u32 = (bytes: Buffer, at: number): number => (littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const declared = head.length < 8 ? 0 : u32(head, 4);
  let long: { readonly form: number; readonly data: number } | undefined;
  const chunks: Chunk[] = [];
  for (let at = start + 12; at + 8 <= file.size && chunks.length < MAX_CHUNKS;) {
    const part = await file.read(at, 24);
    const name = letters(part);
    let size: number | undefined = u32(part, 4);
    if (name === 'ds64' && part.length >= 24) {
      long = { form: Number(part.readBigUInt64LE(8)), data: Number(part.readBigUInt64LE(16)) };
    }
    if (name === 'data' && isOpen(size, at + 8, file)) {
      size =
        size > 0 && long !== undefined && long.data > 0
          ? long.data
          : size === 0 && at + 8 === file.size
            ? 0
            : undefined;
    }
    chunks.push({ name, at: at + 8, size });
    if (size === undefined) break;
    at += 8 + size;
    if (size % 2 === 1 && !COMMON_NAMES.has(letters(await file.read(at, 4)))) at += 1;
  }
  const form = declared === 0xffff_ffff && long !== undefined ? long.form : declared;
  return { form: letters(head, 8), littleEndian, size: isOpen(form, start + 8, file) ? undefined : form + 8, chunks };
}

/** Whether a recorder never filled in the size of the content that begins at `at`. */
const isOpen = (size: number, at: number, file: FileReader): boolean =>
  size === 0 || size === 0xffff_ffff || (size >= PLACEHOLDER && at + size > file.size);

/** Checks the declared sizes of the file and its chunks. The padding byte after an odd size is often missing. */
export async function chunkedCompleteness(file: FileReader, start: number): Promise<Completeness> {
  const { form, size, chunks } = await readChunks(file, start);
  const end = size === undefined ? Number.POSITIVE_INFINITY : start + size;
  const inside = chunks.filter(({ at }) => at <= end);
  if (inside.some(chunk => chunk.at + (chunk.size ?? 0) > file.size)) return 'truncated';
  if (form === 'WEBP' && !inside.some(chunk => PIXELS.has(chunk.name) && chunk.size !== 0)) return 'truncated';
  if (size === undefined || inside.some(chunk => chunk.size === undefined)) return 'unknown';
  const padding = (inside.at(-1)?.size ?? 0) % 2;
  // Some writers count the form header twice; a file with all its audio data is complete.
  const slack = form === 'WAVE' && inside.some(({ name }) => name === 'data') ? 8 : 0;
  return end - padding - slack <= file.size ? 'complete' : 'truncated';
}
