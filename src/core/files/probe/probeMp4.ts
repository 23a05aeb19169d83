import type { MediaFacts } from '../../../shared/form.ts';
import type { ProbeBytes } from './probeBytes.ts';
import { fpsFact, letters, secondsFact } from './probeBytes.ts';

interface Box {
  readonly type: string;
  /** Where its content begins. */
  readonly at: number;
  readonly end: number;
}

interface Track {
  handler: string;
  enabled: boolean;
  width: number;
  height: number;
  timescale: number;
  /** Samples for each time between two of them, in units of the time scale. */
  readonly steps: Map<number, number>;
}

interface Movie {
  timescale: number;
  duration: number;
  readonly tracks: Track[];
}

const FIRST = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot']);
const CONTAINERS = new Set(['mdia', 'minf', 'stbl', 'mvex']);
const MAX_DEPTH = 8;
const MAX_STEPS = 4096;

/**
 * Facts of MP4, M4A and QuickTime; undefined when it is none or has neither picture nor sound. Boxes as in ISO/IEC
 * 14496-12. The index (`moov`) may stand before or after the media, which is skipped.
 */
export async function mp4Facts(file: ProbeBytes): Promise<MediaFacts | undefined> {
  const first = letters(await file.read(4, 4), 0);
  if (!FIRST.has(first)) return undefined;
  let quickTime = first !== 'ftyp';
  const movie: Movie = { timescale: 0, duration: 0, tracks: [] };
  for await (const box of boxes(file, 0, file.size)) {
    if (box.type === 'ftyp') quickTime = letters(await file.read(box.at, 4), 0) === 'qt  ';
    if (box.type !== 'moov') continue;
    await readBoxes(file, box, movie, 0);
    break;
  }
  const enabled = movie.tracks.filter(track => track.enabled);
  // Pictures of chapters are tracks too, but are not enabled.
  const tracks = enabled.length > 0 ? enabled : movie.tracks;
  const video = tracks.find(({ handler, width, height }) => handler === 'vide' && width > 0 && height > 0);
  if (!video && !tracks.some(track => track.handler === 'soun')) return undefined;
  return {
    kind: video ? 'video' : 'audio',
    mime: `${video ? 'video' : 'audio'}/${quickTime ? 'quicktime' : 'mp4'}`,
    ...secondsFact(movie.duration / movie.timescale),
    ...(video ? { width: video.width, height: video.height, ...fpsFact(rate(video)) } : {})
  };
}

async function* boxes(file: ProbeBytes, from: number, end: number): AsyncGenerator<Box> {
  for (let at = from; at + 8 <= end;) {
    const head = await file.read(at, 16);
    if (head.length < 8) return;
    const short = head.readUInt32BE(0);
    const long = short === 1;
    if (long && head.length < 16) return;
    const size = long ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
    const header = long ? 16 : 8;
    if (size < header) return;
    yield { type: letters(head, 4), at: at + header, end: Math.min(at + size, end) };
    at += size;
  }
}

async function readBoxes(file: ProbeBytes, parent: Box, movie: Movie, depth: number): Promise<void> {
  for await (const box of boxes(file, parent.at, parent.end)) {
    if (box.type === 'trak' && depth === 0) {
      movie.tracks.push({ handler: '', enabled: false, width: 0, height: 0, timescale: 0, steps: new Map() });
      await readBoxes(file, box, movie, depth + 1);
    } else if (CONTAINERS.has(box.type) && depth < MAX_DEPTH) {
      await readBoxes(file, box, movie, depth + 1);
    } else {
      await readBox(file, box, movie, movie.tracks.at(-1));
    }
  }
}

async function readBox(file: ProbeBytes, box: Box, movie: Movie, track: Track | undefined): Promise<void> {
  const read = (length: number): Promise<Buffer> => file.read(box.at, Math.min(length, box.end - box.at));
  if (box.type === 'mvhd') {
    [movie.timescale, movie.duration] = times(await read(32));
  } else if (box.type === 'mehd') {
    // The length of a movie whose index says nothing, because it is written in fragments.
    const body = await read(12);
    if (movie.duration === 0) movie.duration = body[0] === 1 ? Number(body.readBigUInt64BE(4)) : body.readUInt32BE(4);
  } else if (!track) {
    return;
  } else if (box.type === 'tkhd') {
    readTrackHeader(await read(96), track);
  } else if (box.type === 'mdhd') {
    [track.timescale] = times(await read(32));
  } else if (box.type === 'hdlr' && track.handler === '') {
    track.handler = letters(await read(12), 8);
  } else if (box.type === 'stsd' && track.width === 0) {
    // Pixels as stored, for the rare header without pixels as shown.
    const body = await read(44);
    if (track.handler !== 'vide' || body.length < 44) return;
    track.width = body.readUInt16BE(40);
    track.height = body.readUInt16BE(42);
  } else if (box.type === 'stts' && track.handler === 'vide') {
    const body = await read(8 + MAX_STEPS * 8);
    for (let at = 8; at + 8 <= body.length; at += 8) {
      const step = body.readUInt32BE(at + 4);
      track.steps.set(step, (track.steps.get(step) ?? 0) + body.readUInt32BE(at));
    }
  }
}

/** Time scale and duration of `mvhd` and `mdhd`. All ones mean that the duration is not known. */
function times(body: Buffer): [timescale: number, duration: number] {
  if (body[0] === 1) {
    const duration = body.readBigUInt64BE(24);
    return [body.readUInt32BE(20), duration === 0xffff_ffff_ffff_ffffn ? 0 : Number(duration)];
  }
  const duration = body.readUInt32BE(16);
  return [body.readUInt32BE(12), duration === 0xffff_ffff ? 0 : duration];
}

function readTrackHeader(body: Buffer, track: Track): void {
  const matrix = body[0] === 1 ? 52 : 40;
  track.enabled = (body.readUInt32BE(0) & 1) === 1;
  const width = Math.round(body.readUInt32BE(matrix + 36) / 65536);
  const height = Math.round(body.readUInt32BE(matrix + 40) / 65536);
  // A telephone held upright stores a lying picture and a quarter turn.
  const turned = body.readInt32BE(matrix) === 0 && body.readInt32BE(matrix + 4) !== 0;
  [track.width, track.height] = turned ? [height, width] : [width, height];
}

function rate(track: Track): number {
  let samples = 0;
  let time = 0;
  for (const [step, count] of track.steps) {
    samples += count;
    time += step * count;
  }
  // The last frame is often shown for another time, which says nothing about the rate.
  const usual = [...track.steps].find(([, count]) => count >= samples * 0.9);
  return usual ? track.timescale / usual[0] : (samples * track.timescale) / time;
}
