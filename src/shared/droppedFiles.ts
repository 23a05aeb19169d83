/**
 * Bytes of all files together that may be dropped or pasted at once without an address on disk: they travel through
 * memory. The longest documented video inputs have 100 MB.
 */
export const MAX_DROPPED_BYTES = 200_000_000;
