import type { Draft, Evaluation } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { KieClient } from '../../kie/clientTypes.ts';
import type { Limiter } from '../../http/rateLimit/limiter.ts';
import type { Clock, Logger } from '../../base/ports.ts';
import type { Balance } from '../balance.ts';
import type { Connection } from '../connection.ts';
import type { DailyLimit } from '../dailyLimit.ts';
import type { Semaphore } from './semaphore.ts';
import type { SubmissionJournal } from '../store/journal/journal.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Trace } from '../trace.ts';
import type { Uploads } from './submit/uploads.ts';

/** Dependencies of all stages of a task. */
export interface TaskContext {
  readonly ledger: Ledger;
  /** Second record of submissions, independent of the ledger. */
  readonly journal: SubmissionJournal;
  readonly client: KieClient;
  readonly clock: Clock;
  readonly log: Logger;
  entry(model: string): ModelEntry | undefined;
  /** Validates and prices a draft with its current files, model and prices. */
  evaluate(model: string, draft: Draft): Promise<Evaluation>;
  /** Callback URL of the settings, for models that require one. */
  callBackUrl(): string | undefined;
  /** Returns the current key; never stored. */
  apiKey(): Promise<string | undefined>;
  /** Limits concurrent uploads, separately from downloads, whose URLs may expire soon. */
  readonly sending: Semaphore;
  /** Limits concurrent downloads. */
  readonly fetching: Semaphore;
  /** Folder for kept content: an absolute path, created when needed. */
  readonly keptDir: string;
  readonly uploads: Uploads;
  readonly balance: Balance;
  readonly connection: Connection;
  readonly dailyLimit: Pick<DailyLimit, 'over'>;
  readonly trace: Trace;
  /** Notifies listeners that a batch was paused by an error of one of its tasks. */
  batchChanged(id: string): void;
  /** Whether the user is viewing this task, so that its queries have priority. */
  watched(localId: string): boolean;
  /** Rate limiter of createTask: KIE allows 20 submissions per 10 s. */
  readonly submissions: Pick<Limiter, 'take' | 'settle' | 'pause'>;
}
