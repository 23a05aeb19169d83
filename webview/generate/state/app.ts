import type { Draft, Evaluation, FieldMode, FieldState } from '../../../src/shared/form.ts';
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import type { Push } from '../../../src/shared/protocol/messages.ts';
import type { ParamsOf, RequestTexts, ViewCommand } from '../../../src/shared/protocol/requests.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import type { Rpc } from '../../rpc.ts';
import { getAt, isWithin, pathOf, setInDraft } from '../model/draftPath.ts';
import type { Keys } from '../model/draftPath.ts';
import { Evaluator } from './evaluator.ts';
import { ModelChoice } from './modelChoice.ts';
import { Modes } from '../model/modes.ts';
import { Runner } from './runner.ts';
import { refreshRequest } from './requestActions.ts';
import { isBehind, latest, readSaved, reconcile } from '../model/savedState.ts';
import type { Saved } from '../model/savedState.ts';
import type { Tool } from '../model/tool.ts';
import { Touched } from '../model/touched.ts';

/** What the page keeps over a hide; VS Code holds it. */
export interface Store {
  get(): unknown;
  set(state: Saved): void;
}

export type Panel = 'presets' | 'batch' | 'request' | 'price';

type News = Pick<Snapshot, 'models' | 'account' | 'tasks' | 'batch' | 'picker'>;

/** What has nothing to do with the model or the draft. */
const newsOf = ({ models, account, tasks, batch, picker }: Snapshot): News => ({
  models,
  account,
  tasks,
  batch,
  picker
});

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The state of the page and everything that changes it. `changed` is called after each change, to draw it. */
export class App {
  snapshot: Snapshot | undefined;
  draft: Draft = {};
  evaluation: Evaluation | undefined;
  media: Readonly<Record<string, MediaItem>> = {};
  /** A sentence for the person, when something went wrong between the page and the extension. */
  problem: string | undefined;
  busy = false;
  /** What is open above the Run button. */
  panel: Panel | undefined;
  /** What is open over the form. */
  tool: Tool | undefined;
  /** What would be sent, while the person looks at it. */
  request: RequestTexts | undefined;
  readonly rpc: Rpc;
  readonly changed: () => void;
  readonly touched = new Touched();
  readonly modes = new Modes();
  readonly evaluator: Evaluator;
  readonly runner: Runner;
  readonly choice: ModelChoice;
  private focused: string | undefined;
  private readonly variants = new Map<string, number>();
  private readonly flags = new Map<string, boolean>();
  private readonly store: Store;

  constructor(rpc: Rpc, store: Store, changed: () => void, rest: (callback: () => void, ms: number) => void) {
    this.rpc = rpc;
    this.store = store;
    this.changed = changed;
    this.runner = new Runner(this, rest);
    this.choice = new ModelChoice(this);
    this.evaluator = new Evaluator(
      rpc,
      () => (this.model === undefined ? undefined : this.kept()),
      ({ evaluation, media }) => {
        this.evaluation = evaluation;
        this.know(Object.values(media));
        this.runner.requote();
        void refreshRequest(this);
        this.changed();
      },
      error => this.fail(error)
    );
  }

  /** The id of the model that is shown. */
  get model(): string | undefined {
    return this.snapshot?.model?.entry.id;
  }

  get models(): Snapshot['models'] {
    return this.snapshot?.models ?? [];
  }

  news(): Partial<News> {
    return this.snapshot === undefined ? {} : newsOf(this.snapshot);
  }

  /** Takes over the whole state that was asked for by `ready`, with what was typed before the view was hidden. */
  async start(state: Promise<Snapshot>): Promise<void> {
    await this.attempt(async () => {
      let snapshot = await state;
      const saved = readSaved(this.store.get());
      if (saved !== undefined && snapshot.model === undefined && snapshot.models.some(({ id }) => id === saved.model)) {
        snapshot = { ...snapshot, ...(await this.rpc.ask('chooseModel', { id: saved.model })) };
      }
      this.take(snapshot, saved);
    });
  }

  onPush(push: Push): void {
    switch (push.type) {
      case 'snapshot':
        if (!this.choice.putsOff(push.snapshot)) this.hear(push.snapshot);
        break;
      case 'account':
        this.patch({ account: push.account });
        break;
      case 'tasks':
        this.patch({ tasks: push.tasks, batch: push.batch });
        break;
    }
    this.changed();
  }

  /** Takes over a state that the host tells of its own accord. */
  hear(snapshot: Snapshot): void {
    const now = this.kept();
    if (isBehind(snapshot, now)) this.patch(newsOf(snapshot));
    else this.take(snapshot, now);
  }

  fail(error: unknown): void {
    this.problem = errorText(error);
    this.changed();
  }

