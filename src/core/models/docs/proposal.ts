import type { ModelEntry } from '../../../shared/model.ts';
import type { Merged } from './mergeEntry.ts';

/** An entry read from a page, next to the existing one. */
export interface Proposal extends Merged {
  readonly before: ModelEntry | undefined;
  /** Parts of the page's schema that the format does not support. */
  readonly unsupported: readonly string[];
  /** Why the entry cannot be saved, one line each; empty when it can. */
  readonly problems: readonly string[];
}
