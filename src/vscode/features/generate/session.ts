import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { RequestMessage } from '../../../shared/protocol/messages.ts';
import { OPENS_LIST } from '../../../shared/protocol/requests.ts';
import type { ParamsOf, RequestName, ResultOf } from '../../../shared/protocol/requests.ts';
import type { Snapshot } from '../../../shared/protocol/snapshot.ts';
import { Views } from '../../ids.ts';
import type { OpenHow, Services } from '../../services.ts';
import { draftMedia } from '../../../core/models/mediaInput.ts';
import { createFocusQueue } from '../../../core/base/focusQueue.ts';
import { runViewCommand } from './requests/viewCommands.ts';
import { MediaSources } from './media/media.ts';
import { FormMemory } from './state/memory.ts';
import { PickerMemory } from '../../common/input/pickerMemory.ts';
import { chooseModel } from './requests/chooseModel.ts';
import type { FormParts } from './requests/chooseModel.ts';
import { requestTexts } from './requests/requestPreview.ts';
import { quote, runForm } from './requests/run.ts';
import { FormState } from './state/snapshot.ts';
import { presetsFor } from './presets/presetStore.ts';
import { audioBytes } from './media/previews.ts';

type Handlers = {
  readonly [N in RequestName]: (params: ParamsOf<N>, webview: vscode.Webview) => Promise<ResultOf<N>>;
};

/** The services that the Generate view uses. */
export type SessionServices = Pick<
  Services,
  | 'account'
  | 'ask'
  | 'context'
  | 'dailyLimit'
  | 'drawOnImage'
  | 'form'
  | 'key'
  | 'livePrices'
  | 'log'
  | 'output'
  | 'state'
>;

