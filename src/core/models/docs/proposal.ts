import type { ModelEntry } from '../../../shared/model.ts';
import type { Merged } from './mergeEntry.ts';

/** An entry made from a page, beside the one there is. */
export interface Proposal extends Merged {
  readonly before: ModelEntry | undefined;
  /** Parts of the page's schema that the format cannot hold. */
  readonly unsupported: readonly string[];
  /** Why the entry cannot be stored, a line each; empty when it can. */
  readonly problems: readonly string[];
}