  dismiss(): void {
    this.problem = undefined;
    this.changed();
  }

  /** Does something with the host; what goes wrong is shown. */
  async attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Takes over a part of the state that the host gave anew. */
  patch(part: Partial<Snapshot>): void {
    if (this.snapshot !== undefined) this.snapshot = { ...this.snapshot, ...part };
  }

  /** What the page knows better than the host. */
  kept(): Saved | undefined {
    const { model, draft, snapshot } = this;
    if (model === undefined || snapshot === undefined) return undefined;
    return { model, draft, edition: snapshot.edition, typed: snapshot.typed };
  }

  /** Takes over the whole state; `saved`: what the page knows of this model that the host may not know yet. */
  take(snapshot: Snapshot, saved?: Saved): void {
    const before = this.model;
    const draft = reconcile(snapshot, saved);
    const kept = draft !== snapshot.draft;
    const { edition, typed } = latest(snapshot, saved);
    // Never less than before: of what is on its way the host may still hear.
    this.snapshot = { ...snapshot, edition, typed: Math.max(typed, this.snapshot?.typed ?? 0) };
    if (!kept) {
      this.modes.follow();
      // What is still being said of another draft does not count any more.
      this.evaluator.drop();
    }
    this.draft = draft;
    this.know(Object.values(snapshot.media));
    if (!kept || this.evaluation === undefined) this.evaluation = snapshot.evaluation;
    if (before !== this.model) this.forget();
    this.save();
    this.changed();
    if (snapshot.model !== undefined && (kept || snapshot.evaluation === undefined)) this.evaluate();
  }

  private forget(): void {
    this.focused = undefined;
    this.touched.forget();
    this.modes.forget();
    this.variants.clear();
    this.flags.clear();
    this.panel = undefined;
    this.tool = undefined;
    this.request = undefined;
    this.runner.setBatch({ times: 1 });
  }

  private save(): void {
    const saved = this.kept();
    if (saved !== undefined) this.store.set(saved);
  }

  get(keys: Keys): unknown {
    return getAt(this.draft, keys);
  }

  field(keys: Keys): FieldState {
    return this.evaluation?.fields[pathOf(keys)] ?? {};
  }

  /** Sets a value, or takes it away with `undefined`, and asks the host what it makes of the draft now. */
  set(keys: Keys, value: unknown): void {
    this.touched.add(pathOf(keys));
    this.replace(setInDraft(this.draft, keys, value));
  }

  /** Takes over a whole draft and asks the host what it makes of it. */
  replace(draft: Draft): void {
    this.choice.noteEdits(this.draft, draft);
    this.draft = draft;
    this.patch({ typed: (this.snapshot?.typed ?? 0) + 1 });
    this.save();
    this.changed();
    this.evaluate();
  }

  openPanel(panel: Panel | undefined): void {
    this.panel = panel;
    this.request = undefined;
    void refreshRequest(this);
    this.changed();
    // KIE's own list may say something else than the table; what it says comes with the next evaluation.
    if (panel === 'price') void this.command('openPrice').then(() => this.evaluate());
  }

  openTool(tool: Tool | undefined): void {
    this.tool = tool;
    this.changed();
  }

  /** The field at `keys` has received the focus. */
  focus(keys: Keys): void {
    this.focused = pathOf(keys);
  }

  /** The focus has left the field at `keys`: from now on its problems are shown. */
  leave(keys: Keys): void {
    const path = pathOf(keys);
    if (this.focused === path) this.focused = undefined;
    this.touched.add(path);
    this.changed();
  }

  /** Whether the focus is in the field at `path`, or in a field inside it. */
  isFocused(path: string): boolean {
    return this.focused !== undefined && isWithin(this.focused, path);
  }

  chooseMode(mode: FieldMode, index: number): void {
    this.replace(this.modes.choose(mode, index, this.draft));
  }

  variant(path: string): number | undefined {
    return this.variants.get(path);
  }

  chooseVariant(keys: Keys, index: number): void {
    this.variants.set(pathOf(keys), index);
    if (this.get(keys) === undefined) this.changed();
    else this.set(keys, undefined);
  }

  flag(name: string): boolean | undefined {
    return this.flags.get(name);
  }

  setFlag(name: string, value: boolean): void {
    if (this.flags.get(name) === value) return;
    this.flags.set(name, value);
    this.changed();
  }

  evaluate(): void {
    this.evaluator.ask();
  }

  know(items: readonly MediaItem[]): void {
    this.media = { ...this.media, ...Object.fromEntries(items.map(item => [item.value, item])) };
  }

  async command(name: ViewCommand, more: Omit<ParamsOf<'command'>, 'name'> = {}): Promise<void> {
    await this.attempt(async () => {
      await this.rpc.ask('command', { name, ...more });
    });
  }
}
