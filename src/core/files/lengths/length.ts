import type { MediaFacts } from '../../../shared/form.ts';

/** Length of a media file in seconds: exact, or an upper bound. */
export interface Length {
  readonly kind: 'exact' | 'atMost';
  readonly seconds: number;
}

/** Lengths that differ by no more than this count as equal, since containers round to a frame. */
const TOLERANCE_SECONDS = 0.1;

/** Converts a length to facts, omitting unusable numbers. */
export function lengthFacts(length: Length | undefined): Pick<MediaFacts, 'seconds' | 'secondsAtMost'> {
  if (!length || !Number.isFinite(length.seconds) || length.seconds <= 0) return {};
  return length.kind === 'exact' ? { seconds: length.seconds } : { secondsAtMost: length.seconds };
}

/** Returns the counted length, or the declared one as an upper bound if the headers declare more. */
export function checkedLength(counted: number, declared: readonly number[]): Length {
  const max = Math.max(counted, ...declared.filter(seconds => Number.isFinite(seconds)));
  return max > counted + TOLERANCE_SECONDS ? { kind: 'atMost', seconds: max } : { kind: 'exact', seconds: counted };
}

/** Whether `a` is clearly less than `b`. */
export const isShorter = (a: number, b: number): boolean => a < b - TOLERANCE_SECONDS;
