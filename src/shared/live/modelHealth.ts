/** How well a model works now, from the success rates that KIE reports for parts of ten minutes. */

/** The runs of ten minutes. `successRate` in percent, absent without traffic; times in milliseconds since 1970. */
export interface RateSample {
  readonly start: number;
  readonly end: number;
  readonly successRate?: number;
}

export type HealthWord = 'good' | 'degraded' | 'unstable' | 'failing';

export interface ModelHealth {
  readonly word: HealthWord;
  /** Failed runs of the last hour, in percent. */
  readonly failed: number;
  /** Success rates in percent, oldest first; null without traffic. */
  readonly rates: readonly (number | null)[];
}

const HOUR_MS = 3_600_000;
/** Below these success rates, in percent. */
const WORDS: readonly (readonly [HealthWord, number])[] = [
  ['failing', 60],
  ['unstable', 80],
  ['degraded', 95]
];

/**
 * The success rate of the hour before `now`, as a word. Undefined without any traffic in it: nothing is known then. KIE
 * does not report how many runs there were, so each part of the hour counts the same.
 */
export function healthOf(samples: readonly RateSample[], now: number): ModelHealth | undefined {
  const recent = samples.filter(({ start, end }) => end > now - HOUR_MS && start <= now);
  const known = recent.flatMap(({ successRate }) => successRate ?? []);
  if (known.length === 0) return undefined;
  const success = known.reduce((sum, rate) => sum + rate, 0) / known.length;
  const word = WORDS.find(([, below]) => success < below)?.[0] ?? 'good';
  return { word, failed: Math.round(100 - success), rates: samples.map(({ successRate }) => successRate ?? null) };
}
