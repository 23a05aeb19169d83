import * as vscode from 'vscode';
import type { Engine } from '../../../../core/engine/api.ts';
import type { Draft, ModelSummary } from '../../../../shared/form.ts';
import type { MediaItem } from '../../../../shared/protocol/media.ts';
import type { ModelState, Snapshot } from '../../../../shared/protocol/snapshot.ts';
import type { Services } from '../../../services.ts';
import { draftMedia } from '../../../../core/models/mediaInput.ts';
import { withLowestPrice } from '../../../../core/models/pricing/lowestPrice.ts';
import { logFailure } from './memory.ts';
import type { FormMemory } from './memory.ts';
import type { PickerMemory } from '../../../common/input/pickerMemory.ts';
import { taskLines } from './taskLines.ts';
import { presetsFor } from '../presets/presetStore.ts';
import { mediaItem } from '../media/previews.ts';

/** Builds the state of the webview. */
export class FormState {
  readonly #services: Pick<Services, 'account' | 'log'>;
  readonly #engine: Engine;
  readonly #memory: FormMemory;
  readonly #picker: PickerMemory;
  readonly #dismissed = new Set<string>();

  constructor(services: Pick<Services, 'account' | 'log'>, engine: Engine, memory: FormMemory, picker: PickerMemory) {
    this.#services = services;
    this.#engine = engine;
    this.#memory = memory;
    this.#picker = picker;
  }

  /** The whole state. */
  async snapshot(webview: vscode.Webview): Promise<Snapshot> {
    const models: readonly ModelSummary[] = this.#engine.models
      .summaries()
      .map(summary => withLowestPrice(summary, this.#engine.models.entry(summary.id)));
    logFailure(this.#picker.recordSeen(models), this.#services.log);
    return {
      models,
      ...(vscode.l10n.bundle === undefined ? {} : { l10n: vscode.l10n.bundle }),
      ...(await this.chosen(webview))
    };
  }

  /** The state with the model of the form. */
  async chosen(webview: vscode.Webview): Promise<ModelState> {
    const { model, draft, carried } = this.#memory;
    if (model !== undefined) this.#memory.keepModel(model);
    return { ...(await this.of(model, draft, webview)), ...(carried === undefined ? {} : { carried }) };
  }

  /** The state with a model and a draft. `ahead`: for a look ahead, without tasks. */
  async of(model: string | undefined, draft: Draft, webview: vscode.Webview, ahead = false): Promise<ModelState> {
    const { edition, typed } = this.#memory;
    const form = model === undefined ? undefined : this.#engine.models.form(model);
    const [media, evaluation] = await Promise.all([
      this.media(model, draft, webview),
      model === undefined ? undefined : this.#engine.drafts.evaluateForm(model, draft)
    ]);
    // Read last, so that an older list of tasks is never posted after a newer one.
    const tasks = ahead ? { tasks: [] } : this.tasks();
    return {
      draft,
      edition,
      typed,
      media,
      account: this.#services.account.state,
      ...tasks,
      picker: this.#picker.state,
      presets: presetsFor(model),
      ...(model === undefined ? {} : { notes: this.#engine.watch.notes(model) }),
      ...(form === undefined || evaluation === undefined ? {} : { model: form, evaluation })
    };
  }

  tasks(): Pick<Snapshot, 'tasks' | 'moreTasks' | 'batch'> {
    return taskLines(this.#engine, this.#dismissed);
  }

  /** Hides the end of a task or a batch. */
  dismiss(id: string): void {
    this.#dismissed.add(id);
  }

  /** The media values of a draft, with their facts, by value. */
  async media(model: string | undefined, draft: Draft, webview: vscode.Webview): Promise<Snapshot['media']> {
    const entry = this.#engine.models.entry(model ?? '');
    if (entry === undefined) return {};
    const items = await Promise.all(draftMedia(entry, draft).map(value => mediaItem(this.#engine, webview, value)));
    return Object.fromEntries(items.map((item): [string, MediaItem] => [item.value, item]));
  }
}
