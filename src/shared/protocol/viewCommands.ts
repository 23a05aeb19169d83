import { oneOf } from '../guards.ts';
import type { Guarded } from '../guards.ts';

/** The commands of the extension that the webview may run. */
export const isViewCommand = oneOf(
  'setApiKey',
  'refreshCredits',
  'openDocs',
  /** Adds a model from a documentation page. */
  'addModel',
  'openResult',
  'insertResult',
  'reuse',
  'showTask',
  'copy',
  'openMedia',
  /** The user looks at the price: KIE's price list is fetched, at most once a day. */
  'openPrice',
  /** The follow-up actions of result `index`. */
  'moreFromResult',
  /** Uses the definition that KIE publishes now for the model of the form. */
  'useDefinition',
  /** Opens the replacement for the model of a failed task. */
  'openSuccessor',
  /** Retries the failed runs of a batch, after the user has confirmed the price. */
  'retryFailed',
  /** Starts a held task, after the user has confirmed its price. */
  'approve'
);
export type ViewCommand = Guarded<typeof isViewCommand>;
