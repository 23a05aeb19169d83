import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Draft, Evaluation, MediaFacts } from '../shared/form.ts';
import type { Task } from '../shared/task.ts';
import { ACTIVE_STATES, isActive } from '../shared/task.ts';
import type { Engine, Intent } from './engineTypes.ts';
import { probeFile } from './files/probe.ts';
import type { Provenance } from './files/provenance.ts';
import { taskOfFile } from './files/provenance.ts';
import { InvalidInputError } from './invalidInput.ts';
import type { KieClient } from './kie/clientTypes.ts';
import { KieError } from './kie/errors.ts';
import { Limiter } from './kie/limiter.ts';
import { askingOrder } from './models/askingOrder.ts';
import type { Catalog } from './models/catalog.ts';
import { isRunnable, loadCatalog } from './models/catalog.ts';
import { evaluate } from './models/evaluate.ts';
import type { EnginePorts } from './ports.ts';
import { createGate } from './tasks/gate.ts';
import { Ledger } from './tasks/ledger.ts';
import { mediaValues } from './tasks/mediaValues.ts';
import { openDatabase } from './tasks/openDatabase.ts';
import { Supervisor } from './tasks/supervisor.ts';
import { systemClock } from './tasks/systemClock.ts';
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
  const client =
    overrides.client ??
    (await import('./kie/client.ts')).createKieClient({ settings, apiKey: () => ports.apiKey(), log, clock });
  const opened = openDatabase(path.join(ports.storageDir, 'ledger.db'), log, clock.now());
  const ledger = new Ledger(opened.db, randomUUID(), () => clock.now());
  const disposal = new AbortController();
  const events = new TaskEvents(ledger, clock, log, disposal.signal);
  const creditListeners = new Set<(credits: number) => void>();
  const factsCache = new Map<string, { readonly stamp: string; readonly facts: Promise<MediaFacts> }>();
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

  const refreshCredits = async (): Promise<void> => {
    try {
      await engine.credits();
    } catch (error) {
      log.debug(`The balance is not known: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const supervisor = new Supervisor(context, disposal.signal, localId => {
    if (ledger.task(localId)?.submittedAt !== undefined) void refreshCredits();
  });

  async function factsOf(value: string): Promise<MediaFacts> {
    if (!/^file:/i.test(value)) return {};
    const file = fileURLToPath(value);
    const stat = await fs.stat(file).catch(() => undefined);
    const stamp = stat === undefined ? '' : `${stat.size} ${stat.mtimeMs}`;
    const known = factsCache.get(value);
    if (known?.stamp === stamp) return known.facts;
    const facts = probeFile(file);
    factsCache.set(value, { stamp, facts });
    return facts;
  }

  async function judge(model: string, draft: Draft): Promise<Evaluation> {
    const entry = catalog.entry(model);
    if (entry === undefined) {
      return notToRun(l10n.t('The model {0} is not in the catalog.', model));
    }
    const known = new Map<string, MediaFacts>();
    await Promise.all(mediaValues(entry, draft).map(async value => known.set(value, await factsOf(value))));
    const evaluation = evaluate(entry, draft, value => known.get(value));
    if (isRunnable(entry)) return evaluation;
    return notToRun(l10n.t('The model {0} is known but cannot be run any more.', model), evaluation);
  }

  const engine: StudioEngine = {
    damagedLedger: opened.setAside,
    models: () => catalog.summaries(),
    entries: () => catalog.entries,
    entry: id => catalog.entry(id),
    form: id => {
      const entry = catalog.entry(id);
      return entry === undefined ? undefined : { entry, order: askingOrder(entry) };
    },
    evaluate: judge,
    facts: factsOf,
    taskOfFile: file => taskOfFile(ledger, file),

    async credits(key) {
      const credits = await client.credits({ signal: disposal.signal, ...(key === undefined ? {} : { key }) });
      lastCredits = credits;
      for (const listener of [...creditListeners]) listener(credits);
      return credits;
    },
    get lastCredits() {
      return lastCredits;
    },

    async start(intent: Intent) {
      const evaluation = await judge(intent.model, intent.input);
      if (evaluation.input === undefined) throw new InvalidInputError(evaluation.issues);
      if ((await ports.apiKey()) === undefined) {
        throw new KieError(l10n.t('No KIE API key is set. Set one first.'), { remedy: 'set-key', accepted: 'no' });
      }
      disposal.signal.throwIfAborted();
      const now = clock.now();
      const { price } = evaluation;
      const estimate = price.kind === 'unknown' || price.credits === undefined ? {} : { estimate: price.credits };
      const task: Task = {
        localId: randomUUID(),
        model: intent.model,
        state: 'preparing',
        input: intent.input,
        results: [],
        ...estimate,
        createdAt: now,
        updatedAt: now,
        origin: intent.origin
      };
      ledger.insert(task, { plan: evaluation.input, saveTo: intent.saveTo });
      events.flush();
      supervisor.launch(task.localId);
      return task;
    },

    settled(localId, signal) {
      return new Promise<Task>((resolve, reject) => {
        const over = AbortSignal.any(signal === undefined ? [disposal.signal] : [disposal.signal, signal]);
        const look = (): void => {
          const task = ledger.task(localId);
          if (task !== undefined && isActive(task.state)) return;
          done();
          if (task === undefined) reject(new Error(l10n.t('This task is not known any more.')));
          else resolve(task);
        };
        const abort = (): void => {
          done();
          reject(over.reason instanceof Error ? over.reason : new Error(String(over.reason)));
        };
        const listener = events.listen(look);
        const done = (): void => {
          listener.dispose();
          over.removeEventListener('abort', abort);
        };
        over.addEventListener('abort', abort);
        if (over.aborted) abort();
        else look();
      });
    },
    tasks: () => ledger.tasks(),
    task: localId => ledger.task(localId),

    async runAgain(localId) {
      const task = ledger.task(localId);
      const details = ledger.details(localId);
      if (task === undefined || details === undefined) throw new Error(l10n.t('This task is not known any more.'));
      return engine.start({ model: task.model, input: task.input, saveTo: details.saveTo, origin: task.origin });
    },

    stop(localId) {
      // A createTask on its way cannot be called back: the task stops as soon as its answer is noted.
      ledger.update(localId, ['submitting'], { stopAsked: true }, true);
      const states = ACTIVE_STATES.filter(state => state !== 'submitting');
      if (ledger.update(localId, states, { state: 'stopped', finishedAt: clock.now(), progress: null }, true)) {
        supervisor.cancel(localId);
      }
      events.flush();
    },

    resume(localId, saveTo) {
      const task = ledger.task(localId);
      // Without an id nothing was bought: only a new run, which costs, can go on from there.
      if (task?.taskId === undefined) return;
      const known = task.results.some(result => result.state !== 'saved');
      const collect = task.state === 'uncollected' && known;
      const patch = {
        state: collect ? 'collecting' : 'queued',
        error: null,
        finishedAt: null,
        stopAsked: false,
        ...(saveTo === undefined ? {} : { saveTo })
      } as const;
      if (ledger.update(localId, ['stopped', 'uncollected', 'unknown'], patch, true)) supervisor.launch(localId);
      events.flush();
    },

    adopt(localId, taskId) {
      const patch = { state: 'queued', taskId: taskId.trim(), error: null, finishedAt: null } as const;
      if (ledger.update(localId, ['unknown'], patch, true)) supervisor.launch(localId);
      events.flush();
    },

    remove(localId) {
      ledger.remove(localId);
      events.flush();
    },

    resumeAll() {
      for (const localId of ledger.worthAnotherTry()) engine.resume(localId);
      supervisor.rescue();
    },
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
      closing = supervisor.idle().then(() => {
        client.dispose();
        ledger.close();
      });
    },
    closed: () => closing ?? Promise.resolve()
  };
  return engine;
}

/** What is said of a draft whose model cannot be run: no input to send and no price. */
function notToRun(message: string, known?: Evaluation): Evaluation {
  return {
    issues: [{ path: 'model', message }, ...(known?.issues ?? [])],
    advice: known?.advice ?? [],
    fields: known?.fields ?? {},
    price: { kind: 'unknown', parts: [] }
  };
}
