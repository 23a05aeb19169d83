import type { Cell } from '../../state.ts';

/** What the user approved in this workspace, each asked about once: folders, models of its settings, `kie.run`. */
export class Approvals {
  readonly #stored: Cell<readonly string[]>;

  /** @param stored - stored for the workspace, so that another one asks again. */
  constructor(stored: Cell<readonly string[]>) {
    this.#stored = stored;
  }

  has(approval: string): boolean {
    return this.#stored.get().includes(approval);
  }

  async add(approval: string): Promise<void> {
    if (!this.has(approval)) await this.#stored.set([...this.#stored.get(), approval]);
  }
}
