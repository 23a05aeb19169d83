import type { MediaFacts } from '../../../shared/form.ts';

/** Seconds of a media file: counted, or a bound. Whoever has neither leaves it out. */
export interface Length {
  readonly kind: 'exact' | 'atMost';
  readonly seconds: number;
}

/** Lengths by different counts that are no further apart are the same: containers round to a frame. */
const SAME_SECONDS = 0.1;

/** As facts: what is no usable number is left out. */
export function lengthFacts(length: Length | undefined): Pick<MediaFacts, 'seconds' | 'secondsAtMost'> {
  if (!length || !Number.isFinite(length.seconds) || length.seconds <= 0) return {};
  return length.kind === 'exact' ? { seconds: length.seconds } : { secondsAtMost: length.seconds };
}

/** What was counted, as a bound where the headers promise more than that. */
export function checkedLength(counted: number, promised: readonly number[]): Length {
  const most = Math.max(counted, ...promised.filter(seconds => Number.isFinite(seconds)));
  return most > counted + SAME_SECONDS ? { kind: 'atMost', seconds: most } : { kind: 'exact', seconds: counted };
}

/** Whether `a` is clearly less than `b`. */
export const isShorter = (a: number, b: number): boolean => a < b - SAME_SECONDS;
