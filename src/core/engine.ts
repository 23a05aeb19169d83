import { randomUUID } from 'node:crypto';
import path from 'node:path';
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
import { followElsewhere } from './tasks/followElsewhere.ts';
import { createGate } from './tasks/gate.ts';
import { Ledger } from './tasks/ledger.ts';
import { openDatabase } from './tasks/openDatabase.ts';
import { settled } from './tasks/settled.ts';
import { Supervisor } from './tasks/supervisor.ts';
import { systemClock } from './tasks/systemClock.ts';
import { TaskActions } from './tasks/taskActions.ts';
import type { TaskContext } from './tasks/taskContext.ts';
import { TaskEvents } from './tasks/taskEvents.ts';

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
  const client =
    overrides.client ??
    (await import('./kie/client.ts')).createKieClient({ settings, apiKey: () => ports.apiKey(), log, clock });
  const opened = openDatabase(path.join(ports.storageDir, 'ledger.db'), log, clock.now());
  const ledger = new Ledger(opened.db, randomUUID(), () => clock.now());
  const disposal = new AbortController();
  const events = new TaskEvents(ledger, clock, log, disposal.signal);
  const creditListeners = new Set<(credits: number) => void>();
  let lastCredits: number | undefined;
  let closing: Promise<void> | undefined;

  const context: TaskContext = {
    ledger,
    client,
    clock,
    log,
    entry: model => catalog.entry(model),
    callBackUrl: () => ports.settings().callBackUrl,
    apiKey: () => ports.apiKey(),
    changed: () => events.flush(),
    transfers: createGate(TRANSFERS_AT_ONCE),
    submissions: new Limiter(SUBMISSIONS, SUBMISSION_WINDOW_MS, clock)
  };
  const supervisor = new Supervisor(context, disposal.signal, localId => {
    const task = ledger.task(localId);
    if (task?.submittedAt !== undefined) void refreshCredits();
  });
  const refreshCredits = async (): Promise<void> => {
    try {
      await engine.credits();
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

    async credits(key) {
      const credits = await client.credits({ signal: disposal.signal, ...(key === undefined ? {} : { key }) });
      lastCredits = credits;
      for (const listener of [...creditListeners]) listener(credits);
      return credits;
    },
    get lastCredits() {
      return lastCredits;
    },

    start: intent => actions.start(intent),
    settled: (localId, signal) =>
      settled(ledger, events, localId, signal === undefined ? [disposal.signal] : [disposal.signal, signal]),
    tasks: () => ledger.tasks(),
    task: localId => ledger.task(localId),
    runAgain: localId => actions.runAgain(localId),
    stop: localId => actions.stop(localId),
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
    resumeAll() {
      for (const localId of ledger.worthAnotherTry()) engine.resume(localId);
      supervisor.rescue();
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
      });
    },
    closed: () => closing ?? Promise.resolve()
  };
  return engine;
}
