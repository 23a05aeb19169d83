/** Whether a file is whole; `unknown` where its format does not tell. */
export type Completeness = 'complete' | 'truncated' | 'unknown';
