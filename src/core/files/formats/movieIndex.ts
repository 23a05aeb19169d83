import type { FileReader } from '../fileReader.ts';
import type { Box } from './isoBoxes.ts';
import { boxesIn } from './isoBoxes.ts';

/** Boxes between an index (`moov`) and the tables of a track. */
const CONTAINERS = new Set(['trak', 'mdia', 'minf', 'dinf', 'stbl']);
const MAX_DEPTH = 6;
const MAX_CHUNK_SAMPLES = 100_000;

/** Tables of a track (ISO/IEC 14496-12, 8.5 to 8.7). */
interface Tables {
  /** Offset of the last chunk in the file. */
  lastChunk: number;
  /** Samples in the last chunk. */
  samples: number;
  sizes?: Box;
  /** The media are in another file. */
  isElsewhere: boolean;
}

/** Returns the end of the last chunk that an index lists, an offset in the file; 0 without chunks. */
export async function mediaEnd(file: FileReader, moov: Box): Promise<number> {
  const tracks: Tables[] = [];
  await readTables(file, moov, tracks, 0);
  let end = 0;
  for (const track of tracks) {
    if (track.isElsewhere || track.lastChunk === 0) continue;
    end = Math.max(end, track.lastChunk + (await lastChunkBytes(file, track)));
  }
  return end;
}

async function readTables(file: FileReader, parent: Box, tracks: Tables[], depth: number): Promise<void> {
  for await (const box of boxesIn(file, parent.at, Math.min(parent.end, file.size))) {
    if (box.type === 'trak') tracks.push({ lastChunk: 0, samples: 0, isElsewhere: false });
    const track = tracks.at(-1);
    if (CONTAINERS.has(box.type) && depth < MAX_DEPTH) await readTables(file, box, tracks, depth + 1);
    else if (track) await readTable(file, box, track);
  }
}

async function readTable(file: FileReader, box: Box, track: Tables): Promise<void> {
  const { type, at } = box;
  const number = async (offset: number): Promise<number> => {
    const bytes = await file.read(offset, 4);
    return bytes.length === 4 ? bytes.readUInt32BE(0) : 0;
  };
  if (type === 'stsz') track.sizes = box;
  const count = await number(at + 4);
  if (count === 0) return;
  if (type === 'stco') track.lastChunk = await number(at + 4 + count * 4);
  else if (type === 'co64') {
    const last = await file.read(at + count * 8, 8);
    track.lastChunk = last.length === 8 ? Number(last.readBigUInt64BE(0)) : 0;
  } else if (type === 'stsc') track.samples = await number(at + 8 + (count - 1) * 12 + 4);
  // A flag of the first data reference: the media are in this file.
  else if (type === 'dref') track.isElsewhere = ((await number(at + 16)) & 1) === 0;
}

/** Returns the size of the last chunk in bytes; 0 when it is unknown. */
async function lastChunkBytes(file: FileReader, { samples, sizes }: Tables): Promise<number> {
  const head = sizes && (await file.read(sizes.at + 4, 8));
  if (!sizes || head?.length !== 8 || samples > MAX_CHUNK_SAMPLES) return 0;
  const [each, count] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (each > 0) return each * Math.min(samples, count);
  const known = Math.min(samples, count);
  const list = await file.read(sizes.at + 12 + (count - known) * 4, known * 4);
  let bytes = 0;
  for (let at = 0; at + 4 <= list.length; at += 4) bytes += list.readUInt32BE(at);
  return bytes;
}
