import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Listeners } from '../base/listeners.ts';
import type { Disposable } from '../base/ports.ts';
import type { Price } from '../../shared/form.ts';
import type { Purchases } from './actions/purchases.ts';
import { stopTask } from './actions/stopTask.ts';
import { Allowance } from './allowance.ts';
import type { NewRow } from './store/batchStore.ts';
import type { TaskRuntime } from './taskRuntime.ts';
import type { BatchInfo, BatchOptions, BatchRetry, BatchStart, Intent } from './types.ts';

/**
 * KIE usually allows 100 concurrent tasks per account (docs.kie.ai, Getting Started); this leaves room for other
 * callers.
 */
const DEFAULT_CONCURRENCY = 30;
/** Number of drafts to check before yielding to other work. */
const CHECK_CHUNK = 10;

/**
 * `engine.batches`: runs many tasks with limited concurrency. All state is in the ledger, so any window can continue a
 * batch.
 */
export class Batches {
  readonly #runtime: TaskRuntime;
  readonly #purchases: Purchases;
  readonly #listeners: Listeners<BatchInfo>;

  constructor(runtime: TaskRuntime, purchases: Purchases) {
    this.#runtime = runtime;
    this.#purchases = purchases;
    this.#listeners = new Listeners('batches', runtime.context.log);
  }

  /** Returns all batches, newest first. */
  list(): readonly BatchInfo[] {
    return this.#context.ledger.batches.all();
  }

  get(id: string): BatchInfo | undefined {
    return this.#context.ledger.batches.get(id);
  }

  get #context(): TaskRuntime['context'] {
    return this.#runtime.context;
  }

  /**
   * Writes all tasks at once. They start in this order, with limited concurrency, in any open window. A batch pauses
   * automatically when credits or the key are missing. Tasks that exceed the daily limit by now are held for the user's
   * approval.
   *
   * @throws {@link KieError} when there is no key.
   */
  async start(intents: readonly Intent[], { name, atOnce = DEFAULT_CONCURRENCY }: BatchOptions): Promise<BatchStart> {
    await this.#purchases.requireKey();
    const { rows, refused } = await this.#plan(intents.map(intent => ({ intent })));
    if (rows.length === 0) return { refused };
    const id = randomUUID();
    const { ledger } = this.#context;
    ledger.database.transaction(() => {
      ledger.batches.insert({ id, name }, Math.max(1, atOnce), new Allowance(this.#context).admit(rows));
    });
    this.pump();
    return { batchId: id, refused };
  }

  /**
   * Retries the failed tasks among `agreed`, never an `unknown` one. Uses credits: pass only tasks that the user
   * approved, by local ID, with the prices in the question.
   */
  async retryFailed(id: string, agreed: ReadonlyMap<string, Price>): Promise<BatchRetry> {
    const { ledger } = this.#context;
    if (ledger.batches.get(id) === undefined) return { count: 0, refused: [] };
    const failed = ledger.batches.failed(id).flatMap(localId => {
      const price = agreed.get(localId);
      if (price === undefined) return [];
      return [{ intent: { ...this.#purchases.intentOf(localId), agreed: price }, retryOf: localId }];
    });
    const planned = await this.#plan(failed);
    const refused = planned.refused.map(({ error }) => error);
    const count = ledger.batches.extend(id, planned.rows, rows => new Allowance(this.#context).admit(rows));
    if (count === 0) return { count, refused };
    this.pump();
    // The rows are written: a failed notification must not look like a failed start.
    try {
      this.report(id);
    } catch (error) {
      this.#context.log.error(`A batch could not be reported: ${String(error)}`);
    }
    return { count, refused };
  }

  /** Running tasks continue; no further tasks start. */
  pause(id: string): void {
    if (this.#context.ledger.batches.setState(id, ['running'], 'paused')) this.report(id);
  }

  resume(id: string): void {
    if (!this.#context.ledger.batches.setState(id, ['paused'], 'running')) return;
    this.report(id);
    this.pump();
  }

  /** Stops unsent tasks; the others run to their end. */
  stop(id: string): void {
    const { ledger } = this.#context;
    if (!ledger.batches.setState(id, ['running', 'paused'], 'stopped')) return;
    ledger.batches.stopWaiting(id);
    for (const task of ledger.tasks.all()) {
      if (task.batch?.id === id && task.state === 'preparing') stopTask(this.#runtime, task.localId);
    }
    this.report(id);
    this.pump();
  }

  /** Makes this task the next one to start in its batch. */
  toFront(localId: string): void {
    this.#context.ledger.batches.moveToFront(localId, true);
  }

  /** Reports a batch that was paused, resumed or has ended (`finishedAt`). The end is reported in one window only. */
  onDidChange(listener: (batch: BatchInfo) => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** Starts the next tasks of batches and reports ended batches. Called when a task ends and with each heartbeat. */
  pump(): void {
    const { ledger, log } = this.#context;
    try {
      for (const localId of ledger.batches.claim()) this.#runtime.supervisor.launch(localId);
      for (const id of ledger.batches.finish()) this.report(id);
    } catch (error) {
      log.error(`Batches could not continue: ${String(error)}`);
    }
  }

  /** Notifies listeners of the current state of a batch. */
  report(id: string): void {
    const batch = this.#context.ledger.batches.get(id);
    if (batch !== undefined) this.#listeners.fire(batch);
  }

  async #plan(
    wanted: readonly { readonly intent: Intent; readonly retryOf?: string }[]
  ): Promise<{ rows: readonly NewRow[]; refused: BatchStart['refused'] }> {
    const rows: NewRow[] = [];
    const refused: { index: number; error: Error }[] = [];
    for (const [index, { intent, retryOf }] of wanted.entries()) {
      if (index % CHECK_CHUNK === 0) await turn();
      try {
        rows.push(await this.#purchases.plan(intent, retryOf));
      } catch (error) {
        refused.push({ index, error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
    return { rows, refused };
  }
}
