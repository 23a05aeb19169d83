import type { Cell } from '../../state.ts';

/** The user's approvals in this workspace, each requested once: folders, models of workspace settings, `kie.run`. */
export class Approvals {
  readonly #stored: Cell<readonly string[]>;

  /** @param stored - the approvals of one workspace, so that another workspace asks again. */
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
