import { Listeners } from '../base/listeners.ts';
import type { Clock, Disposable, Logger } from '../base/ports.ts';

const LONGEST_MS = 30_000;

/**
 * Whether KIE can be reached. While it cannot, those who follow tasks wait here together, and one at a time looks whether
 * it is back: no storm of failures, one line in the log, one sign to whoever listens.
 */
export class Connection {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #signal: AbortSignal;
  readonly #listeners: Listeners<boolean>;
  readonly #waiting = new Set<() => void>();
  #back: AbortController | undefined;

  constructor(clock: Clock, log: Logger, signal: AbortSignal) {
    this.#clock = clock;
    this.#log = log;
    this.#signal = signal;
    this.#listeners = new Listeners('the connection', log);
  }

  /** Whether KIE could be reached at the last attempt. */
  get online(): boolean {
    return this.#back === undefined;
  }

  /** Called once when KIE becomes unreachable, and once when it is reachable again. */
  onDidChange(listener: (online: boolean) => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** KIE has answered, whatever it said. */
  found(): void {
    if (this.#back === undefined) return;
    const back = this.#back;
    this.#back = undefined;
    back.abort();
    this.#log.info('KIE can be reached again; following goes on.');
    for (const go of [...this.#waiting]) go();
    this.#listeners.fire(true);
  }

  /** KIE could not be reached: resolves when it is this one's turn to try again. Rejects with the signal's reason. */
  lost(why: string, signal: AbortSignal): Promise<void> {
    if (this.#back === undefined) {
      const back = new AbortController();
      this.#back = back;
      this.#log.warn(`Following pauses until the network is back: ${why}`);
      this.#listeners.fire(false);
      void this.#probe(AbortSignal.any([back.signal, this.#signal]));
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(go);
        signal.removeEventListener('abort', abort);
      };
      const go = (): void => {
        leave();
        resolve();
      };
      const abort = (): void => {
        leave();
        reject(signal.reason as Error);
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.add(go);
    });
  }

  /** Lets one after the other try, in growing distances, until one finds KIE. */
  async #probe(over: AbortSignal): Promise<void> {
    for (let tries = 1; !over.aborted; tries++) {
      try {
        await this.#clock.sleep(Math.min(LONGEST_MS, 1_000 * 2 ** Math.min(tries, 10)), over);
      } catch {
        return; // found, or closing: only the signals end the waiting
      }
      const [go] = this.#waiting;
      go?.();
    }
  }
}
