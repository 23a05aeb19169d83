import type { TaskContext } from './taskContext.ts';
import { runTask } from './stateMachine.ts';

const HEARTBEAT_MS = 10_000;

/** Runs the tasks of this window: one run per task, with renewed leases. Takes over abandoned tasks. */
export class Supervisor {
  readonly #ctx: TaskContext;
  readonly #signal: AbortSignal;
  readonly #onEnd: (localId: string) => void;
  readonly #onBeat: () => void;
  readonly #runs = new Map<string, { readonly abort: AbortController; readonly end: Promise<void> }>();
  readonly #again = new Set<string>();
  readonly #later = new Set<string>();
  #beating = false;
  #rescuing = false;

  /**
   * @param onEnd - called after each run
   * @param onBeat - called with every heartbeat, and when rescuing starts
   */
  constructor(
    ctx: TaskContext,
    signal: AbortSignal,
    onEnd: (localId: string) => void,
    onBeat: () => void = () => undefined
  ) {
    this.#ctx = ctx;
    this.#signal = signal;
    this.#onEnd = onEnd;
    this.#onBeat = onBeat;
  }

  /**
   * Starts a task if no other window runs it. Never throws, because its row is already written: an error would make the
   * caller repeat the change, or buy twice. After a failure of the ledger, the next heartbeat starts the task.
   */
  launch(localId: string): void {
    try {
      this.#launch(localId);
    } catch (error) {
      this.#ctx.log.error(`Task ${localId} could not be started at once: ${String(error)}`);
      this.#later.add(localId);
      void this.#beat();
    }
  }

  #launch(localId: string): void {
    if (this.#signal.aborted) return;
    if (this.#runs.has(localId)) {
      this.#again.add(localId);
      return;
    }
    if (!this.#ctx.ledger.leases.take(localId)) return;
    const abort = new AbortController();
    const run = runTask(this.#ctx, localId, AbortSignal.any([abort.signal, this.#signal]));
    const logError = (error: unknown): void => this.#ctx.log.error(`Task ${localId}: ${String(error)}`);
    // The run also ends after a failure of the ledger itself; the lease then expires.
    const end = run
      .catch(logError)
      .then(() => this.#ended(localId))
      .catch(logError);
    this.#runs.set(localId, { abort, end });
    void this.#beat();
  }

  /** Ends the run of a task in this window; the ledger keeps its state. */
  cancel(localId: string): void {
    this.#again.delete(localId);
    this.#runs.get(localId)?.abort.abort();
  }

  /** Restarts the run of a task in this window, if there is one, with its current state in the ledger. */
  restart(localId: string): void {
    const run = this.#runs.get(localId);
    if (run === undefined) return;
    this.#again.add(localId);
    run.abort.abort();
  }

  /** Takes over abandoned tasks from now on. */
  rescue(): void {
    this.#rescueOnce();
    this.#onBeat();
    if (!this.#rescuing) {
      this.#rescuing = true;
      void this.#beat();
    }
  }

  /** Resolves when no task runs. */
  async idle(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all([...this.#runs.values()].map(run => run.end));
  }

  #ended(localId: string): void {
    this.#runs.delete(localId);
    this.#ctx.ledger.leases.release(localId);
    if (this.#signal.aborted) return;
    if (this.#again.delete(localId)) this.launch(localId);
    else this.#onEnd(localId);
  }

  #rescueOnce(): void {
    for (const localId of this.#ctx.ledger.leases.abandoned()) this.#launch(localId);
  }

  get #hasWork(): boolean {
    return !this.#signal.aborted && (this.#rescuing || this.#runs.size > 0 || this.#later.size > 0);
  }

  async #beat(): Promise<void> {
    if (this.#beating) return;
    this.#beating = true;
    try {
      while (this.#hasWork) {
        await this.#ctx.clock.sleep(HEARTBEAT_MS, this.#signal);
        this.#ctx.ledger.leases.renew([...this.#runs.keys()]);
        for (const localId of this.#later) {
          this.#launch(localId);
          this.#later.delete(localId);
        }
        if (this.#rescuing) this.#rescueOnce();
        this.#onBeat();
      }
    } catch (error) {
      if (!this.#signal.aborted) this.#ctx.log.error(`Failed to renew leases: ${String(error)}`);
    } finally {
      this.#beating = false;
    }
    // A busy ledger must not end the heartbeat.
    if (this.#hasWork) void this.#beat();
  }
}
