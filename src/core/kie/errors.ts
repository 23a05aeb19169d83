import type { Remedy } from '../../shared/task.ts';

/**
 * Whether a paid call may have been accepted although it failed.
 * `no`: it is proven that nothing was taken, so it may be sent again. `perhaps`: it must not be.
 */
export type Accepted = 'no' | 'perhaps';

export interface KieErrorOptions {
  readonly code?: number | string;
  readonly remedy: Remedy;
  readonly accepted: Accepted;
  /** Sending the same again later makes sense (only ever done by itself when `accepted` is `no`). */
  readonly transient?: boolean;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** Any failure of a call to KIE. The message is a sentence for a person and never holds a key. */
export class KieError extends Error {
  readonly code: string | undefined;
  readonly remedy: Remedy;
  readonly accepted: Accepted;
  readonly transient: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: KieErrorOptions) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code === undefined ? undefined : String(options.code);
    this.remedy = options.remedy;
    this.accepted = options.accepted;
    this.transient = options.transient ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}
