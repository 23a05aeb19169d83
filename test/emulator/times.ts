/** The forms in which the services write times. */

/** `2026-10-01 12:30:45`, as the samples of the former endpoints show. */
export function plainTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function plainTimeOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : plainTime(ms);
}
