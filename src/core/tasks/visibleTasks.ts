import type { Disposable } from '../base/ports.ts';

/** The tasks that a person looks at now, in any number of views. */
export class Watched {
  readonly #views = new Set<ReadonlySet<string>>();

  add(localIds: readonly string[]): Disposable {
    const view = new Set(localIds);
    this.#views.add(view);
    return { dispose: () => void this.#views.delete(view) };
  }

  has(localId: string): boolean {
    return [...this.#views].some(view => view.has(localId));
  }
}
