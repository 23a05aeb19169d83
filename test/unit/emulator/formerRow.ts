/** One row for each former request that makes a task: a good body, where it is asked about, and how it ends. */
import type { Former } from './formerClient.ts';

export interface FormerRow {
  readonly path: string;
  /** Makes what the request needs (uploads, earlier tasks) and returns its body. */
  readonly body: (former: Former) => Promise<object>;
  readonly status: string;
  /** The state field and its values: while it runs, done, and the two ways to fail. */
  readonly field: string;
  readonly states: {
    readonly running: readonly unknown[];
    readonly done: unknown;
    readonly notMade: unknown;
    readonly broke: unknown;
  };
  /** MIME types of the result files. */
  readonly files: readonly string[];
}

/** successFlag of most services. */
export const FLAGS = { running: [0], done: 1, notMade: 2, broke: 3 } as const;

export const PNG = 'image/png';
export const MP4 = 'video/mp4';
export const MP3 = 'audio/mpeg';
