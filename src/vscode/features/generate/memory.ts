import type * as vscode from 'vscode';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Engine } from '../../../core/engine/api.ts';
import type { Logger } from '../../../core/base/ports.ts';
import type { Draft } from '../../../shared/form.ts';
import { Settings } from '../../contributions.ts';
import { recentModels } from '../../common/recentModels.ts';
import { textSetting } from '../../common/settings.ts';

const MODEL = 'kie.form.model';
const DRAFT = 'kie.form.draft.';
const EDITION = 'kie.form.edition';
const TYPED = 'kie.form.typed';

/** What the form works on: the model, and the draft of each, kept in the workspace. */
export class FormMemory {
  readonly #workspace: vscode.Memento;
  readonly #everywhere: vscode.Memento;
  readonly #engine: Engine;
  readonly #log: Logger;

  constructor(context: vscode.ExtensionContext, engine: Engine, log: Logger) {
    this.#workspace = context.workspaceState;
    this.#everywhere = context.globalState;
    this.#engine = engine;
    this.#log = log;
  }

  get model(): string | undefined {
    const remembered = [
      this.#workspace.get<string>(MODEL),
      ...recentModels(this.#everywhere),
      textSetting(Settings.formModel)
    ];
    return (
      remembered.find(id => id !== undefined && this.#engine.entry(id) !== undefined) ?? this.#engine.models()[0]?.id
    );
  }

  get draft(): Draft {
    return this.draftOf(this.model ?? '');
  }

  /** What was entered for a model; before anything was, what its form begins with. */
  draftOf(model: string): Draft {
    return this.#workspace.get<Draft>(DRAFT + model) ?? this.#engine.entry(model)?.start ?? {};
  }

  /** All that was entered, whatever the model. */
  drafts(): readonly unknown[] {
    const keys = this.#workspace.keys().filter(key => key.startsWith(DRAFT));
    return keys.map(key => this.#workspace.get(key));
  }

  /** Which request the form was given last; see `Snapshot`. */
  get edition(): number {
    return this.#workspace.get<number>(EDITION) ?? 0;
  }

  /** How many changes of the page the draft has; see `Snapshot`. */
  get typed(): number {
    return this.#workspace.get<number>(TYPED) ?? 0;
  }

  /** Makes this the request of the form; with `merge`, over what was entered for the model before. */
  async open(model: string, draft: Draft, how: 'replace' | 'merge' = 'replace'): Promise<void> {
    const before = how === 'merge' ? this.draftOf(model) : {};
    // All can be read at once; that they are written down is what takes its time.
    await Promise.all([
      this.#workspace.update(MODEL, model),
      // Grows over sessions, too, whatever of them was written down.
      this.#workspace.update(EDITION, Math.max(Date.now(), this.edition + 1)),
      this.#workspace.update(TYPED, 0),
      this.#workspace.update(DRAFT + model, { ...before, ...draft })
    ]);
  }

  /** From now on it is the model of this workspace, whatever is used elsewhere: the page goes on showing it. */
  keepModel(model: string): void {
    if (this.#workspace.get(MODEL) !== model) keep(this.#workspace.update(MODEL, model), this.#log);
  }

  /** `typed`: which change of the page this is, when it says. */
  keepDraft(model: string, draft: Draft, typed?: number): void {
    if (typed !== undefined && model === this.model) keep(this.#workspace.update(TYPED, typed), this.#log);
    keep(this.#workspace.update(DRAFT + model, draft), this.#log);
  }
}

/** What is kept can be read at once; that it is written down is nothing an answer waits for. */
export function keep(writing: Thenable<void>, log: Logger): void {
  writing.then(undefined, (error: unknown) => log.warn(`Generate view: ${messageOf(error)}`));
}
