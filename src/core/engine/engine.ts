import { setImmediate as turn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import { openParts } from './engineParts.ts';
import type { EngineOverrides } from './engineParts.ts';
import type { Engine } from './api.ts';
import { SERVICES } from '../kie/services/services.ts';
import { migrateDraft } from '../models/migrateDraft.ts';
import { followUps } from '../models/followUps.ts';
import type { EnginePorts } from '../base/ports.ts';
import { sweepHeld } from '../tasks/run/holdContent.ts';
import { hasRecord } from '../tasks/resumePlan.ts';
import { taskOfFile } from '../tasks/store/provenance.ts';
import type { Provenance } from '../tasks/store/provenance.ts';
import { settled } from '../tasks/waitForTask.ts';

export interface StudioEngine extends Engine {
  /** The task that made a file, by its absolute path. */
  taskOfFile(file: string): Provenance | undefined;
}

const FORGOTTEN_AT_A_TIME = 500;

/** Opens the ledger and the catalog. Nothing runs before `start` or `resumeAll`. */
export async function createEngine(ports: EnginePorts, overrides: EngineOverrides = {}): Promise<StudioEngine> {
  const parts = await openParts(ports, overrides);
  const { catalog, docs, client, ledger, disposal, events, connection, credits, supervisor, live, drafts } = parts;
  const { actions, batches, context, trace, watched, clock, pace, store, journal } = parts;
  let closing: Promise<void> | undefined;
  let takesUp = false;

  const engine: StudioEngine = {
    damagedLedger: store.opened.setAside,
    salvagedTasks: store.opened.salvaged ?? 0,
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
      return { model: next.id, input: migrateDraft(entry, next, input) };
    },

    credits: key => (key === undefined ? credits.balance.look() : credits.ask(key)),
    get lastCredits() {
      return credits.balance.last;
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
    approve: (localId, hold) => actions.approve(localId, hold),
    resume: (localId, saveTo) => actions.resume(localId, saveTo),
    downloadAgain: (localId, index) => actions.downloadAgain(localId, index),
    saveAnyway: (localId, index) => actions.saveAnyway(localId, index),
    canResume: localId => actions.canResume(localId),
    hasRecord(localId) {
      const task = ledger.task(localId);
      return task !== undefined && hasRecord(context, task);
    },
    adopt: (localId, taskId) => actions.adopt(localId, taskId),
    collectEarly: localId => actions.collectEarly(localId),
    services: () => SERVICES.filter(service => service.status !== undefined),
    async follow(taskId, options) {
      const { followElsewhere } = await import('../tasks/adopt.ts');
      const task = await followElsewhere(context, catalog.entries, supervisor, taskId, options);
      // A known task that nobody follows goes on; a finished one is not downloaded again.
      if (task.state !== 'done') actions.resume(task.localId);
      return ledger.task(task.localId) ?? task;
    },
    followUps(localId) {
      const task = ledger.task(localId);
      return task === undefined ? [] : followUps(catalog.entries, task);
    },
    remove(localId) {
      if (ledger.remove(localId)) journal.note({ e: 'removed', at: clock.now(), localIds: [localId] });
      events.flush();
    },
    startBatch: (intents, options) => batches.start(intents, options),
    batches: () => ledger.batches(),
    batch: id => ledger.batches(id)[0],
    pauseBatch: id => batches.pause(id),
    resumeBatch: id => batches.resume(id),
    stopBatch: id => batches.stop(id),
    retryFailed: (id, localIds) => batches.retryFailed(id, localIds),
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
      journal.note({ e: 'cleared', at: clock.now() });
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
      void sweepHeld(context);
      takesUp = true;
      for (const id of store.paused) batches.tell(id);
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
    setLivePrices: rows => live.set(rows),
    livePrice: model => live.of(model),
    onTasks: listener => events.listen(listener),
    onCredits: listener => credits.listen(listener),

    dispose() {
      if (closing !== undefined) return;
      disposal.abort(new Error(l10n.t('KIE Studio is closing.')));
      try {
        ledger.releaseLeases();
      } catch (error) {
        context.log.warn(`Leases could not be given back and run out by themselves: ${String(error)}`);
      }
      credits.dispose();
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
