/** The time formats of the services. */

/** `2026-10-01 12:30:45`, as in the samples of the legacy endpoints. */
export function dateTimeText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function dateTimeTextOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : dateTimeText(ms);
}
