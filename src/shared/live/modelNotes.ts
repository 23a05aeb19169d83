import type { ModelHealth } from './modelHealth.ts';

/** Current information of KIE about a model, in addition to its entry. Times in milliseconds since 1970. */
export interface ModelNotes {
  /** When KIE's list was first found without the model, which it had before. */
  readonly unlistedSince?: number;
  /** The differences between the entry and the schema that KIE publishes now, one sentence each. */
  readonly changes?: readonly string[];
  /** Absent while nothing is known, and when the user does not want to see it. */
  readonly health?: ModelHealth;
  /** The price in KIE's own words. */
  readonly priceText?: { readonly text: string; readonly readAt: number };
}
