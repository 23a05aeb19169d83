/** From this age on a task is looked at rarely: the documentation says to look into it by hand then. */
export const LOOK_INTO_IT_MS = 15 * 60_000;

/**
 * Milliseconds until the next look at a task. `age` is the time since submission, `usual` the usual time of its model.
 * 2-3 s for 30 s, then 5-10 s, after 2 min 15-30 s: docs.kie.ai/market/common/get-task-detail.
 * Around the usual end it looks more often, never under 2 s.
 */
export function nextPollMs(age: number, usual?: number): number {
  const base = age < 30_000 ? 2_500 : age < 120_000 ? 7_000 : age < LOOK_INTO_IT_MS ? 20_000 : 30_000;
  if (usual === undefined || usual <= 0) return base;
  const from = usual * 0.9;
  const until = usual * 1.2;
  if (age < from) return Math.max(2_000, Math.min(base, from - age));
  return age <= until ? Math.max(2_000, Math.min(base, usual * 0.05)) : base;
}

/** The middle one of some numbers, or undefined when there are too few to learn from. */
export function median(numbers: readonly number[]): number | undefined {
  if (numbers.length < 3) return undefined;
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
