import type { FileReader } from '../fileReader.ts';
import { letters } from '../fileReader.ts';
import type { Box } from '../formats/isoBoxes.ts';
import { boxesIn } from '../formats/isoBoxes.ts';
import { FragmentClock } from './fragmentClock.ts';
import type { SampleCounts } from './sampleCounts.ts';
import { areSane, countSamples, doAgree } from './sampleCounts.ts';

/** Header facts of an MP4 or QuickTime file; times in seconds, 0 if missing. */
export interface MovieTimes {
  /** Major brand of the file type box, undefined without one. */
  readonly brand: string | undefined;
  /** Longest duration declared by the headers of movie, tracks, media and fragments, and by the edit lists. */
  readonly declared: number;
  /** Longest edit list: the part of the media that is displayed. */
  readonly edited: number;
  /** No table declares far more samples than exist. */
  readonly isSane: boolean;
  /** The tables of each track list the same samples, and the clock of the fragments never restarts. */
  readonly isConsistent: boolean;
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
/** Durations that mean "not known yet", by the width of the field. */
const PLACEHOLDERS: Readonly<Record<'short' | 'long', readonly bigint[]>> = {
  short: [0xffff_ffffn, 0x7fff_ffffn],
  long: [0xffff_ffff_ffff_ffffn, 0x7fff_ffff_ffff_ffffn]
};

interface Found {
  timescale: number;
  /** Longest duration in units of the movie's time scale. */
  movie: number;
  /** Longest duration of a track's media, in seconds. */
  media: number;
  readonly edits: number[];
  readonly tracks: Track[];
  /** Sample durations of fragments that have none, by track ID, in units of the track's time scale. */
  readonly defaults: Map<number, number>;
}

interface Track extends SampleCounts {
  id?: number;
  /** Units per second. */
  timescale?: number;
}

/** Reads the header boxes only (ISO/IEC 14496-12). */
export async function movieTimes(file: FileReader): Promise<MovieTimes> {
  const found: Found = { timescale: 0, movie: 0, media: 0, edits: [], tracks: [], defaults: new Map() };
  const fragments = new FragmentClock();
  let [hasFragments, movies] = [false, 0];
  let brand: string | undefined;
  let isSane = true;
  for await (const box of boxesIn(file, 0, file.size)) {
    if (box.type === 'ftyp') brand ??= letters(await file.read(box.at, 4));
    if (box.type === 'moof') {
      hasFragments = true;
      isSane &&= await fragments.add(file, box, found.defaults);
    }
    if (box.type === 'moov') {
      movies += 1;
      await readInside(file, box, found, 0);
    }
  }
  const edited = Math.max(0, ...found.edits);
  const timescales = new Map(found.tracks.map(({ id = 0, timescale = 0 }) => [id, timescale]));
  const seconds = (time: number): number => (found.timescale > 0 ? time / found.timescale : 0);
  return {
    brand,
    declared: Math.max(seconds(Math.max(found.movie, edited)), found.media, fragments.end(timescales)),
    edited: seconds(edited),
    isSane: isSane && found.tracks.every(areSane),
    isConsistent: found.tracks.every(doAgree) && fragments.isSteady(timescales),
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
  const track = found.tracks.at(-1) ?? {};
  if (type === 'mvhd' || type === 'mdhd') {
    const { timescale, duration } = await readHeader(file, at);
    if (type === 'mdhd') {
      found.media = Math.max(found.media, timescale > 0 ? duration / timescale : 0);
      track.timescale = timescale;
    } else {
      found.timescale = timescale;
      found.movie = Math.max(found.movie, duration);
    }
  } else if (type === 'tkhd' || type === 'mehd') {
    const body = await file.read(at, 36);
    const before = type === 'mehd' ? 4 : body[0] === 1 ? 28 : 20;
    if (body.length >= before + 8) found.movie = Math.max(found.movie, time(body, before));
    if (type === 'tkhd' && body.length >= before) track.id = body.readUInt32BE(before - 8);
  } else if (type === 'trex') {
    const body = await file.read(at, 16);
    if (body.length === 16) found.defaults.set(body.readUInt32BE(4), body.readUInt32BE(12));
  } else if (type === 'elst') {
    found.edits.push(await editsTime(file, at));
  } else {
    await countSamples(file, box, track);
  }
}

/** Reads time scale and duration of a movie or media header; 0 if missing. */
async function readHeader(file: FileReader, at: number): Promise<{ timescale: number; duration: number }> {
  const body = await file.read(at, 32);
  const timescaleAt = body[0] === 1 ? 20 : 12;
  if (body.length < timescaleAt + 8) return { timescale: 0, duration: 0 };
  return { timescale: body.readUInt32BE(timescaleAt), duration: time(body, timescaleAt + 4) };
}

/** Reads a time. All ones mean unknown (ISO/IEC 14496-12); recorders also write the highest signed number. */
function time(body: Buffer, at: number): number {
  const isLong = body[0] === 1;
  if (body.length < at + (isLong ? 8 : 4)) return 0;
  const value = isLong ? body.readBigUInt64BE(at) : BigInt(body.readUInt32BE(at));
  return PLACEHOLDERS[isLong ? 'long' : 'short'].includes(value) ? 0 : Number(value);
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
