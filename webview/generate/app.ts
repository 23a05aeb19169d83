import type { Draft, Evaluation, FieldState } from '../../src/shared/form.ts';
import type { MediaKind } from '../../src/shared/model.ts';
import type { MediaItem, Push, Snapshot, ViewCommand } from '../../src/shared/protocol.ts';
import { isEvaluated, isPicked, isSnapshot } from '../guards.ts';
import type { Rpc } from '../rpc.ts';
import { changesSince, getAt, isWithin, pathOf, setInDraft } from './draftPath.ts';
import type { Keys } from './draftPath.ts';
import { readSaved, reconcile } from './savedState.ts';
import type { Saved } from './savedState.ts';

/** What the page keeps over a hide; VS Code holds it. */
export interface Store {
  get(): unknown;
  set(state: Saved): void;
}

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Milliseconds for which the button rests after a click, so that a slip of the finger does not buy twice. */
const REST = 1000;

/** The state of the page and everything that changes it. `changed` is called after each change, to draw it. */
export class App {
  snapshot: Snapshot | undefined;
  draft: Draft = {};
  evaluation: Evaluation | undefined;
  media: Readonly<Record<string, MediaItem>> = {};
  /** A sentence for the person, when something went wrong between the page and the extension. */
  problem: string | undefined;
  running = false;
  /** A run was asked for: now missing values are worth a word. */
  attempted = false;
  busy = false;
  /** Said by screen readers. */
  announcement = '';
  private readonly touched = new Set<string>();
  private readonly variants = new Map<string, number>();
  private readonly flags = new Map<string, boolean>();
  private revision = 0;
  private acked = '';
  private asking = false;
  private dirty = false;
  private readonly rpc: Rpc;
  private readonly store: Store;
  private readonly changed: () => void;
  private readonly rest: (callback: () => void, ms: number) => void;

  constructor(rpc: Rpc, store: Store, changed: () => void, rest: (callback: () => void, ms: number) => void) {
    this.rpc = rpc;
    this.store = store;
    this.changed = changed;
    this.rest = rest;
  }

  /** Says `ready` and takes over the whole state, with what was typed before the view was hidden. */
  async start(): Promise<void> {
    try {
      let snapshot = await this.askSnapshot('ready', {});
      const saved = readSaved(this.store.get());
      if (saved !== undefined && snapshot.model === undefined && snapshot.models.some(({ id }) => id === saved.model)) {
        snapshot = await this.askSnapshot('chooseModel', { id: saved.model });
      }
      this.take(snapshot, saved);
    } catch (error) {
      this.fail(error);
    }
  }

  onPush(push: Push): void {
    switch (push.type) {
      case 'snapshot':
        this.take(push.snapshot, this.savedNow());
        break;
      case 'account':
        if (this.snapshot !== undefined) this.snapshot = { ...this.snapshot, account: push.account };
        break;
      case 'tasks':
        if (this.snapshot !== undefined) this.snapshot = { ...this.snapshot, tasks: push.tasks };
        break;
    }
    this.changed();
  }

  fail(error: unknown): void {
    this.problem = errorText(error);
    this.changed();
  }

  dismiss(): void {
    this.problem = undefined;
    this.changed();
  }

  private async askSnapshot(name: 'ready', params: Readonly<Record<string, never>>): Promise<Snapshot>;
  private async askSnapshot(name: 'chooseModel', params: { readonly id: string }): Promise<Snapshot>;
  private async askSnapshot(
    name: 'ready' | 'chooseModel',
    params: { readonly id: string } | Readonly<Record<string, never>>
  ): Promise<Snapshot> {
    const result: unknown = await this.rpc.ask<'ready' | 'chooseModel'>(name, params);
    if (!isSnapshot(result)) throw new Error(`Unreadable answer to ${name}`);
    return result;
  }

  private savedNow(): Saved | undefined {
    const id = this.snapshot?.model?.entry.id;
    return id === undefined ? undefined : { model: id, draft: this.draft, acked: this.acked };
  }

  private take(snapshot: Snapshot, saved: Saved | undefined): void {
    const before = this.snapshot?.model?.entry.id;
    this.snapshot = snapshot;
    const draft = reconcile(snapshot, saved);
    const kept = draft !== snapshot.draft;
    this.draft = draft;
    this.media = { ...this.media, ...snapshot.media };
    this.acked = JSON.stringify(snapshot.draft);
    if (!kept || this.evaluation === undefined) this.evaluation = snapshot.evaluation;
    if (before !== snapshot.model?.entry.id) this.forget();
    this.save();
    this.changed();
    if (snapshot.model !== undefined && (kept || snapshot.evaluation === undefined)) this.evaluate();
  }

