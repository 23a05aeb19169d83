import type { Disposable, Logger } from './ports.ts';

/** Listener list. A throwing listener is logged and does not stop the others. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();
  readonly #event: string;
  readonly #log: Logger;

  /** @param event - name of the event, for the log */
  constructor(event: string, log: Logger) {
    this.#event = event;
    this.#log = log;
  }

  get size(): number {
    return this.#all.size;
  }

  add(listener: (value: T) => void): Disposable {
    this.#all.add(listener);
    return { dispose: () => void this.#all.delete(listener) };
  }

  /** Calls every listener in the order in which they were added. */
  fire(value: T): void {
    for (const listener of [...this.#all]) {
      try {
        listener(value);
      } catch (error) {
        this.#log.error(`A listener for ${this.#event} threw: ${String(error)}`);
      }
    }
  }

  clear(): void {
    this.#all.clear();
  }
}
