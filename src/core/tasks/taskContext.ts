import type { ModelEntry } from '../../shared/model.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import type { Limiter } from '../kie/limiter.ts';
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
  /** The key as it is now; never kept. */
  apiKey(): Promise<string | undefined>;
  /** Tells listeners what the ledger now holds. */
  changed(): void;
  /** Bounds how many uploads or downloads run at once. */
  readonly transfers: <T>(work: () => Promise<T>) => Promise<T>;
  /** The only pace of createTask: the 20 submissions that KIE allows in 10 s. */
  readonly submissions: Pick<Limiter, 'take' | 'pause'>;
}
