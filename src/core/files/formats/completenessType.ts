/** Whether a file is complete; `unknown` when its format has no reliable end. */
export type Completeness = 'complete' | 'truncated' | 'unknown';
