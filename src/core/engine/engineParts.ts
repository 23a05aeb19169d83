import path from 'node:path';
import { Credits } from './credits.ts';
import { Drafts } from './drafts.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import { Limiter } from '../http/limiter.ts';
import { QUERIES, SUBMISSIONS } from '../http/limits.ts';
import type { FeedRow } from '../kie/priceFeed.ts';
import type { Catalog } from '../models/catalog.ts';
import { loadCatalog } from '../models/catalog.ts';
import { makeStorage, openLedger } from './openLedger.ts';
import { openDocsModels } from '../models/docs/docsModels.ts';
import type { LiveView } from '../models/pricing/livePrices.ts';
import type { EnginePorts } from '../base/ports.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { Batches } from '../tasks/batches.ts';
import { Connection } from '../tasks/connection.ts';
import { createGate } from '../tasks/run/semaphore.ts';
import type { Ledger } from '../tasks/store/resultStore.ts';
import { recordEnd } from '../tasks/run/recordSubmission.ts';
import { storageError } from '../tasks/store/storageError.ts';
import { Pace } from '../tasks/store/rateLimitStore.ts';
import { Supervisor } from '../tasks/run/supervisor.ts';
import { safeLogger } from '../base/safeLogger.ts';
import { systemClock } from '../base/systemClock.ts';
import { TaskActions } from '../tasks/actions.ts';
import type { TaskContext } from '../tasks/run/taskContext.ts';
import { TaskEvents } from '../tasks/events.ts';
import { Trace } from '../tasks/trace.ts';
import { Upkeep } from '../tasks/upkeep.ts';
import { Uploads } from '../tasks/run/uploads.ts';
import { Watched } from '../tasks/visibleTasks.ts';

/** What tests bring in place of the real things. */
export interface EngineOverrides {
  readonly client?: KieClient;
  readonly catalog?: Catalog;
}

/** What an engine is made of. */
export type EngineParts = Awaited<ReturnType<typeof openParts>>;

const TRANSFERS_AT_ONCE = 4;
/** Slow downloads that go on beside the others; further ones begin again later. */
const SLOW_AT_ONCE = 12;

/** Opens what is on the disk, and joins the parts. Nothing runs yet. */
export async function openParts(ports: EnginePorts, overrides: EngineOverrides) {
  const { clock = systemClock } = ports;
  const log = safeLogger(ports.log);
  const settings = (): ReturnType<EnginePorts['settings']> => ports.settings();
  const apiKey = (): Promise<string | undefined> => ports.apiKey();
  await makeStorage(ports.storageDir);
  const catalog = overrides.catalog ?? (await loadCatalog(ports.catalogFile));
  const docs = await openDocsModels({
    catalog,
    storageDir: ports.storageDir,
    settings,
    log,
    docsBaseUrl: () => ports.docsBaseUrl?.()
  });
  const store = openLedger({ storageDir: ports.storageDir, clock, log, entry: model => catalog.entry(model) });
  const { ledger, journal } = store;
  const pace = openPace(path.join(ports.storageDir, 'pace.db'), log, ledger);
  const queryWindow = pace.window('queries', QUERIES);
  const client =
    overrides.client ??
    (await import('../kie/client.ts')).createKieClient({ settings, apiKey, log, clock, queryWindow });
  const disposal = new AbortController();
  const { signal } = disposal;
  const events = new TaskEvents(ledger, clock, log, signal);
  const connection = new Connection(clock, log, signal);
  const credits = new Credits({ client, clock, log, connection, signal });
  const trace = new Trace(clock);
  const watched = new Watched();
  const sending = createGate(TRANSFERS_AT_ONCE);

  const context: TaskContext = {
    ledger,
    journal,
    client,
    clock,
    log,
    entry: model => catalog.entry(model),
    evaluate: (model, draft) => drafts.evaluate(model, draft),
    callBackUrl: () => settings().callBackUrl,
    apiKey,
    changed: () => events.flush(),
    sending,
    fetching: createGate(TRANSFERS_AT_ONCE, SLOW_AT_ONCE),
    holdDir: path.join(ports.storageDir, 'unverified'),
    uploads: new Uploads({ ledger, client, gate: sending, host: () => settings().uploadBaseUrl }),
    balance: credits.balance,
    connection,
    trace,
    batchChanged: id => batches.tell(id),
    watched: localId => watched.has(localId),
    submissions: new Limiter(SUBMISSIONS, clock, pace.window('submissions', SUBMISSIONS))
  };
  const ended = (localId: string): void => {
    const task = ledger.task(localId);
    if (task?.submittedAt !== undefined) void credits.refresh();
    if (task !== undefined) recordEnd(context, task);
    batches.pump();
  };
  const upkeep = new Upkeep(context, store);
  const supervisor = new Supervisor(context, signal, ended, () => {
    upkeep.beat();
    batches.pump();
  });
  const live = livePricing(catalog);
  const drafts = new Drafts(
    catalog,
    () => settings().callBackUrl,
    entry => live.of(entry.id)?.entry ?? entry
  );
  const evaluate: Drafts['evaluate'] = (model, input) => drafts.evaluate(model, input);
  const actions = new TaskActions({ context, supervisor, signal, evaluate });
  const batches = new Batches(context, supervisor, actions);
  return {
    store,
    clock,
    catalog,
    docs,
    pace,
    client,
    ledger,
    journal,
    disposal,
    events,
    connection,
    credits,
    trace,
    watched,
    context,
    supervisor,
    live,
    drafts,
    actions,
    batches
  };
}

/** A ledger that nobody will use must not stay open. */
function openPace(file: string, log: EnginePorts['log'], ledger: Ledger): Pace {
  try {
    return Pace.open(file, log);
  } catch (error) {
    ledger.close();
    throw storageError(error, file) ?? error;
  }
}

interface LivePricing {
  set(rows: readonly FeedRow[]): Promise<void>;
  of(model: string): LiveView | undefined;
}

/** The catalog in the light of a live price list; the reading of one is loaded with the first. */
function livePricing(catalog: Catalog): LivePricing {
  let inItsLight: ((entry: ModelEntry) => LiveView) | undefined;
  return {
    async set(rows) {
      const { withLivePrices } = await import('../models/pricing/livePrices.ts');
      inItsLight = rows.length === 0 ? undefined : entry => withLivePrices(entry, rows);
    },
    of(model) {
      const entry = inItsLight && catalog.entry(model);
      return entry && inItsLight?.(entry);
    }
  };
}
