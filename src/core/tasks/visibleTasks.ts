import type { Disposable } from '../base/ports.ts';

/** Tasks that are visible to the user in any view. */
export class VisibleTasks {
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
