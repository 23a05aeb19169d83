import type { TaskContext } from './run/taskContext.ts';

/** Interval at which a window records that it is open, in milliseconds. */
const NOTE_MS = 60_000;

export interface UpkeepStore {
  check(): boolean;
}

/** Maintenance with every heartbeat: checks the files and records that the window is open. */
export class Upkeep {
  readonly #ctx: Pick<TaskContext, 'ledger' | 'clock' | 'log'>;
  readonly #store: UpkeepStore;
  #notedAt = -Infinity;

  constructor(ctx: Pick<TaskContext, 'ledger' | 'clock' | 'log'>, store: UpkeepStore) {
    this.#ctx = ctx;
    this.#store = store;
  }

  beat(): void {
    const { ledger, clock, log } = this.#ctx;
    try {
      this.#store.check();
      const now = clock.now();
      if (Math.abs(now - this.#notedAt) < NOTE_MS) return;
      ledger.unattended.recordAttendance();
      this.#notedAt = now;
    } catch (error) {
      log.error(`Maintenance of the ledger failed: ${String(error)}`);
    }
  }
}
