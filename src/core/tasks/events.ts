import type { Task } from '../../shared/task.ts';
import { Listeners } from '../base/listeners.ts';
import type { Clock, Disposable, Logger } from '../base/ports.ts';
import type { Ledger } from './store/ledger.ts';

const WATCH_MS = 1_000;

/**
 * Reports changes to tasks. Changes of this window come from the ledger itself, with all writes of one turn of the
 * event loop as one event; changes of other windows are polled while there are listeners.
 */
export class TaskEvents {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #signal: AbortSignal;
  readonly #listeners: Listeners<readonly Task[]>;
  #isWatching = false;
  #isScheduled = false;

  /** @param signal - stops the polling. */
  constructor(ledger: Ledger, clock: Clock, log: Logger, signal: AbortSignal) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#log = log;
    this.#signal = signal;
    this.#listeners = new Listeners('tasks', log);
    ledger.database.onChange(() => this.#schedule());
  }

  /**
   * Calls the listener with the changed tasks. The list is empty when tasks were only removed, and when another window
   * has started, paused, resumed, stopped or ended a batch.
   */
  listen(listener: (changed: readonly Task[]) => void): Disposable {
    if (this.#listeners.size === 0) {
      this.#ledger.tasks.takeChanges();
      this.#ledger.batches.hasChanged();
    }
    const listening = this.#listeners.add(listener);
    void this.#watch();
    return listening;
  }

  /** Never calls listeners from the writing code: a submission must not wait for them or receive their errors. */
  #schedule(): void {
    if (this.#isScheduled || this.#listeners.size === 0) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      try {
        this.#report(false);
      } catch (error) {
        if (!this.#signal.aborted) this.#log.error(`Changes of tasks could not be read: ${String(error)}`);
      }
    });
  }

  #report(hasBatchChanged: boolean): void {
    if (this.#listeners.size === 0) return;
    const { changed, removed } = this.#ledger.tasks.takeChanges();
    if (changed.length === 0 && !removed && !hasBatchChanged) return;
    this.#listeners.fire(changed);
  }

  async #watch(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    try {
      while (this.#listeners.size > 0 && !this.#signal.aborted) {
        await this.#clock.sleep(WATCH_MS, this.#signal);
        if (this.#ledger.database.changedElsewhere()) this.#report(this.#ledger.batches.hasChanged());
      }
    } catch (error) {
      if (!this.#signal.aborted) this.#log.error(`Changes of other windows could not be read: ${String(error)}`);
    } finally {
      this.#isWatching = false;
    }
    if (this.#listeners.size > 0 && !this.#signal.aborted) void this.#watch();
  }
}
