import type { Disposable } from '../base/ports.ts';
import type { Catalog } from '../models/catalog.ts';
import type { DocsModels } from '../models/docs/docsModels.ts';
import type { TaskActions } from '../tasks/actions.ts';
import type { Batches } from '../tasks/batches.ts';
import type { Connection } from '../tasks/connection.ts';
import type { KieAccount } from './account.ts';
import type { Drafts } from './drafts.ts';
import type { Prices } from './prices.ts';

/** The engine as the vscode layer sees it, by service. Made by `createEngine(ports)` in engine.ts. */
export interface Engine extends Disposable {
  /** The model table, with the entries that the user added from documentation pages. */
  readonly models: Pick<Catalog, 'summaries' | 'entries' | 'entry' | 'form'>;
  /** Validation, prices and media facts of what the user entered. */
  readonly drafts: Pick<Drafts, keyof Drafts>;
  readonly tasks: Pick<TaskActions, keyof TaskActions>;
  /** Tasks that were started together. */
  readonly batches: Omit<Batches, 'pump' | 'report'>;
  readonly account: Pick<KieAccount, 'credits' | 'lastCredits' | 'spentToday' | 'onDidChange'>;
  readonly prices: Omit<Prices, 'priced'>;
  /** Models that the user adds from documentation pages. */
  readonly docs: DocsModels;
  readonly connection: Pick<Connection, 'online' | 'onDidChange'>;
  /** Where a damaged ledger was set aside at the start, when there was one. */
  readonly damagedLedger: string | undefined;
  /** The number of tasks that were recovered from it. */
  readonly salvagedTasks: number;
  /**
   * Continues what an earlier session or a closed window left, and retries results that passing failures kept from being
   * saved in the last 24 hours. Call once after activation.
   */
  resumeAll(): void;
  /** Resolves once a disposed engine has released everything; waits for a createTask in flight. */
  closed(): Promise<void>;
}
