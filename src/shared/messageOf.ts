/** The sentence of a failure. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
