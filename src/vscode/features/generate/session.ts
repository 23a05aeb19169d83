import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { Draft } from '../../../shared/form.ts';
import type { ModelEntry } from '../../../shared/model.ts';
import type { Chosen, RequestName, Requests, Snapshot, ToHost } from '../../../shared/protocol.ts';
import { Views } from '../../ids.ts';
import type { Deps } from '../../services.ts';
import { draftMedia } from '../../../core/models/mediaInput.ts';
import { withPrompt } from '../../../core/models/sessionPrompt.ts';
import { carry } from '../../../core/models/transferDraft.ts';
import { createFocusQueue } from './focusQueue.ts';
import { runViewCommand } from './viewCommands.ts';
import { MediaSources } from './media.ts';
import { FormMemory, keep } from './memory.ts';
import { PickerMemory } from '../../common/pickerMemory.ts';
import { requestTexts } from './requestPreview.ts';
import { quote, runForm } from './run.ts';
import { FormState } from './snapshot.ts';
import { presetsFor } from './presetStore.ts';
import { soundBytes } from './previews.ts';

type ParamsOf<N extends RequestName> = Requests[N]['params'];

/** The Generate view's side of the host: answers what the page asks. */
export class GenerateSession {
  readonly #deps: Deps;
  readonly #engine: Engine;
  readonly #memory: FormMemory;
  readonly #picker: PickerMemory;
  readonly #sources: MediaSources;
  readonly #state: FormState;
  readonly #choosing = createFocusQueue(() => vscode.commands.executeCommand(`${Views.generate}.focus`));

  constructor(deps: Deps, engine: Engine) {
    const { context, log } = deps;
    const memory = new FormMemory(context, engine, log);
    this.#deps = deps;
    this.#engine = engine;
    this.#memory = memory;
    this.#picker = new PickerMemory(context.globalState);
    this.#sources = new MediaSources(engine, context.globalStorageUri, () => memory.drafts());
    this.#state = new FormState(deps, engine, memory, this.#picker);
  }

  /** The request that stands in the form. */
  get current(): { readonly model?: string; readonly draft: Draft } {
    const { model, draft } = this.#memory;
    return { ...(model === undefined ? {} : { model }), draft };
  }

  /** Makes this the request of the form; with `merge`, over what was entered for the model before. */
  open(model: string, draft: Draft, how?: 'replace' | 'merge'): Promise<void> {
    return this.#memory.open(model, draft, how);
  }

  snapshot(webview: vscode.Webview): Promise<Snapshot> {
    return this.#state.snapshot(webview);
  }

  tasks(webview: vscode.Webview): Promise<Pick<Snapshot, 'tasks' | 'batch'>> {
    return this.#state.tasks(webview);
  }

  /** Answers one request of the page. */
  async answer(message: ToHost, webview: vscode.Webview): Promise<Requests[RequestName]['result']> {
    switch (message.name) {
      case 'ready':
        return { snapshot: await this.snapshot(webview) };
      case 'chooseModel':
        return this.#chooseModel(message.params, webview);
      case 'evaluate':
        return this.#evaluate(message.params, webview);
      case 'pickMedia':
        return this.#choosing(() => this.#sources.pick(message.params, webview));
      case 'pickEarlier':
        return this.#choosing(() => this.#earlier(message.params));
      case 'giveMedia':
        return this.#sources.give(message.params.files, webview);
      case 'readSound':
        return this.#readSound(message.params.value);
      case 'useResult':
        return this.#sources.use(message.params.localId, message.params.index, webview);
      case 'picker':
        return this.#picker.change(message.params);
      case 'request':
        return requestTexts(this.#engine, this.#entry(message.params.model), message.params.draft);
      case 'quote':
        return quote(this.#engine, this.#entry(message.params.model), message.params);
      case 'savePreset':
        await (await import('./presets.ts')).savePreset(this.#entry(message.params.model), message.params.draft);
        return { presets: presetsFor(message.params.model) };
      case 'removePreset':
        await (await import('./presets.ts')).removePreset(message.params.model);
        return { presets: presetsFor(message.params.model) };
      case 'run':
        return runForm(this.#deps, this.#engine, message.params);
      case 'command':
        await runViewCommand(this.#deps, this.#engine, this.#sources, this.#memory.model, message.params);
        return {};
    }
  }

  async #earlier({ model, name }: ParamsOf<'pickEarlier'>): Promise<Requests['pickEarlier']['result']> {
    const { pickEarlier } = await import('./previousResults.ts');
    return pickEarlier(this.#engine, this.#entry(model), name);
  }

  /** Only what stands in the form: the page is to read nothing else. */
  async #readSound(value: string): Promise<Requests['readSound']['result']> {
    const { model, draft } = this.#memory;
    const entry = this.#engine.entry(model ?? '');
    if (entry === undefined || !draftMedia(entry, draft).includes(value)) return {};
    const data = await soundBytes(value);
    return data === undefined ? {} : { data };
  }

  /** What fits goes along; what was entered for that model before comes back otherwise. */
  async #chooseModel({ id, ahead }: ParamsOf<'chooseModel'>, webview: vscode.Webview): Promise<Chosen> {
    const to = this.#entry(id);
    const { model: before, draft: entered } = this.#memory;
    if (before === id) return this.#state.chosen(webview);
    const own = this.#memory.draftOf(id);
    const from = this.#engine.entry(before ?? '');
    const next = from?.successor === id ? this.#engine.successorOf(from.id, entered)?.input : undefined;
    const { draft: carried, leftOut } = carry(from, to, entered, own, next);
    const draft = withPrompt(to, carried, this.#memory.prompt);
    if (ahead !== true) {
      keep(this.#memory.open(id, draft), this.#deps.log);
      keep(this.#picker.chose(to), this.#deps.log);
    }
    const state = await this.#state.of(id, draft, webview, ahead);
    return { ...state, ...(leftOut.length === 0 ? {} : { leftOut }) };
  }

  async #evaluate(params: ParamsOf<'evaluate'>, webview: vscode.Webview): Promise<Requests['evaluate']['result']> {
    const { revision, model, draft } = params;
    this.#memory.keepDraft(params);
    const [evaluation, media] = await Promise.all([
      this.#engine.evaluate(model, draft),
      this.#state.media(model, draft, webview)
    ]);
    return { revision, evaluation, media };
  }

  #entry(id: string): ModelEntry {
    const entry = this.#engine.entry(id);
    if (entry === undefined) throw new Error(vscode.l10n.t('There is no model "{0}".', id));
    return entry;
  }
}
