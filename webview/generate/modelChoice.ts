import type { Draft } from '../../src/shared/form.ts';
import type { Chosen } from '../../src/shared/protocol.ts';
import type { App } from './app.ts';
import { changesSince } from './draftPath.ts';

/**
 * The change to another model. The one under the cursor of the list is asked for ahead, so that its form can be drawn
 * at once when it is chosen; the extension keeps nothing of a look ahead.
 */
export class ModelChoice {
  private readonly app: App;
  private ahead:
    { readonly id: string; readonly draft: Draft; readonly state: Promise<Chosen | undefined> } | undefined;
  private looking = false;
  private next: string | undefined;

  constructor(app: App) {
    this.app = app;
  }

  /** One question at a time: of all that the cursor passes meanwhile, the last counts. */
  async lookAhead(id: string): Promise<void> {
    this.next = id;
    if (this.looking) return;
    this.looking = true;
    for (; this.next !== undefined; await this.ahead?.state) {
      const { draft, model } = this.app;
      const known = this.next === model || (this.ahead?.id === this.next && this.ahead.draft === draft);
      if (!known) this.ahead = { id: this.next, draft, state: this.look(this.next) };
      this.next = undefined;
    }
    this.looking = false;
  }

  /** Nothing, when it failed: the choice itself will say why. */
  private look(id: string): Promise<Chosen | undefined> {
    return this.app.rpc.ask('chooseModel', { id, ahead: true }).catch(() => undefined);
  }

  async choose(id: string): Promise<void> {
    const { app } = this;
    const before = app.snapshot;
    const kept = app.kept();
    let { draft } = app;
    const take = (chosen: Chosen): void => {
      const typed = changesSince(draft, app.draft);
      app.take({ models: app.snapshot?.models ?? [], ...chosen });
      ({ draft } = app);
      // What was typed while the answer was on its way goes along where the new model has a place for it.
      const params = app.snapshot?.model?.entry.params ?? {};
      for (const [name, value] of Object.entries(typed)) if (name in params) app.set([name], value);
    };
    app.busy = true;
    // What went wrong with the former one is no news of this one.
    app.problem = undefined;
    app.changed();
    const ahead = this.ahead?.id === id && this.ahead.draft === draft ? this.ahead.state : undefined;
    this.ahead = undefined;
    await app.attempt(async () => {
      const asked = app.rpc.ask('chooseModel', { id });
      try {
        const early = ahead === undefined ? undefined : await Promise.race([ahead, asked]);
        if (early !== undefined) take(early);
        take(await asked);
      } catch (error) {
        if (before !== undefined) app.take(before, kept);
        throw error;
      }
    });
    app.busy = false;
    app.changed();
  }
}
