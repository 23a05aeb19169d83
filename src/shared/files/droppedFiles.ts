/**
 * Maximum total size in bytes of files that are dropped or pasted at once without a path: they are sent through memory.
 * The largest documented video inputs have 100 MB.
 */
export const MAX_DROPPED_BYTES = 200_000_000;
