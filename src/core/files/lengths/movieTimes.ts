import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import type { Box } from '../formats/isoBoxes.ts';
import { boxesIn } from '../formats/isoBoxes.ts';
import type { SampleCounts } from './sampleCounts.ts';
import { areSane, countSamples, isSaneFragment } from './sampleCounts.ts';

/** Header facts of an MP4 or QuickTime file; times in seconds, 0 if missing. */
export interface MovieTimes {
  /** Major brand of the file type box, undefined without one. */
  readonly brand: string | undefined;
  /** Longest duration declared by the movie header, the fragment header and the edit lists. */
  readonly declared: number;
  /** Longest edit list: the part of the media that is displayed. */
  readonly edited: number;
  /** No table declares far more samples than exist. */
  readonly isSane: boolean;
  /** The index lists samples. */
  readonly hasSamples: boolean;
  /** The file has fragments. */
  readonly hasFragments: boolean;
  /** Number of indexes (`moov`); joined files have several. */
  readonly movies: number;
}

const CONTAINERS = new Set(['trak', 'edts', 'mdia', 'minf', 'stbl', 'mvex']);
const MAX_DEPTH = 6;
const MAX_EDITS = 10_000;

interface Found {
  timescale: number;
  movie: number;
  fragments: number;
  readonly edits: number[];
  readonly tracks: SampleCounts[];
}

/** Reads the header boxes only (ISO/IEC 14496-12). */
export async function movieTimes(file: FileReader): Promise<MovieTimes> {
  const found: Found = { timescale: 0, movie: 0, fragments: 0, edits: [], tracks: [] };
  let [hasFragments, movies] = [false, 0];
  let brand: string | undefined;
  let isSane = true;
  for await (const box of boxesIn(file, 0, file.size)) {
    if (box.type === 'ftyp') brand ??= letters(await file.read(box.at, 4));
    if (box.type === 'moof') {
      hasFragments = true;
      isSane &&= await isSaneFragment(file, box);
    }
    if (box.type === 'moov') {
      movies += 1;
      await readInside(file, box, found, 0);
    }
  }
  const edited = Math.max(0, ...found.edits);
  const seconds = (time: number): number => (found.timescale > 0 ? time / found.timescale : 0);
  return {
    brand,
    declared: seconds(Math.max(found.movie, found.fragments, edited)),
    edited: seconds(edited),
    isSane: isSane && found.tracks.every(areSane),
    hasSamples: found.tracks.some(({ times = 0 }) => times > 0),
    hasFragments,
    movies
  };
}

async function readInside(file: FileReader, parent: Box, found: Found, depth: number): Promise<void> {
  for await (const box of boxesIn(file, parent.at, Math.min(parent.end, file.size))) {
    if (box.type === 'trak') found.tracks.push({});
    if (CONTAINERS.has(box.type) && depth < MAX_DEPTH) await readInside(file, box, found, depth + 1);
    else await readBox(file, box, found);
  }
}

async function readBox(file: FileReader, box: Box, found: Found): Promise<void> {
  const { type, at } = box;
  if (type === 'mvhd') {
    const body = await file.read(at, 32);
    if (body.length < 32) return;
    found.timescale = body.readUInt32BE(body[0] === 1 ? 20 : 12);
    found.movie = time(body, body[0] === 1 ? 24 : 16);
  } else if (type === 'mehd') {
    const body = await file.read(at, 12);
    if (body.length === 12) found.fragments = time(body, 4);
  } else if (type === 'elst') {
    found.edits.push(await editsTime(file, at));
  } else {
    await countSamples(file, box, found.tracks.at(-1) ?? {});
  }
}

/** Reads a time; all ones mean unknown. */
function time(body: Buffer, at: number): number {
  if (body[0] !== 1) return body.readUInt32BE(at) === 0xffff_ffff ? 0 : body.readUInt32BE(at);
  const long = body.readBigUInt64BE(at);
  return long === 0xffff_ffff_ffff_ffffn ? 0 : Number(long);
}

async function editsTime(file: FileReader, at: number): Promise<number> {
  const head = Buffer.from(await file.read(at, 8));
  if (head.length < 8) return 0;
  const entryBytes = head[0] === 1 ? 20 : 12;
  const entries = await file.read(at + 8, Math.min(head.readUInt32BE(4), MAX_EDITS) * entryBytes);
  let sum = 0;
  for (let entry = 0; entry + entryBytes <= entries.length; entry += entryBytes) {
    sum += head[0] === 1 ? Number(entries.readBigUInt64BE(entry)) : entries.readUInt32BE(entry);
  }
  return sum;
}
