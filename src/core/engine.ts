import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { Drafts } from './drafts.ts';
import type { Engine } from './engineTypes.ts';
import type { Provenance } from './files/provenance.ts';
import { taskOfFile } from './files/provenance.ts';
import type { KieClient } from './kie/clientTypes.ts';
import type { FeedRow } from './kie/priceFeed.ts';
import { Limiter } from './kie/limiter.ts';
import { SERVICES } from './kie/services/services.ts';
import { carryOver } from './models/carryOver.ts';
import type { Catalog } from './models/catalog.ts';
import { loadCatalog } from './models/catalog.ts';
import { openDocsModels } from './models/docs/docsModels.ts';
import { followUps } from './models/followUps.ts';
import type { LiveView } from './models/livePrices.ts';
import { withLivePrices } from './models/livePrices.ts';
import type { EnginePorts } from './ports.ts';
import { Balance } from './tasks/balance.ts';
import { Batches } from './tasks/batches.ts';
import { Connection } from './tasks/connection.ts';
import { followElsewhere } from './tasks/followElsewhere.ts';
import { createGate } from './tasks/gate.ts';
import { Ledger } from './tasks/ledger.ts';
import { openDatabase } from './tasks/openDatabase.ts';
import { Pace } from './tasks/pace.ts';
import { settled } from './tasks/settled.ts';
import { Supervisor } from './tasks/supervisor.ts';
import { systemClock } from './tasks/systemClock.ts';
import { TaskActions } from './tasks/taskActions.ts';
import type { TaskContext } from './tasks/taskContext.ts';
import { TaskEvents } from './tasks/taskEvents.ts';
import { Trace } from './tasks/trace.ts';
import { Uploads } from './tasks/uploads.ts';
import { Watched } from './tasks/watched.ts';

/** What tests bring in place of the real things. */
export interface EngineOverrides {
  readonly client?: KieClient;
  readonly catalog?: Catalog;
}

export interface StudioEngine extends Engine {
  /** The task that made a file, by its absolute path. */
  taskOfFile(file: string): Provenance | undefined;
}

const TRANSFERS_AT_ONCE = 4;
// KIE allows 20 in 10 s for one account (docs.kie.ai, Getting Started); a little more time for clocks that differ.
const SUBMISSIONS = 20;
const SUBMISSION_WINDOW_MS = 10_500;
// Documented: 10 queries a second (docs.kie.ai/market/common/get-task-detail); we stay under.
const QUERIES = 8;
const QUERY_WINDOW_MS = 1_000;
const FORGOTTEN_AT_A_TIME = 500;

