import { oneOf } from '../guards.ts';
import type { Guarded } from '../guards.ts';

/** The commands of the extension that the webview may run. */
export const isViewCommand = oneOf(
  'setApiKey',
  'refreshCredits',
  'topUp',
  'openDocs',
  /** Adds a model from a documentation page. */
  'addModel',
  /** Opens the task in the Result editor. */
  'openResult',
  'showTask',
  'copy',
  'openMedia',
  /** The user looks at the price: KIE's price list is fetched, at most once a day. */
  'openPrice',
  /** Uses the definition that KIE publishes now for the model of the form. */
  'useDefinition',
  /** Runs the `action` of a task that has ended. */
  'resolve',
  /** Stops tracking a task, or cancels one that was not sent yet. */
  'stop',
  /** Hides the end of a task or a batch, by its ID in `localId`. */
  'dismiss',
  /** Retries the failed runs of a batch, after the user has confirmed the price. */
  'retryFailed',
  /** Starts a held task, after the user has confirmed its price. */
  'approve'
);
export type ViewCommand = Guarded<typeof isViewCommand>;
