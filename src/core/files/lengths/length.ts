import type { MediaFacts } from '../../../shared/form.ts';

/** Length of a media file in seconds: exact, or an upper bound. */
export interface Length {
  readonly kind: 'exact' | 'atMost';
  readonly seconds: number;
}

/** Lengths that differ by no more than this count as equal, since containers round to a frame. */
const TOLERANCE_SECONDS = 0.1;
/** A month. No input lasts longer: such a number is a placeholder or an error, and no useful bound. */
const MAX_SECONDS = 31 * 24 * 3600;

/** Converts a length to facts, omitting unusable numbers. */
export function lengthFacts(length: Length | undefined): Pick<MediaFacts, 'seconds' | 'secondsAtMost'> {
  if (!length || !(length.seconds > 0 && length.seconds <= MAX_SECONDS)) return {};
  return length.kind === 'exact' ? { seconds: length.seconds } : { secondsAtMost: length.seconds };
}

/** Returns the counted length, or the declared one as an upper bound if the headers declare more. */
export function checkedLength(counted: number, declared: readonly number[]): Length {
  const max = Math.max(counted, ...declared.filter(seconds => Number.isFinite(seconds)));
  return max > counted + TOLERANCE_SECONDS ? { kind: 'atMost', seconds: max } : { kind: 'exact', seconds: counted };
}

/**
 * Returns a length whose clock starts at `first` seconds as an upper bound: players differ in whether the time before
 * the first packet counts.
 */
export const fromStart = (length: Length, first: number): Length =>
  first > TOLERANCE_SECONDS ? { kind: 'atMost', seconds: length.seconds } : length;

/** Whether `a` is clearly less than `b`. */
export const isShorter = (a: number, b: number): boolean => a < b - TOLERANCE_SECONDS;
