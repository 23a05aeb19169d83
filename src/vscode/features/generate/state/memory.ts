import { messageOf } from '../../../../shared/messageOf.ts';
import { promptAfter, withPrompt } from '../../../../core/models/sessionPrompt.ts';
import { mainPrompt, promptText } from '../../../../shared/catalog/mainPrompt.ts';
import type { Engine } from '../../../../core/engine/api.ts';
import type { Logger } from '../../../../core/base/ports.ts';
import type { Carried, Draft } from '../../../../shared/form.ts';
import type { ParamsOf } from '../../../../shared/protocol/requests.ts';
import { textSetting } from '../../../common/settings.ts';
import type { OpenHow } from '../../../services.ts';
import type { State } from '../../../state.ts';

/** The draft of a model in the webview; `edition` and `typed` as in a snapshot. */
export type PageDraft = Pick<ParamsOf<'evaluate'>, 'model' | 'draft' | 'edition' | 'typed'>;

/** The model of the form and the draft of each model, stored in the workspace state. */
export class FormMemory {
  readonly #cells: State;
  readonly #engine: Engine;
  readonly #log: Logger;
  /** The edition in which the last request was opened, by model. */
  readonly #openedAt = new Map<string, number>();

  constructor(cells: State, engine: Engine, log: Logger) {
    this.#cells = cells;
    this.#engine = engine;
    this.#log = log;
  }

  get model(): string | undefined {
    const remembered = [this.#cells.formModel.get(), ...this.#cells.recentModels.get(), textSetting('kie.form.model')];
    return (
      remembered.find(id => id !== undefined && this.#engine.models.entry(id) !== undefined) ??
      this.#engine.models.summaries()[0]?.id
    );
  }

  /** The values that the last change to the model of the form carried over; see {@link carriedInto}. */
  get carried(): Carried | undefined {
    return this.carriedInto(this.model ?? '');
  }

  set carried(carried: Carried | undefined) {
    if (this.model !== undefined) this.#setCarried(this.model, carried);
  }

  /** The values that the last change to this model carried over; undefined once another request was opened for it. */
  carriedInto(model: string): Carried | undefined {
    return this.#cells.formCarried.get(model);
  }

  #setCarried(model: string, carried: Carried | undefined): void {
    if (carried !== this.carriedInto(model)) logFailure(this.#cells.formCarried.set(model, carried), this.#log);
  }

  get draft(): Draft {
    return this.draftOf(this.model ?? '');
  }

  /** The draft of a model; before anything was entered, the initial values of its form. */
  draftOf(model: string): Draft {
    return this.#cells.formDrafts.get(model) ?? this.#engine.models.entry(model)?.start ?? {};
  }

  /** The drafts of all models. */
  drafts(): readonly unknown[] {
    return this.#cells.formDrafts.all();
  }

  /** Grows with each request opened in the form; see `Snapshot`. */
  get edition(): number {
    return this.#cells.formEdition.get();
  }

  /** The number of changes of the webview in the draft; see `Snapshot`. */
  get typed(): number {
    return this.#cells.formTyped.get();
  }

  /** Puts a request into the form. */
  async open(model: string, draft: Draft, how: OpenHow = 'replace'): Promise<void> {
    const before = this.#valuesBelow(model, how);
    this.#setCarried(model, how === 'session' ? this.#carriedPrompt(model, before, draft) : undefined);
    this.#keepPrompt(model, { ...before, ...draft });
    // Grows across sessions, even if the last edition was not saved.
    const edition = Math.max(Date.now(), this.edition + 1);
    this.#openedAt.set(model, edition);
    // A memento returns new values at once; saving them takes time.
    await Promise.all([
      this.#cells.formModel.set(model),
      this.#cells.formEdition.set(edition),
      this.#cells.formTyped.set(0),
      this.#cells.formDrafts.set(model, { ...before, ...draft })
    ]);
  }

  /**
   * Sets values in the draft of a model, also of one that the form does not show; undefined removes a value. The webview
   * takes the draft over with the next snapshot.
   */
  async fill(model: string, values: Draft): Promise<void> {
    const draft = Object.entries({ ...this.draftOf(model), ...values }).filter(([, value]) => value !== undefined);
    const edition = Math.max(Date.now(), this.edition + 1);
    this.#openedAt.set(model, edition);
    await Promise.all([
      this.#cells.formDrafts.set(model, Object.fromEntries(draft)),
      ...(model === this.model ? [this.#cells.formEdition.set(edition), this.#cells.formTyped.set(0)] : [])
    ]);
  }

  #valuesBelow(model: string, how: OpenHow): Draft {
    if (how === 'merge') return this.draftOf(model);
    const entry = how === 'replace' ? undefined : this.#engine.models.entry(model);
    if (entry === undefined) return {};
    return withPrompt(
      entry,
      entry.start ?? {},
      how === 'session' ? this.prompt : promptText(entry, this.draftOf(model))
    );
  }

  /** The session prompt, if it fills an optional parameter of the model. */
  #carriedPrompt(model: string, below: Draft, draft: Draft): Carried | undefined {
    const name = mainPrompt(this.#engine.models.entry(model) ?? { params: {} });
    if (name === undefined || this.#engine.models.entry(model)?.params[name]?.required === true) return undefined;
    const isCarried = this.prompt !== '' && below[name] === this.prompt && draft[name] === undefined;
    return isCarried ? { values: { [name]: this.prompt }, before: {} } : undefined;
  }

  /** Makes it the model of this workspace, so that models used in other workspaces do not replace it. */
  keepModel(model: string): void {
    if (this.#cells.formModel.get() !== model) logFailure(this.#cells.formModel.set(model), this.#log);
  }

  /** The last prompt, of any model. */
  get prompt(): string {
    return this.#cells.formPrompt.get();
  }

  #keepPrompt(model: string, draft: Draft): void {
    const entry = this.#engine.models.entry(model);
    if (entry === undefined) return;
    const prompt = promptAfter(entry, this.prompt, this.draftOf(model), draft);
    if (prompt !== this.prompt) logFailure(this.#cells.formPrompt.set(prompt), this.#log);
  }

  /** Stores the draft of the webview, unless another request was opened for the model since. */
  keepDraft({ model, draft, edition, typed }: PageDraft): void {
    if (edition < (this.#openedAt.get(model) ?? 0)) return;
    if (model === this.model) logFailure(this.#cells.formTyped.set(typed), this.#log);
    this.#keepPrompt(model, draft);
    logFailure(this.#cells.formDrafts.set(model, draft), this.#log);
  }
}

/** Logs a failed write. Answers do not wait for writes: a memento returns new values at once. */
export function logFailure(writing: Thenable<void>, log: Logger): void {
  writing.then(undefined, (error: unknown) => log.warn(`Generate view: ${messageOf(error)}`));
}