  private forget(): void {
    this.touched.clear();
    this.variants.clear();
    this.flags.clear();
    this.attempted = false;
  }

  private save(): void {
    const saved = this.savedNow();
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
    this.draft = setInDraft(this.draft, keys, value);
    this.touched.add(pathOf(keys));
    this.save();
    this.changed();
    this.evaluate();
  }

  touch(keys: Keys): void {
    const path = pathOf(keys);
    if (this.touched.has(path)) return;
    this.touched.add(path);
    this.changed();
  }

  /** Whether problems at this path are to be shown: it, or something inside of it, was touched. */
  isTouched(path: string): boolean {
    if (this.attempted) return true;
    for (const touched of this.touched) if (isWithin(touched, path)) return true;
    return path === '' && this.touched.size > 0;
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

  /** One question at a time; what changes meanwhile goes out with the next. */
  private evaluate(): void {
    this.dirty = true;
    if (!this.asking) void this.askEvaluations();
  }

  private async askEvaluations(): Promise<void> {
    this.asking = true;
    try {
      while (this.dirty) {
        this.dirty = false;
        const revision = ++this.revision;
        const { draft } = this;
        const model = this.snapshot?.model;
        if (model === undefined) continue;
        const result: unknown = await this.rpc.ask('evaluate', { revision, model: model.entry.id, draft });
        if (!isEvaluated(result)) throw new Error('Unreadable answer to evaluate');
        // The model may have changed meanwhile: what was said about the former one does not count.
        if (model.entry.id !== this.snapshot?.model?.entry.id || result.revision !== revision) continue;
        this.acked = JSON.stringify(draft);
        this.evaluation = result.evaluation;
        this.media = { ...this.media, ...result.media };
        this.save();
        this.changed();
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.asking = false;
    }
  }

  async chooseModel(id: string): Promise<void> {
    const before = this.draft;
    this.busy = true;
    this.changed();
    try {
      const snapshot = await this.askSnapshot('chooseModel', { id });
      const typed = changesSince(before, this.draft);
      this.take(snapshot, undefined);
      // What was typed while the answer was on its way goes along where the new model has a place for it.
      const params = snapshot.model?.entry.params ?? {};
      for (const [name, value] of Object.entries(typed)) if (name in params) this.set([name], value);
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy = false;
      this.changed();
    }
  }

  /** Lets the person choose files; those that come are added to a list, or take the place of a single one. */
  async pick(keys: Keys, kind: MediaKind, many: boolean, accept: readonly string[]): Promise<void> {
    try {
      const result: unknown = await this.rpc.ask('pickMedia', { kind, many, accept });
      if (!isPicked(result)) throw new Error('Unreadable answer to pickMedia');
      if (result.items.length === 0) return;
      this.media = { ...this.media, ...Object.fromEntries(result.items.map(item => [item.value, item])) };
      this.addMedia(
        keys,
        many,
        result.items.map(item => item.value)
      );
    } catch (error) {
      this.fail(error);
    }
  }

  addMedia(keys: Keys, many: boolean, values: readonly string[]): void {
    const present = this.get(keys);
    if (many) this.set(keys, [...(Array.isArray(present) ? (present as unknown[]) : []), ...values]);
    else if (values[0] !== undefined) this.set(keys, values[0]);
  }

  /** Runs once, and not again before the answer came and the button had its rest. */
  async run(): Promise<void> {
    const model = this.snapshot?.model?.entry.id;
    if (this.running || this.busy || model === undefined) return;
    this.attempted = true;
    if (!this.asking && (this.evaluation?.issues.length ?? 0) > 0) {
      this.changed();
      return;
    }
    this.running = true;
    this.problem = undefined;
    this.changed();
    const rested = new Promise<void>(resolve => this.rest(resolve, REST));
    try {
      const { started } = await this.rpc.ask('run', { model, draft: this.draft });
      if (started) this.attempted = false;
      else this.evaluate();
    } catch (error) {
      this.fail(error);
    }
    await rested;
    this.running = false;
    this.changed();
  }

  async command(name: ViewCommand, localId?: string): Promise<void> {
    try {
      await this.rpc.ask('command', { name, ...(localId === undefined ? {} : { localId }) });
    } catch (error) {
      this.fail(error);
    }
  }
}
