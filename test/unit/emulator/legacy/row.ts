/** One row for each legacy request that creates a task: a valid body, its status endpoint, and its outcomes. */
import type { LegacyFixture } from './client.ts';

export interface LegacyRow {
  readonly path: string;
  /** Creates the request's prerequisites (uploads, earlier tasks) and returns its body. */
  readonly body: (legacy: LegacyFixture) => Promise<object>;
  readonly status: string;
  /** The state field and its values: running, done, and the two failures. */
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
