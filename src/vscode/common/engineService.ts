import * as vscode from 'vscode';
import type { Engine } from '../../core/engine/api.ts';
import type { BatchInfo } from '../../core/tasks/types.ts';
import type { EnginePorts } from '../../core/base/ports.ts';
import type { Task } from '../../shared/task.ts';
import { showWarning } from './notify.ts';

export type LoadEngine = (ports: EnginePorts) => Promise<Engine>;

/** Loads the engine on first use. Listeners can subscribe before it is loaded. */
export class EngineService implements vscode.Disposable {
  readonly #ports: EnginePorts;
  readonly #load: LoadEngine;
  #loading: Promise<Engine> | undefined;
  #engine: Engine | undefined;
  #disposed = false;
  readonly #states = new Map<string, Task['state']>();
  readonly #tasks = new vscode.EventEmitter<readonly Task[]>();
  readonly #credits = new vscode.EventEmitter<number>();
  readonly #models = new vscode.EventEmitter<void>();
  readonly #modelNotes = new vscode.EventEmitter<string>();
  readonly #batches = new vscode.EventEmitter<BatchInfo>();
  readonly #online = new vscode.EventEmitter<boolean>();
  readonly onTasks = this.#tasks.event;
  readonly onCredits = this.#credits.event;
  /** Fires when the model list changed. */
  readonly onModels = this.#models.event;
  /** Fires with the ID of a model whose notes changed. */
  readonly onModelNotes = this.#modelNotes.event;
  /** Fires when a batch was paused, resumed or finished. The end is reported in one window only. */
  readonly onBatch = this.#batches.event;
  /** Fires when the connection to KIE is lost, before each further try, and when it is restored. */
  readonly onOnline = this.#online.event;

  constructor(ports: EnginePorts, load: LoadEngine) {
    this.#ports = ports;
    this.#load = load;
  }

  /** The engine if it is already loaded. */
  get current(): Engine | undefined {
    return this.#engine;
  }

  /** Returns the engine, loaded and tracking the tasks of earlier sessions. Retries a failed load on the next call. */
  get(): Promise<Engine> {
    this.#loading ??= this.#start().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #start(): Promise<Engine> {
    const engine = await this.#load(this.#ports);
    if (this.#disposed) {
      engine.dispose();
      throw new Error(vscode.l10n.t('KIE Studio is closing.'));
    }
    try {
      this.#use(engine);
    } catch (error) {
      // A retry opens its own engine, so this one must not keep running.
      this.#engine = undefined;
      engine.dispose();
      await engine.closed();
      throw error;
    }
    return engine;
  }

  #use(engine: Engine): void {
    engine.tasks.onDidChange(changed => {
      this.#trace(changed);
      this.#tasks.fire(changed);
    });
    engine.account.onDidChange(credits => this.#credits.fire(credits));
    engine.batches.onDidChange(batch => this.#batches.fire(batch));
    engine.connection.onDidChange(online => this.#online.fire(online));
    engine.docs.onChange(() => this.#models.fire());
    engine.watch.onChange(model => this.#modelNotes.fire(model));
    engine.liveModels.onChange(() => this.#models.fire());
    this.#engine = engine;
    engine.resumeAll();
    if (engine.damagedLedger !== undefined) showDamage(engine.damagedLedger, engine.salvagedTasks);
    if (engine.lostTaskIds.length > 0) this.#showLost(engine.lostTaskIds);
    if (engine.docs.damaged !== undefined) showUnreadableModels(engine.docs.damaged);
    this.#tasks.fire(engine.tasks.list());
  }

  /** Rarely needed, so it is loaded then. */
  #showLost(ids: readonly string[]): void {
    void import('./lostTasks.ts').then(({ offerLostTasks }) => offerLostTasks(ids));
  }

  /** Logs the state changes of each task for "Copy Diagnostics". */
  #trace(changed: readonly Task[]): void {
    for (const { localId, taskId, state, error } of changed) {
      if (this.#states.get(localId) === state) continue;
      this.#states.set(localId, state);
      const why = error === undefined ? '' : `, ${error.code ?? ''} ${error.message}`;
      this.#ports.log.debug(`Task ${localId}${taskId === undefined ? '' : ` (${taskId})`}: ${state}${why}`);
    }
  }

  /** Closes the engine. Resolves when all of its state is written. */
  async close(): Promise<void> {
    this.#disposed = true;
    this.#engine?.dispose();
    await this.#engine?.closed();
  }

  dispose(): void {
    this.#disposed = true;
    this.#engine?.dispose();
    this.#tasks.dispose();
    this.#credits.dispose();
    this.#models.dispose();
    this.#modelNotes.dispose();
    this.#batches.dispose();
    this.#online.dispose();
  }
}

/** Reports a damaged ledger, the number of recovered tasks, and where to find missing paid tasks. */
function showDamage(file: string, salvaged: number): void {
  const logs = vscode.l10n.t('Open KIE Logs');
  const message = vscode.l10n.t(
    'The KIE task list was damaged and was renamed to {0}. Recovered tasks: {1}. If a running task is missing, find it at kie.ai/logs.',
    file,
    salvaged
  );
  void showWarning(message, logs).then(chosen => {
    if (chosen === logs) void vscode.commands.executeCommand('kie.openLogs');
  });
}

function showUnreadableModels(file: string): void {
  void showWarning(vscode.l10n.t('Some models you added could not be read. The file was renamed to {0}.', file));
}

/** Loads the engine in separate chunks, with its texts in the display language of VS Code. */
export async function loadEngine(ports: EnginePorts): Promise<Engine> {
  const { createEngine } = await import('../../core/engine/engine.ts');
  const { uri } = vscode.l10n;
  if (uri === undefined) return createEngine(ports);
  const { config } = await import('@vscode/l10n');
  config({ contents: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) });
  const catalogTexts = vscode.Uri.joinPath(uri, '..', `catalog.${vscode.env.language.toLowerCase()}.json`);
  return createEngine({ ...ports, catalogTextsFile: catalogTexts.fsPath });
}
