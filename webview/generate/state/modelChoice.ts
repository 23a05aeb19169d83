import type { Draft } from '../../../src/shared/form.ts';
import type { ModelState, Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import type { App } from './app.ts';
import { changesSince } from '../model/draftPath.ts';
import type { Saved } from '../model/savedState.ts';

interface Look {
  readonly id: string;
  readonly draft: Draft;
  readonly state: Promise<ModelState | undefined>;
}

/**
 * The change to another model. The one under the cursor of the list is asked for ahead, so that its form can be drawn
 * at once when it is chosen; the extension keeps nothing of a look ahead. Of several choices the last counts.
 */
export class ModelChoice {
  private readonly app: App;
  private ahead: Look | undefined;
  private looking = false;
  private next: string | undefined;
  private turn = 0;
  private wanted: string | undefined;
  private putOff: Snapshot | undefined;
  /** The top-level parameters that were changed while a model is on its way: the extension may not carry their values. */
  private readonly edited = new Set<string>();

  constructor(app: App) {
    this.app = app;
  }

  /** The model that was chosen last, whether it is there yet or not. */
  get last(): string | undefined {
    return this.wanted ?? this.app.model;
  }

  /**
   * A state that comes while a model is on its way is looked at after it: it may be of before, or of the very model without
   * what was typed into its form meanwhile.
   */
  putsOff(snapshot: Snapshot): boolean {
    if (this.wanted === undefined) return false;
    if (this.putOff === undefined || this.putOff.edition <= snapshot.edition) this.putOff = snapshot;
    return true;
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
  private look(id: string): Promise<ModelState | undefined> {
    return this.app.rpc.ask('chooseModel', { id, ahead: true }).catch(() => undefined);
  }

  async choose(id: string): Promise<void> {
    const { app } = this;
    const turn = ++this.turn;
    const counts = (): boolean => turn === this.turn;
    const [before, kept] = [app.snapshot, app.kept()];
    const look = this.ahead?.id === id && this.ahead.draft === app.draft ? this.ahead.state : undefined;
    this.ahead = undefined;
    this.next = undefined;
    this.wanted = id;
    // The choice carries over what the extension knows, and messages keep their order.
    app.evaluator.tell();
    app.busy = true;
    // What went wrong with the former one is no news of this one.
    app.problem = undefined;
    app.changed();
    let early: Draft | undefined;
    try {
      const asked = app.rpc.ask('chooseModel', { id });
      const seen = look === undefined ? undefined : await Promise.race([look, asked]);
      if (seen !== undefined && counts()) early = this.draw({ ...seen, ...app.news() });
      const chosen = await asked;
      if (counts()) this.settle(chosen, early);
    } catch (error) {
      if (!counts()) return;
      if (early !== undefined && before !== undefined) this.restore({ ...before, ...app.news() }, kept);
      app.evaluate();
      app.fail(error);
    }
    if (!counts()) return;
    this.wanted = undefined;
    this.edited.clear();
    app.busy = false;
    if (this.putOff !== undefined) app.hear(this.putOff);
    this.putOff = undefined;
    app.changed();
  }

  /** The extension has followed. What was drawn early goes on as it is by now, unless it became something else. */
  private settle(chosen: ModelState, early: Draft | undefined): void {
    const { app } = this;
    if (early === undefined || JSON.stringify(early) !== JSON.stringify(chosen.draft)) this.draw(chosen);
    else if (!this.isOver(chosen)) {
      const now = app.kept();
      if (now?.model !== chosen.model?.entry.id) return;
      app.take({ models: app.models, ...chosen }, now === undefined ? now : { ...now, edition: chosen.edition });
    }
  }

  /**
   * Draws the form of a model; returns the draft that it begins with. What was entered while the answer was on its way
   * goes along where the model has a parameter for it.
   */
  private draw(chosen: ModelState): Draft | undefined {
    const { app } = this;
    if (this.isOver(chosen)) return undefined;
    const entered = this.entered();
    app.take({ models: app.models, ...chosen });
    const { draft } = app;
    this.enter(entered);
    return draft;
  }

  /** Goes back to the model before, with what was entered since. */
  private restore(before: Snapshot, kept: Saved | undefined): void {
    const entered = this.entered();
    this.app.take(before, kept);
    this.enter(entered);
  }

  /** To be called when the user changed the draft. */
  noteEdits(before: Draft, after: Draft): void {
    if (this.wanted === undefined) return;
    for (const name of Object.keys(changesSince(before, after))) this.edited.add(name);
  }

  private entered(): Draft {
    return Object.fromEntries([...this.edited].map(name => [name, this.app.draft[name]]));
  }

  private enter(values: Draft): void {
    const params = this.app.snapshot?.model?.entry.params ?? {};
    for (const [name, value] of Object.entries(values)) if (name in params) this.app.set([name], value);
  }

  /** The extension has put another request into the form meanwhile. */
  private isOver({ edition }: ModelState): boolean {
    return edition < (this.app.snapshot?.edition ?? 0);
  }
}
