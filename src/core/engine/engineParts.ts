import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Credits } from './credits.ts';
import { Drafts } from './drafts.ts';
import type { KieClient } from '../kie/clientTypes.ts';
import { Limiter } from '../http/limiter.ts';
import { QUERIES, SUBMISSIONS } from '../http/limits.ts';
import type { FeedRow } from '../kie/priceFeed.ts';
import type { Catalog } from '../models/catalog.ts';
import { loadCatalog } from '../models/catalog.ts';
import { openDocsModels } from '../models/docs/docsModels.ts';
import type { LiveView } from '../models/pricing/livePrices.ts';
import type { EnginePorts } from '../base/ports.ts';
import type { ModelEntry } from '../../shared/model.ts';
import { Batches } from '../tasks/batches.ts';
import { Connection } from '../tasks/connection.ts';
import { createGate } from '../tasks/run/semaphore.ts';
import { Ledger } from '../tasks/store/resultStore.ts';
import { openDatabase } from '../tasks/store/openDatabase.ts';
import { Pace } from '../tasks/store/rateLimitStore.ts';
import { Supervisor } from '../tasks/run/supervisor.ts';
import { safeLogger } from '../base/safeLogger.ts';
import { systemClock } from '../base/systemClock.ts';
import { TaskActions } from '../tasks/actions.ts';
import type { TaskContext } from '../tasks/run/taskContext.ts';
import { TaskEvents } from '../tasks/events.ts';
import { Trace } from '../tasks/trace.ts';
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

/** Opens what is on the disk, and joins the parts. Nothing runs yet. */
export async function openParts(ports: EnginePorts, overrides: EngineOverrides) {
  const { clock = systemClock } = ports;
  const log = safeLogger(ports.log);
  const settings = (): ReturnType<EnginePorts['settings']> => ports.settings();
  const apiKey = (): Promise<string | undefined> => ports.apiKey();
  await fs.mkdir(ports.storageDir, { recursive: true });
  const catalog = overrides.catalog ?? (await loadCatalog(ports.catalogFile));
  const docs = await openDocsModels({
    catalog,
    storageDir: ports.storageDir,
    settings,
    log,
    docsBaseUrl: () => ports.docsBaseUrl?.()
  });
  const { db, setAside } = openDatabase(path.join(ports.storageDir, 'ledger.db'), log, clock.now());
  const pace = Pace.open(path.join(ports.storageDir, 'pace.db'), log);
  const queryWindow = pace.window('queries', QUERIES);
  const client =
    overrides.client ??
    (await import('../kie/client.ts')).createKieClient({ settings, apiKey, log, clock, queryWindow });
  const ledger = new Ledger(db, randomUUID(), () => clock.now());
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
    client,
    clock,
    log,
    entry: model => catalog.entry(model),
    callBackUrl: () => settings().callBackUrl,
    apiKey,
    changed: () => events.flush(),
    sending,
    fetching: createGate(TRANSFERS_AT_ONCE),
    uploads: new Uploads({ ledger, client, gate: sending, host: () => settings().uploadBaseUrl }),
    balance: credits.balance,
    connection,
    trace,
    batchChanged: id => batches.tell(id),
    watched: localId => watched.has(localId),
    submissions: new Limiter(SUBMISSIONS, clock, pace.window('submissions', SUBMISSIONS))
  };
  const ended = (localId: string): void => {
    if (ledger.task(localId)?.submittedAt !== undefined) void credits.refresh();
    batches.pump();
  };
  const supervisor = new Supervisor(context, signal, ended, () => batches.pump());
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
    damagedLedger: setAside,
    clock,
    catalog,
    docs,
    pace,
    client,
    ledger,
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