/** The extension's end of the Generate view: answers the requests of the webview. */
export class GenerateSession {
  readonly #services: SessionServices;
  readonly #engine: Engine;
  readonly #memory: FormMemory;
  readonly #picker: PickerMemory;
  readonly #sources: MediaSources;
  readonly #state: FormState;
  readonly #pushSnapshot: () => Promise<void>;
  readonly #focusQueue = createFocusQueue(() => vscode.commands.executeCommand(`${Views.generate}.focus`));
  readonly #handlers: Handlers = {
    ready: async (_, webview) => ({ snapshot: await this.snapshot(webview) }),
    chooseModel: ({ id, ahead }, webview) => {
      if (ahead !== true) void this.#engine.watch.check(id);
      return chooseModel(this.#formParts(), { to: this.#entry(id), ahead: ahead === true, webview });
    },
    evaluate: (params, webview) => this.#evaluate(params, webview),
    pickMedia: (params, webview) => this.#sources.pick(params, webview),
    pickEarlier: params => this.#pickEarlier(params),
    promptHistory: async () => {
      const { promptHistory } = await import('../../../core/engine/promptHistory.ts');
      return { prompts: promptHistory(this.#engine) };
    },
    importMedia: ({ files }, webview) => this.#sources.importFiles(files, webview),
    readAudio: ({ value }) => this.#readAudio(value),
    loadSample: async (params, webview) =>
      (await import('./media/samples.ts')).loadSample(this.#engine, webview, params),
    drawOnImage: async params => {
      const { drawOnImage } = await import('./requests/drawOnImage.ts');
      const [services, sources, show] = [this.#services, this.#sources, this.#pushSnapshot];
      await drawOnImage({ engine: this.#engine, memory: this.#memory, services, sources, show }, params);
      return {};
    },
    changePicker: params => this.#picker.change(params),
    previewRequest: ({ model, draft }) => requestTexts(this.#engine, this.#entry(model), draft),
    pickPrompts: async params => (await import('./requests/pickPrompts.ts')).pickPrompts(params),
    quote: params => quote(this.#engine, this.#entry(params.model), params),
    savePreset: async ({ model, draft }) => {
      await (await import('./presets/presets.ts')).savePreset(this.#entry(model), draft);
      return { presets: presetsFor(model) };
    },
    removePreset: async ({ model }) => {
      await (await import('./presets/presets.ts')).removePreset(model);
      return { presets: presetsFor(model) };
    },
    run: params => runForm(this.#services, this.#engine, params),
    command: async params => {
      const { model } = this.#memory;
      await runViewCommand(
        { services: this.#services, engine: this.#engine, dismiss: id => this.#state.dismiss(id), model },
        params
      );
      return {};
    }
  };

  /** `pushSnapshot`: posts the state, after a change that the webview did not make. */
  constructor(services: SessionServices, engine: Engine, pushSnapshot: () => Promise<void>) {
    const { context, log } = services;
    this.#pushSnapshot = pushSnapshot;
    const memory = new FormMemory(services.state, engine, log);
    this.#services = services;
    this.#engine = engine;
    this.#memory = memory;
    this.#picker = new PickerMemory(services.state);
    this.#sources = new MediaSources(engine, context.globalStorageUri, () => memory.drafts());
    this.#state = new FormState(services, engine, memory, this.#picker);
  }

  /** The request in the form. */
  get current(): { readonly model?: string; readonly draft: Draft } {
    const { model, draft } = this.#memory;
    return { ...(model === undefined ? {} : { model }), draft };
  }

  /** Puts a request into the form. */
  open(model: string, draft: Draft, how?: OpenHow): Promise<void> {
    return this.#memory.open(model, draft, how);
  }

  snapshot(webview: vscode.Webview): Promise<Snapshot> {
    // A snapshot with new notes about the model follows when they are known.
    if (this.#memory.model !== undefined) void this.#engine.watch.check(this.#memory.model);
    // So does one with new models.
    void this.#engine.liveModels.refresh();
    return this.#state.snapshot(webview);
  }

  tasks(): Pick<Snapshot, 'tasks' | 'moreTasks' | 'batch'> {
    return this.#state.tasks();
  }

  /** Answers one request of the webview. */
  answer<N extends RequestName>(message: RequestMessage<N>, webview: vscode.Webview): Promise<ResultOf<N>> {
    const answer = (): Promise<ResultOf<N>> => this.#handlers[message.name](message.params, webview);
    return OPENS_LIST.has(message.name) ? this.#focusQueue(answer) : answer();
  }

  async #pickEarlier({ model, name }: ParamsOf<'pickEarlier'>): Promise<ResultOf<'pickEarlier'>> {
    const { pickEarlier } = await import('./requests/previousResults.ts');
    return pickEarlier(this.#engine, this.#entry(model), name);
  }

  /** Reads files of the draft only: the webview must not read others. */
  async #readAudio(value: string): Promise<ResultOf<'readAudio'>> {
    const { model, draft } = this.#memory;
    const entry = this.#engine.models.entry(model ?? '');
    if (entry === undefined || !draftMedia(entry, draft).includes(value)) return {};
    const data = await audioBytes(value);
    return data === undefined ? {} : { data };
  }

  #formParts(): FormParts {
    return {
      engine: this.#engine,
      memory: this.#memory,
      picker: this.#picker,
      state: this.#state,
      log: this.#services.log
    };
  }

  async #evaluate(params: ParamsOf<'evaluate'>, webview: vscode.Webview): Promise<ResultOf<'evaluate'>> {
    const { revision, model, draft } = params;
    this.#memory.keepDraft(params);
    void this.#engine.watch.check(model);
    const [evaluation, media] = await Promise.all([
      this.#engine.drafts.evaluateForm(model, draft),
      this.#state.media(model, draft, webview)
    ]);
    return { revision, evaluation, media };
  }

  /** @throws when there is no such model */
  #entry(id: string): ModelEntry {
    const entry = this.#engine.models.entry(id);
    if (entry === undefined) throw new Error(vscode.l10n.t('Model "{0}" not found.', id));
    return entry;
  }
}
