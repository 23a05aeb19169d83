import type { Task } from '../../shared/task.ts';
import { Listeners } from '../base/listeners.ts';
import type { Clock, Disposable, Logger } from '../base/ports.ts';
import type { Ledger } from './store/ledger.ts';

const WATCH_MS = 1_000;

/** Tells changes of the ledger, those of other windows too; these are looked for only while somebody listens. */
export class TaskEvents {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #signal: AbortSignal;
  readonly #listeners: Listeners<readonly Task[]>;
  #watching = false;

  constructor(ledger: Ledger, clock: Clock, log: Logger, signal: AbortSignal) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#log = log;
    this.#signal = signal;
    this.#listeners = new Listeners('tasks', log);
  }

  /**
   * The listener gets the changed tasks; an empty list when tasks were only removed, and when another window has begun,
   * paused, continued, stopped or ended a batch.
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

  /** `others`: there is more to be seen than tasks. */
  flush(others = false): void {
    if (this.#listeners.size === 0) return;
    const { changed, removed } = this.#ledger.tasks.takeChanges();
    if (changed.length === 0 && !removed && !others) return;
    this.#listeners.fire(changed);
  }

  async #watch(): Promise<void> {
    if (this.#watching) return;
    this.#watching = true;
    try {
      while (this.#listeners.size > 0 && !this.#signal.aborted) {
        await this.#clock.sleep(WATCH_MS, this.#signal);
        if (this.#ledger.database.changedElsewhere()) this.flush(this.#ledger.batches.hasChanged());
      }
    } catch (error) {
      if (!this.#signal.aborted) this.#log.error(`Changes of other windows could not be read: ${String(error)}`);
    } finally {
      this.#watching = false;
    }
    if (this.#listeners.size > 0 && !this.#signal.aborted) void this.#watch();
  }
}
