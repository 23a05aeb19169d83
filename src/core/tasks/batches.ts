import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { BatchInfo, BatchOptions, BatchRetry, BatchStart, Intent } from '../engine/api.ts';
import { Listeners } from '../base/listeners.ts';
import type { Disposable } from '../base/ports.ts';
import type { NewRow } from './store/batchStore.ts';
import type { Supervisor } from './run/supervisor.ts';
import type { TaskActions } from './actions.ts';
import type { TaskContext } from './run/taskContext.ts';

/** KIE usually allows 100 tasks at once for one account (docs.kie.ai, Getting Started); this leaves room for others. */
const AT_ONCE = 30;
/** So many drafts are checked before others may do something. */
const CHECKED_AT_A_TIME = 10;

/** Runs many tasks, some at a time. Everything stands in the ledger, so any window goes on where another left off. */
export class Batches {
  readonly #context: TaskContext;
  readonly #supervisor: Supervisor;
  readonly #actions: TaskActions;
  readonly #listeners: Listeners<BatchInfo>;

  constructor(context: TaskContext, supervisor: Supervisor, actions: TaskActions) {
    this.#context = context;
    this.#supervisor = supervisor;
    this.#actions = actions;
    this.#listeners = new Listeners('batches', context.log);
  }

  async start(intents: readonly Intent[], { name, atOnce = AT_ONCE }: BatchOptions): Promise<BatchStart> {
    await this.#actions.requireKey();
    const { rows, refused } = await this.#plan(intents.map(intent => ({ intent })));
    if (rows.length === 0) return { refused };
    const id = randomUUID();
    this.#context.ledger.insertBatch({ id, name }, Math.max(1, atOnce), rows);
    this.pump();
    return { batchId: id, refused };
  }

  async retryFailed(id: string, localIds: readonly string[]): Promise<BatchRetry> {
    const { ledger } = this.#context;
    if (ledger.batches(id).length === 0) return { count: 0, refused: [] };
    const failed = ledger
      .failedOf(id)
      .filter(localId => localIds.includes(localId))
      .map(localId => ({ intent: this.#actions.intentOf(localId), retryOf: localId }));
    const planned = await this.#plan(failed);
    const refused = planned.refused.map(({ error }) => error);
    const count = ledger.extendBatch(id, planned.rows);
    if (count === 0) return { count, refused };
    this.pump();
    // The rows are written: a failure to show them must not look like a failure to start them.
    try {
      this.tell(id);
    } catch (error) {
      this.#context.log.error(`A batch could not be shown: ${String(error)}`);
    }
    return { count, refused };
  }

  pause(id: string): void {
    if (this.#context.ledger.setBatch(id, ['running'], 'paused')) this.tell(id);
  }

  resume(id: string): void {
    if (!this.#context.ledger.setBatch(id, ['paused'], 'running')) return;
    this.tell(id);
    this.pump();
  }

  stop(id: string): void {
    const { ledger } = this.#context;
    if (!ledger.setBatch(id, ['running', 'paused'], 'stopped')) return;
    ledger.stopWaiting(id);
    for (const task of ledger.tasks()) {
      if (task.batch?.id === id && task.state === 'preparing') this.#actions.stop(task.localId);
    }
    this.tell(id);
    this.pump();
  }

  toFront(localId: string): void {
    if (this.#context.ledger.putFirst(localId, true)) this.#context.changed();
  }

  listen(listener: (batch: BatchInfo) => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** Lets go on what may, and tells of batches that have ended. Called whenever a task ends, and with every heartbeat. */
  pump(): void {
    const { ledger, log } = this.#context;
    try {
      for (const localId of ledger.claim()) this.#supervisor.launch(localId);
      this.#context.changed();
      for (const id of ledger.endBatches()) this.tell(id);
    } catch (error) {
      log.error(`Batches could not go on: ${String(error)}`);
    }
  }

  /** Tells listeners what a batch is now. */
  tell(id: string): void {
    const [batch] = this.#context.ledger.batches(id);
    if (batch !== undefined) this.#listeners.fire(batch);
  }

  async #plan(
    wanted: readonly { readonly intent: Intent; readonly retryOf?: string }[]
  ): Promise<{ rows: readonly NewRow[]; refused: BatchStart['refused'] }> {
    const rows: NewRow[] = [];
    const refused: { index: number; error: Error }[] = [];
    for (const [index, { intent, retryOf }] of wanted.entries()) {
      if (index % CHECKED_AT_A_TIME === 0) await turn();
      try {
        rows.push(await this.#actions.plan(intent, retryOf));
      } catch (error) {
        refused.push({ index, error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
    return { rows, refused };
  }
}
