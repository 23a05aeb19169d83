import type { ModelEntry } from '../../shared/model.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Ledger } from './ledger.ts';

/** What every stage of a task's life works with. */
export interface TaskContext {
  readonly ledger: Ledger;
  readonly client: KieClient;
  readonly clock: Clock;
  readonly log: Logger;
  entry(model: string): ModelEntry | undefined;
  /** The address of the settings for models whose documentation requires a callback. */
  callBackUrl(): string | undefined;
  hasKey(): Promise<boolean>;
  /** Tells listeners what the ledger now holds. */
  changed(): void;
  /** Bounds how many uploads or downloads run at once. */
  readonly transfers: <T>(work: () => Promise<T>) => Promise<T>;
  /** Waits for a place among the 20 submissions that KIE allows in 10 s. */
  readonly submissionSlot: (signal: AbortSignal) => Promise<void>;
}
