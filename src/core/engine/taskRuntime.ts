import path from 'node:path';
import { Limiter } from '../http/rateLimit/limiter.ts';
import { SUBMISSIONS } from '../http/rateLimit/limits.ts';
import type { Connection } from '../tasks/connection.ts';
import { DailyLimit } from '../tasks/dailyLimit.ts';
import { recordEnd } from '../tasks/run/submit/recordSubmission.ts';
import { createSemaphore } from '../tasks/run/semaphore.ts';
import { Supervisor } from '../tasks/run/supervisor.ts';
import type { TaskContext } from '../tasks/run/taskContext.ts';
import { Uploads } from '../tasks/run/submit/uploads.ts';
import type { TaskRuntime } from '../tasks/taskRuntime.ts';
import { Trace } from '../tasks/trace.ts';
import { Upkeep } from '../tasks/upkeep.ts';
import type { VisibleTasks } from '../tasks/visibleTasks.ts';
import type { KieAccount } from './account.ts';
import type { Drafts } from './drafts.ts';
import type { Foundation } from './foundation.ts';

interface ContextParts extends Foundation {
  readonly connection: Connection;
  readonly account: KieAccount;
  readonly drafts: Drafts;
  readonly visible: VisibleTasks;
}

const MAX_TRANSFERS = 4;
/** Maximum number of slow downloads in the background; further ones are restarted later. */
const MAX_SLOW_TRANSFERS = 12;

/**
 * Creates the context of all stages of a task. `batchChanged` is called with the ID of a batch that a task has paused.
 */
export function createTaskContext(parts: ContextParts, batchChanged: (id: string) => void): TaskContext {
  const { ledger, journal, client, clock, log, catalog, drafts, account } = parts;
  const { connection, visible, rateLimits, settings, apiKey } = parts;
  const sending = createSemaphore(MAX_TRANSFERS);
  return {
    ledger,
    journal,
    client,
    clock,
    log,
    entry: model => catalog.entry(model),
    evaluate: (model, draft) => drafts.evaluate(model, draft),
    callBackUrl: () => settings().callBackUrl,
    apiKey,
    sending,
    fetching: createSemaphore(MAX_TRANSFERS, MAX_SLOW_TRANSFERS),
    keptDir: path.join(parts.storageDir, 'unverified'),
    uploads: new Uploads({ ledger, client, semaphore: sending, host: () => settings().uploadBaseUrl }),
    balance: account.balance,
    connection,
    dailyLimit: new DailyLimit(
      parts.storageDir,
      () => settings().dailyCreditLimit ?? 0,
      () => clock.now()
    ),
    trace: new Trace(clock),
    batchChanged,
    watched: localId => visible.has(localId),
    submissions: new Limiter(SUBMISSIONS, clock, rateLimits.window('submissions', SUBMISSIONS))
  };
}

interface RuntimeParts extends ContextParts {
  readonly context: TaskContext;
}

/** Creates the supervisor. `pump` starts waiting tasks of batches: when a task ends, and with each heartbeat. */
export function createTaskRuntime(parts: RuntimeParts, pump: () => void): TaskRuntime {
  const { context, account, store, disposal } = parts;
  const { signal } = disposal;
  const ended = (localId: string): void => {
    const task = context.ledger.tasks.get(localId);
    if (task?.submittedAt !== undefined) void account.refresh();
    if (task !== undefined) recordEnd(context, task);
    pump();
  };
  const upkeep = new Upkeep(context, store);
  const beat = (): void => {
    upkeep.beat();
    pump();
  };
  return { context, supervisor: new Supervisor(context, signal, ended, beat), signal };
}
