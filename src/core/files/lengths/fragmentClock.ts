import type { FileReader } from '../fileReader.ts';
import type { Box } from '../formats/isoBoxes.ts';
import { boxesIn } from '../formats/isoBoxes.ts';

/** More samples than one run of any real file lists. */
const MAX_RUN_SAMPLES = 1_000_000;
/** Fragments can overlap by rounding; more is a clock that started again. */
const MAX_OVERLAP_SECONDS = 1;
const SLACK_SECONDS = 0.1;
/** Recorders round the durations of samples, but not the times of fragments. */
const MAX_ROUNDING = 1.05;
const BLOCK_BYTES = 64 * 1024;
/** Flags of `tfhd` and `trun` (ISO/IEC 14496-12, 8.8.7 and 8.8.8). */
const TFHD = { baseOffset: 1, description: 2, duration: 8 } as const;
const TRUN = { offset: 1, firstFlags: 4, duration: 0x100, size: 0x200, flags: 0x400, composition: 0x800 } as const;

/** Times of a track in units of its time scale. */
interface TrackClock {
  readonly first: number;
  /** Where the next fragment begins unless it has a time of its own. */
  next: number;
  /** The latest end of a fragment. */
  end: number;
  /** Sum of the durations of all samples. */
  sum: number;
  /** The longest time by which a fragment began before the end of earlier ones. */
  overlap: number;
}

/** The decode times of the fragments of a movie, added in the order of the file. */
export class FragmentClock {
  readonly #tracks = new Map<number, TrackClock>();

  /**
   * Adds a fragment.
   * @param defaults sample durations by track ID, for fragments that have none
   * @returns whether it lists a plausible number of samples
   */
  async add(file: FileReader, moof: Box, defaults: ReadonlyMap<number, number>): Promise<boolean> {
    for await (const box of boxesIn(file, moof.at, Math.min(moof.end, file.size))) {
      if (box.type !== 'traf') continue;
      const fragment = await readTrackFragment(file, box, defaults);
      if (fragment === undefined) return false;
      this.#extend(fragment);
    }
    return true;
  }

  #extend({ id, start, duration }: TrackFragment): void {
    const known = this.#tracks.get(id);
    const from = start ?? known?.next ?? 0;
    const clock = known ?? { first: from, next: from, end: from, sum: 0, overlap: 0 };
    clock.overlap = Math.max(clock.overlap, clock.end - from);
    clock.next = from + duration;
    clock.end = Math.max(clock.end, clock.next);
    clock.sum += duration;
    this.#tracks.set(id, clock);
  }

  /**
   * Whether the clock of every track only grows, and its samples fit into its time: in joined recordings it restarts.
   * @param timescales units per second by track ID; tracks without one are not played
   */
  isSteady(timescales: ReadonlyMap<number, number>): boolean {
    return [...this.#tracks].every(([id, { first, end, sum, overlap }]) => {
      const scale = timescales.get(id) ?? 0;
      return (
        scale === 0 ||
        (overlap <= MAX_OVERLAP_SECONDS * scale && sum <= (end - first) * MAX_ROUNDING + SLACK_SECONDS * scale)
      );
    });
  }

  /** Returns the latest end of a track in seconds, 0 without fragments. */
  end(timescales: ReadonlyMap<number, number>): number {
    const ends = [...this.#tracks].map(([id, { end }]) => {
      const scale = timescales.get(id) ?? 0;
      return scale > 0 ? end / scale : 0;
    });
    return Math.max(0, ...ends);
  }
}

interface TrackFragment {
  readonly id: number;
  /** Decode time of the first sample, if it is not that of the end of the previous fragment. */
  readonly start: number | undefined;
  readonly duration: number;
}

/** Undefined for an implausible number of samples. */
async function readTrackFragment(
  file: FileReader,
  traf: Box,
  defaults: ReadonlyMap<number, number>
): Promise<TrackFragment | undefined> {
  let [id, each, duration] = [0, 0, 0];
  let start: number | undefined;
  for await (const box of boxesIn(file, traf.at, Math.min(traf.end, file.size))) {
    const body = Buffer.from(await file.read(box.at, Math.min(24, box.end - box.at)));
    if (body.length < 8) continue;
    const flags = body.readUIntBE(1, 3);
    if (box.type === 'tfhd') {
      id = body.readUInt32BE(4);
      const at = 8 + ((flags & TFHD.baseOffset) === 0 ? 0 : 8) + ((flags & TFHD.description) === 0 ? 0 : 4);
      const has = (flags & TFHD.duration) !== 0 && body.length >= at + 4;
      each = has ? body.readUInt32BE(at) : (defaults.get(id) ?? 0);
    } else if (box.type === 'tfdt') {
      if (body[0] !== 1) start = body.readUInt32BE(4);
      else if (body.length >= 12) start = Number(body.readBigUInt64BE(4));
    } else if (box.type === 'trun') {
      const samples = body.readUInt32BE(4);
      if (samples > MAX_RUN_SAMPLES) return undefined;
      duration += (flags & TRUN.duration) === 0 ? samples * each : await sumOfDurations(file, box, { flags, samples });
    }
  }
  return { id, start, duration };
}

/** Sums the durations of a `trun` box that has one for each sample. */
async function sumOfDurations(
  file: FileReader,
  { at, end }: Box,
  { flags, samples }: { readonly flags: number; readonly samples: number }
): Promise<number> {
  const has = (flag: number): number => ((flags & flag) === 0 ? 0 : 4);
  const entryBytes = 4 + has(TRUN.size) + has(TRUN.flags) + has(TRUN.composition);
  const from = at + 8 + has(TRUN.offset) + has(TRUN.firstFlags);
  const stop = Math.min(from + samples * entryBytes, end, file.size);
  const blockBytes = BLOCK_BYTES - (BLOCK_BYTES % entryBytes);
  let sum = 0;
  for (let block = from; block + entryBytes <= stop; block += blockBytes) {
    const entries = await file.read(block, Math.min(blockBytes, stop - block));
    for (let i = 0; i + 4 <= entries.length; i += entryBytes) sum += entries.readUInt32BE(i);
  }
  return sum;
}
