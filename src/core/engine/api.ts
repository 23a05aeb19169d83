import type { Disposable } from '../base/ports.ts';
import type { Catalog } from '../models/catalog.ts';
import type { DocsModels } from '../models/docs/docsModels.ts';
import type { LiveModels } from '../models/live/liveModels.ts';
import type { TaskActions } from '../tasks/actions/actions.ts';
import type { Batches } from '../tasks/batches.ts';
import type { Connection } from '../tasks/connection.ts';
import type { KieAccount } from './account.ts';
import type { Drafts } from './drafts.ts';
import type { ModelWatch } from './modelWatch.ts';
import type { Prices } from './prices.ts';
import type { Samples } from './samples.ts';

/** The engine as used by the vscode layer, by service. Created by `createEngine(ports)` in engine.ts. */
export interface Engine extends Disposable {
  /** The model table, including the entries that the user added from documentation pages. */
  readonly models: Pick<Catalog, 'summaries' | 'entries' | 'entry' | 'form' | 'hits' | 'origin'>;
  /** Validation, prices and media properties of the user's input. */
  readonly drafts: Pick<Drafts, keyof Drafts>;
  readonly tasks: Pick<TaskActions, keyof TaskActions>;
  /** Tasks that were started together. */
  readonly batches: Omit<Batches, 'pump' | 'report'>;
  readonly account: Pick<KieAccount, 'credits' | 'lastCredits' | 'spentToday' | 'onDidChange'>;
  readonly prices: Omit<Prices, 'priced' | 'corrected'>;
  /** KIE's current information about a model: differences of its schema, its success rate and its price text. */
  readonly watch: Pick<ModelWatch, 'check' | 'newDefinition' | 'notes' | 'onChange'>;
  /** Documented samples of voices. */
  readonly samples: Pick<Samples, 'file'>;
  /** Models that the user adds from documentation pages. */
  readonly docs: DocsModels;
  /** KIE's own list of models, and the models that the catalog does not have. */
  readonly liveModels: Pick<LiveModels, 'list' | 'refresh' | 'check' | 'onChange'>;
  readonly connection: Pick<Connection, 'online' | 'onDidChange' | 'retryAt'>;
  /** Path to which a damaged ledger was moved at the start, if there was one. */
  readonly damagedLedger: string | undefined;
  /** Number of tasks that were recovered from it. */
  readonly salvagedTasks: number;
  /** IDs of paid tasks about which everything else is lost, until the user tracks them by their IDs. */
  readonly lostTaskIds: readonly string[];
  /**
   * Resumes the tasks of an earlier session or a closed window, and retries results that could not be saved in the last
   * 24 hours because of transient errors. Call once after activation.
   */
  resumeAll(): void;
  /** Resolves when a disposed engine has released everything. Waits for a createTask call in progress. */
  closed(): Promise<void>;
}
