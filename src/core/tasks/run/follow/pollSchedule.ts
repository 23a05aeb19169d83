/** Age after which a task is polled rarely; the documentation recommends a manual check then. */
export const OVERDUE_MS = 15 * 60_000;

/** Pauses by age while nothing is known about the model. Source: docs.kie.ai/market/common/get-task-detail */
const STEPS: readonly (readonly [untilAgeMs: number, pauseMs: number])[] = [
  [30_000, 2_500],
  [120_000, 7_000],
  [OVERDUE_MS, 20_000]
];
const SLOWEST_PAUSE_MS = 30_000;

/**
 * Pause around the expected end, longer by this part of the spread. Shorter than the 2 to 3 s that the documentation
 * recommends from the start, because the polls saved before outnumber those added here.
 */
const EXPECTED_PAUSE_MS = 1_000;
const PAUSE_OF_SPREAD = 0.08;
/** Pause after the expected end: the shortest that the documentation recommends. */
const LATE_PAUSE_MS = 2_000;
/** Before the expected end, poll at this age first and then at doubled ages. */
const FIRST_CHECK_MS = 5_000;
const MIN_PAUSE_MS = 1_000;

/** Durations required for a prediction. */
const MIN_DURATIONS = 3;
/** A few equal durations do not prove a constant: the spread is at least, and at most, this part of the median. */
const MIN_SPREAD = 0.15;
const MAX_SPREAD = 0.35;
/**
 * Polling starts this many spreads before the median, and this much later, so that the first poll often finds the end.
 */
const SPREADS_BEFORE = 1.3;
const START_LATER_MS = 500;
/** Most tasks have ended this many spreads after the median. */
const SPREADS_AFTER = 2;
/** After this many medians the duration no longer predicts the end. */
const MEDIANS_UNTIL = 2.2;

/** When a task of a model is expected to end, as ages in milliseconds. */
export interface UsualTime {
  readonly fromMs: number;
  /** From this age on the end is late. */
  readonly lateMs: number;
  /** Pause between polls in between, in milliseconds. */
  readonly pauseMs: number;
  /** From this age on the duration no longer predicts the end. */
  readonly untilMs: number;
}

/** Predicts the end from the durations of earlier tasks, in milliseconds; undefined when there are fewer than three. */
export function usualTime(durations: readonly number[]): UsualTime | undefined {
  if (durations.length < MIN_DURATIONS) return undefined;
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  const median = sorted[sorted.length >> 1] ?? 0;
  if (median <= 0) return undefined;
  // The range of a few values is about 1.7 standard deviations; 15 % to 85 % of many are about 2.
  const measured = sorted.length < 6 ? (at(1) - at(0)) / 1.7 : (at(0.85) - at(0.15)) / 2;
  const spread = Math.min(MAX_SPREAD * median, Math.max(MIN_SPREAD * median, measured));
  const fromMs = Math.round(median - SPREADS_BEFORE * spread + START_LATER_MS);
  // For short tasks, the delayed start can be after this age.
  const lateMs = Math.max(fromMs, Math.round(median + SPREADS_AFTER * spread));
  const pauseMs = Math.round(Math.min(LATE_PAUSE_MS, EXPECTED_PAUSE_MS + PAUSE_OF_SPREAD * spread));
  return { fromMs, lateMs, pauseMs, untilMs: Math.round(median * MEDIANS_UNTIL) };
}

/**
 * Milliseconds from one poll to the next. `age` is the time from the submission to the last poll.
 * Without a usual time: 2.5 s, then 7 s, 20 s and 30 s. With one: few polls before the expected end, about every second
 * around it, and every 2 s after it.
 */
export function nextPollMs(age: number, usual?: UsualTime): number {
  if (usual !== undefined && age < usual.fromMs) {
    const left = usual.fromMs - age;
    const check = Math.max(FIRST_CHECK_MS, age);
    return check + LATE_PAUSE_MS <= left ? check : Math.max(MIN_PAUSE_MS, left);
  }
  if (usual !== undefined && age < usual.lateMs) return usual.pauseMs;
  if (usual !== undefined && age < usual.untilMs) return LATE_PAUSE_MS;
  return STEPS.find(([untilAge]) => age < untilAge)?.[1] ?? SLOWEST_PAUSE_MS;
}
