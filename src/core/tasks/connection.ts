import { Listeners } from '../base/listeners.ts';
import type { Clock, Disposable, Logger } from '../base/ports.ts';

const MAX_MS = 30_000;

/**
 * Whether KIE is reachable. While it is not, all polling tasks wait here and one at a time checks the connection, so
 * that there is one log line and one notification instead of many failures.
 */
export class Connection {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #signal: AbortSignal;
  readonly #listeners: Listeners<boolean>;
  readonly #waiting = new Set<() => void>();
  #back: AbortController | undefined;
  #retryAt: number | undefined;

  constructor(clock: Clock, log: Logger, signal: AbortSignal) {
    this.#clock = clock;
    this.#log = log;
    this.#signal = signal;
    this.#listeners = new Listeners('the connection', log);
  }

  /** Whether KIE was reachable at the last attempt. */
  get online(): boolean {
    return this.#back === undefined;
  }

  /** When the connection is tried next while KIE is unreachable, in milliseconds since 1970. */
  get retryAt(): number | undefined {
    return this.#retryAt;
  }

  /** Called with each new `retryAt` while KIE is unreachable, and once when it is reachable again. */
  onDidChange(listener: (online: boolean) => void): Disposable {
    return this.#listeners.add(listener);
  }

  /** Records a response from KIE, regardless of its content. */
  found(): void {
    if (this.#back === undefined) return;
    const back = this.#back;
    this.#back = this.#retryAt = undefined;
    back.abort();
    this.#log.info('KIE is reachable again; polling continues.');
    for (const go of [...this.#waiting]) go();
    this.#listeners.fire(true);
  }

  /**
   * Records that KIE was unreachable, and waits until the caller may retry.
   * @throws the signal's reason
   */
  lost(why: string, signal: AbortSignal): Promise<void> {
    if (this.#back === undefined) {
      const back = new AbortController();
      this.#back = back;
      this.#log.warn(`Tracking pauses until the network is back: ${why}`);
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

  /** Lets one caller at a time retry, at growing intervals, until one reaches KIE. */
  async #probe(over: AbortSignal): Promise<void> {
    for (let tries = 1; !over.aborted; tries++) {
      const waitMs = Math.min(MAX_MS, 1_000 * 2 ** Math.min(tries, 10));
      this.#retryAt = this.#clock.now() + waitMs;
      this.#listeners.fire(false);
      try {
        await this.#clock.sleep(waitMs, over);
      } catch {
        return; // reachable, or closing: only the signals end the sleep
      }
      const [go] = this.#waiting;
      go?.();
    }
  }
}
