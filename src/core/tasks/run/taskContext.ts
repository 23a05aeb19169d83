import type { Draft, Evaluation } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { KieClient } from '../../kie/clientTypes.ts';
import type { Limiter } from '../../http/limiter.ts';
import type { Clock, Logger } from '../../base/ports.ts';
import type { Balance } from '../balance.ts';
import type { Connection } from '../connection.ts';
import type { Gate } from './semaphore.ts';
import type { SubmissionJournal } from '../store/journal.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Trace } from '../trace.ts';
import type { Uploads } from './uploads.ts';

/** What every stage of a task's life works with. */
export interface TaskContext {
  readonly ledger: Ledger;
  /** The second witness of submissions, beside the ledger. */
  readonly journal: SubmissionJournal;
  readonly client: KieClient;
  readonly clock: Clock;
  readonly log: Logger;
  entry(model: string): ModelEntry | undefined;
  /** Validates and prices a draft as its files, the model and the prices are now. */
  evaluate(model: string, draft: Draft): Promise<Evaluation>;
  /** The address of the settings for models whose documentation requires a callback. */
  callBackUrl(): string | undefined;
  /** The key as it is now; never kept. */
  apiKey(): Promise<string | undefined>;
  /** Bounds how many uploads run at once; many of them never hold up results, which may die soon. */
  readonly sending: Gate;
  /** Bounds how many downloads run at once. */
  readonly fetching: Gate;
  /** Where content that was fetched but not recognized is kept: an absolute path of our own, made when it is needed. */
  readonly holdDir: string;
  readonly uploads: Uploads;
  readonly balance: Balance;
  readonly connection: Connection;
  readonly trace: Trace;
  /** A batch was paused by what one of its tasks met. */
  batchChanged(id: string): void;
  /** Whether a person looks at this task now: its queries go first. */
  watched(localId: string): boolean;
  /** The only pace of createTask: the 20 submissions that KIE allows in 10 s. */
  readonly submissions: Pick<Limiter, 'take' | 'settle' | 'pause'>;
}