/** Opens the ledger and the catalog. Nothing runs before `start` or `resumeAll`. */
export async function createEngine(ports: EnginePorts, overrides: EngineOverrides = {}): Promise<StudioEngine> {
  const { log, clock = systemClock } = ports;
  const catalog = overrides.catalog ?? (await loadCatalog(ports.catalogFile));
  const settings = (): ReturnType<EnginePorts['settings']> => ports.settings();
  const docs = await openDocsModels({
    catalog,
    storageDir: ports.storageDir,
    settings,
    log,
    docsBaseUrl: () => ports.docsBaseUrl?.()
  });
  const opened = openDatabase(path.join(ports.storageDir, 'ledger.db'), log, clock.now());
  const pace = Pace.open(path.join(ports.storageDir, 'pace.db'), log);
  const client =
    overrides.client ??
    (await import('./kie/client.ts')).createKieClient({
      settings,
      apiKey: () => ports.apiKey(),
      log,
      clock,
      queryWindow: pace.window('queries', QUERIES, QUERY_WINDOW_MS)
    });
  const ledger = new Ledger(opened.db, randomUUID(), () => clock.now());
  const disposal = new AbortController();
  const events = new TaskEvents(ledger, clock, log, disposal.signal);
  const creditListeners = new Set<(credits: number) => void>();
  let closing: Promise<void> | undefined;
  let takesUp = false;

  const balance = new Balance(() => askCredits(), clock);
  const connection = new Connection(clock, log, disposal.signal);
  const trace = new Trace(clock);
  const watched = new Watched();
  const sending = createGate(TRANSFERS_AT_ONCE);
  const host = (): string => ports.settings().uploadBaseUrl;
  const askCredits = async (key?: string): Promise<number> => {
    const credits = await client.credits({ signal: disposal.signal, ...(key === undefined ? {} : { key }) });
    connection.found();
    balance.note(credits, key !== undefined);
    for (const listener of [...creditListeners]) listener(credits);
    return credits;
  };

  const context: TaskContext = {
    ledger,
    client,
    clock,
    log,
    entry: model => catalog.entry(model),
    callBackUrl: () => ports.settings().callBackUrl,
    apiKey: () => ports.apiKey(),
    changed: () => events.flush(),
    sending,
    fetching: createGate(TRANSFERS_AT_ONCE),
    uploads: new Uploads({ ledger, client, gate: sending, host }),
    balance,
    connection,
    trace,
    batchChanged: id => batches.tell(id),
    watched: localId => watched.has(localId),
    submissions: new Limiter(
      SUBMISSIONS,
      SUBMISSION_WINDOW_MS,
      clock,
      pace.window('submissions', SUBMISSIONS, SUBMISSION_WINDOW_MS)
    )
  };
  const ended = (localId: string): void => {
    if (ledger.task(localId)?.submittedAt !== undefined) void refreshCredits();
    batches.pump();
  };
  const supervisor = new Supervisor(context, disposal.signal, ended, () => batches.pump());
  const refreshCredits = async (): Promise<void> => {
    try {
      await balance.look();
    } catch (error) {
      log.debug(`The balance is not known: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  let livePrices: readonly FeedRow[] = [];
  const livePrice = (model: string): LiveView | undefined => {
    const entry = livePrices.length === 0 ? undefined : catalog.entry(model);
    return entry && withLivePrices(entry, livePrices);
  };
  const drafts = new Drafts(
    catalog,
    () => ports.settings().callBackUrl,
    entry => livePrice(entry.id)?.entry ?? entry
  );
  const actions = new TaskActions({
    context,
    supervisor,
    signal: disposal.signal,
    evaluate: (model, input) => drafts.evaluate(model, input)
  });
  const batches = new Batches(context, supervisor, actions);

  const engine: StudioEngine = {
    damagedLedger: opened.setAside,
    docs,
    models: () => catalog.summaries(),
    entries: () => catalog.entries,
    entry: id => catalog.entry(id),
    form: id => catalog.form(id),
    evaluate: (model, draft) => drafts.evaluate(model, draft),
    facts: value => drafts.facts(value),
    taskOfFile: file => taskOfFile(ledger, file),
    successorOf(model, input) {
      const entry = catalog.entry(model);
      const next = entry?.successor === undefined ? undefined : catalog.entry(entry.successor);
      if (entry === undefined || next === undefined) return undefined;
      return { model: next.id, input: carryOver(entry, next, input) };
    },

    credits: key => (key === undefined ? balance.look() : askCredits(key)),
    get lastCredits() {
      return balance.last;
    },

    start: intent => actions.start(intent),
    settled: (localId, signal) =>
      settled(ledger, events, localId, signal === undefined ? [disposal.signal] : [disposal.signal, signal]),
    tasks: () => ledger.tasks(),
    task: localId => ledger.task(localId),
    runAgain: localId => actions.runAgain(localId),
    tryAgain: localId => actions.tryAgain(localId),
    stop(localId) {
      actions.stop(localId);
      batches.pump();
    },
    resume: (localId, saveTo) => actions.resume(localId, saveTo),
    adopt: (localId, taskId) => actions.adopt(localId, taskId),
    collectEarly: localId => actions.collectEarly(localId),
    services: () => SERVICES.filter(service => service.status !== undefined),
    async follow(taskId, options) {
      const task = await followElsewhere(context, catalog.entries, supervisor, taskId, options);
      // One that was known and left aside goes on.
      actions.resume(task.localId);
      return ledger.task(task.localId) ?? task;
    },
    followUps(localId) {
      const task = ledger.task(localId);
      return task === undefined ? [] : followUps(catalog.entries, task);
    },
    remove(localId) {
      ledger.remove(localId);
      events.flush();
    },
    startBatch: (intents, options) => batches.start(intents, options),
    batches: () => ledger.batches(),
    batch: id => ledger.batches(id)[0],
    pauseBatch: id => batches.pause(id),
    resumeBatch: id => batches.resume(id),
    stopBatch: id => batches.stop(id),
    retryFailed: id => batches.retryFailed(id),
    toFront: localId => batches.toFront(localId),
    onBatch: listener => batches.listen(listener),
    spentToday: (now = clock.now()) => ledger.spentToday(now),
    async clearHistory() {
      let count = 0;
      for (let forgotten = -1; forgotten !== 0; count += forgotten) {
        disposal.signal.throwIfAborted();
        forgotten = ledger.clear(FORGOTTEN_AT_A_TIME);
        await turn();
      }
      ledger.dropEmptyBatches();
      events.flush();
      return count;
    },
    watch: localIds => watched.add(localIds),
    get online() {
      return connection.online;
    },
    onOnline: listener => connection.listen(listener),
    trace: localId => trace.read(localId, ledger.states(localId)),
    resumeAll() {
      for (const localId of ledger.worthAnotherTry()) engine.resume(localId);
      supervisor.rescue();
      if (takesUp) return;
      takesUp = true;
      connection.listen(online => {
        // What the network kept from being saved is worth another try now.
        if (online) for (const localId of ledger.worthAnotherTry()) engine.resume(localId);
      });
    },
    isOurs: localId => ledger.holdsLease(localId),
    priceFeed: signal =>
      client.priceFeed({
        signal: signal === undefined ? disposal.signal : AbortSignal.any([disposal.signal, signal])
      }),
    setLivePrices(rows) {
      livePrices = rows;
    },
    livePrice,
    onTasks: listener => events.listen(listener),
    onCredits(listener) {
      creditListeners.add(listener);
      return { dispose: () => void creditListeners.delete(listener) };
    },

    dispose() {
      if (closing !== undefined) return;
      disposal.abort(new Error(l10n.t('KIE Studio is closing.')));
      ledger.releaseLeases();
      creditListeners.clear();
      docs.dispose();
      closing = supervisor.idle().then(() => {
        client.dispose();
        ledger.close();
        pace.close();
      });
    },
    closed: () => closing ?? Promise.resolve()
  };
  return engine;
}
