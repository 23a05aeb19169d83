import type { Disposable, Logger } from './ports.ts';

/** Those who want to hear of something. One that fails is logged and keeps nobody else from hearing. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();
  readonly #what: string;
  readonly #log: Logger;

  /** `what` they listen to, for the log. */
  constructor(what: string, log: Logger) {
    this.#what = what;
    this.#log = log;
  }

  get size(): number {
    return this.#all.size;
  }

  add(listener: (value: T) => void): Disposable {
    this.#all.add(listener);
    return { dispose: () => void this.#all.delete(listener) };
  }

  tell(value: T): void {
    for (const listener of [...this.#all]) {
      try {
        listener(value);
      } catch (error) {
        this.#log.error(`A listener for ${this.#what} failed: ${String(error)}`);
      }
    }
  }

  clear(): void {
    this.#all.clear();
  }
}
