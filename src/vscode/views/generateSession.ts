import * as vscode from 'vscode';
import type { Engine } from '../../core/engineTypes.ts';
import type { Draft, ModelSummary } from '../../shared/form.ts';
import type {
  Chosen,
  MediaItem,
  RequestName,
  RequestTexts,
  Requests,
  Snapshot,
  ToHost
} from '../../shared/protocol.ts';
import { Settings, Views } from '../ids.ts';
import type { Deps } from '../services/deps.ts';
import { draftMedia } from '../services/mediaFiles.ts';
import { recentModels } from '../services/recent.ts';
import { engineSettings, textSetting } from '../services/settings.ts';
import { messageOf } from '../services/words.ts';
import { carry } from './generateCarry.ts';
import { runViewCommand } from './generateCommands.ts';
import { MediaSources } from './generateMedia.ts';
import { PickerMemory, withFrom } from './generatePicker.ts';
import { requestTexts } from './generateRequest.ts';
import { quote, runForm } from './generateRun.ts';
import { taskLines } from './generateTasks.ts';
import { presetsFor } from './presetList.ts';
import { mediaItem, soundBytes } from './previews.ts';

type ParamsOf<N extends RequestName> = Requests[N]['params'];
const MODEL = 'kie.form.model';
const DRAFT = 'kie.form.draft.';

/** What the Generate view works on: the model, its draft (kept in the workspace), and the answers to the page. */
export class GenerateSession {
  readonly #deps: Deps;
  readonly #engine: Engine;
  readonly #picker: PickerMemory;
  readonly #sources: MediaSources;

  constructor(deps: Deps, engine: Engine) {
    this.#deps = deps;
    this.#engine = engine;
    this.#picker = new PickerMemory(deps.context.globalState);
    this.#sources = new MediaSources(engine, deps.context.globalStorageUri, () =>
      this.#memory
        .keys()
        .filter(key => key.startsWith(DRAFT))
        .map(key => this.#memory.get(key))
    );
  }

  get #memory(): vscode.Memento {
    return this.#deps.context.workspaceState;
  }

  get #model(): string | undefined {
    const remembered = [
      this.#memory.get<string>(MODEL),
      ...recentModels(this.#deps.context.globalState),
      textSetting(Settings.formModel)
    ];
    return (
      remembered.find(id => id !== undefined && this.#engine.entry(id) !== undefined) ?? this.#engine.models()[0]?.id
    );
  }

  get #draft(): Draft {
    return this.#draftOf(this.#model ?? '');
  }

  /** What was entered for a model; before anything was, what its form begins with. */
  #draftOf(model: string): Draft {
    return this.#memory.get<Draft>(DRAFT + model) ?? this.#engine.entry(model)?.start ?? {};
  }

  /** The request that stands in the form. */
  get current(): { readonly model?: string; readonly draft: Draft } {
    const model = this.#model;
    return { ...(model === undefined ? {} : { model }), draft: this.#draft };
  }

  /** Makes this the request of the form; with `merge`, over what was entered for the model before. */
  async open(model: string, draft: Draft, how: 'replace' | 'merge' = 'replace'): Promise<void> {
    const before = how === 'merge' ? this.#draftOf(model) : {};
    // Both can be read at once; that they are written down is what takes its time.
    await Promise.all([this.#memory.update(MODEL, model), this.#memory.update(DRAFT + model, { ...before, ...draft })]);
  }

  /** Answers one request of the page. */
  async answer(message: ToHost, webview: vscode.Webview): Promise<Requests[RequestName]['result']> {
    switch (message.name) {
      case 'ready':
        return this.snapshot(webview);
      case 'chooseModel':
        return this.#chooseModel(message.params.id, webview);
      case 'evaluate':
        return this.#evaluate(message.params, webview);
      case 'pickMedia':
        return this.#thenForm(() => this.#sources.pick(message.params, webview));
      case 'pickEarlier':
        return this.#thenForm(() => this.#earlier(message.params));
      case 'giveMedia':
        return this.#sources.give(message.params.files, webview);
      case 'readSound':
        return this.#readSound(message.params.value);
      case 'useResult':
        return this.#sources.use(message.params.localId, message.params.index, webview);
      case 'picker':
        return this.#picker.change(message.params);
      case 'request':
        return this.#request(message.params);
      case 'quote':
        return quote(this.#engine, message.params);
      case 'savePreset':
        await (
          await import('./generatePresets.ts')
        ).savePreset(this.#entry(message.params.model), message.params.draft);
        return { presets: presetsFor(message.params.model) };
      case 'removePreset':
        await (await import('./generatePresets.ts')).removePreset(message.params.model);
        return { presets: presetsFor(message.params.model) };
      case 'run':
        this.#keep(this.#memory.update(DRAFT + message.params.model, message.params.draft));
        return runForm(this.#deps, this.#engine, message.params);
      case 'command':
        await runViewCommand(this.#deps, this.#engine, this.#sources, this.#model, message.params);
        return {};
    }
  }

  /** A list to choose from takes the focus; whoever works by keyboard goes on in the form. */
  async #thenForm<T>(choose: () => Promise<T>): Promise<T> {
    try {
      return await choose();
    } finally {
      await vscode.commands.executeCommand(`${Views.generate}.focus`);
    }
  }

  async #earlier({ model, name }: ParamsOf<'pickEarlier'>): Promise<Requests['pickEarlier']['result']> {
    const { pickEarlier } = await import('./generateEarlier.ts');
    return pickEarlier(this.#engine, this.#entry(model), name);
  }

  async snapshot(webview: vscode.Webview): Promise<Snapshot> {
    const models: readonly ModelSummary[] = this.#engine
      .models()
      .map(summary => withFrom(summary, this.#engine.entry(summary.id)));
    this.#keep(this.#picker.meet(models));
    return {
      models,
      ...(vscode.l10n.bundle === undefined ? {} : { l10n: vscode.l10n.bundle }),
      ...(await this.#state(webview))
    };
  }

  async #state(webview: vscode.Webview): Promise<Chosen> {
    const model = this.#model;
    // From now on it is the model of this workspace, whatever is used elsewhere: the page goes on showing it.
    if (model !== undefined && this.#memory.get(MODEL) !== model) this.#keep(this.#memory.update(MODEL, model));
    const draft = this.#draft;
    const form = model === undefined ? undefined : this.#engine.form(model);
    const [media, tasks, evaluation] = await Promise.all([
      this.#media(model, draft, webview),
      this.tasks(webview),
      model === undefined ? undefined : this.#engine.evaluate(model, draft)
    ]);
    return {
      draft,
      media,
      account: this.#deps.account.state,
      ...tasks,
      picker: this.#picker.state,
      presets: presetsFor(model),
      ...(form === undefined || evaluation === undefined ? {} : { model: form, evaluation })
    };
  }

  tasks(webview: vscode.Webview): Promise<Pick<Snapshot, 'tasks' | 'batch'>> {
    return taskLines(this.#engine, webview);
  }

  async #media(
    model: string | undefined,
    draft: Draft,
    webview: vscode.Webview
  ): Promise<Readonly<Record<string, MediaItem>>> {
    const entry = this.#engine.entry(model ?? '');
    if (entry === undefined) return {};
    const items = await Promise.all(draftMedia(entry, draft).map(value => mediaItem(this.#engine, webview, value)));
    return Object.fromEntries(items.map(item => [item.value, item]));
  }

  /** Only what stands in the form: the page is to read nothing else. */
  async #readSound(value: string): Promise<Requests['readSound']['result']> {
    const entry = this.#engine.entry(this.#model ?? '');
    if (entry === undefined || !draftMedia(entry, this.#draft).includes(value)) return {};
    const data = await soundBytes(value);
    return data === undefined ? {} : { data };
  }

  /** What fits goes along; what was entered for that model before comes back otherwise. */
  async #chooseModel(id: string, webview: vscode.Webview): Promise<Chosen> {
    const to = this.#entry(id);
    const before = this.#model;
    if (before === id) return this.#state(webview);
    const own = this.#draftOf(id);
    const from = this.#engine.entry(before ?? '');
    const next = from?.successor === id ? this.#engine.successorOf(from.id, this.#draft)?.input : undefined;
    const { draft, leftOut } = carry(from, to, this.#draft, own, next);
    this.#keep(this.open(id, draft));
    this.#keep(this.#picker.chose(to));
    const state = await this.#state(webview);
    return { ...state, ...(leftOut.length === 0 ? {} : { leftOut }) };
  }

  async #evaluate(params: ParamsOf<'evaluate'>, webview: vscode.Webview): Promise<Requests['evaluate']['result']> {
    const { revision, model, draft } = params;
    this.#keep(this.#memory.update(DRAFT + model, draft));
    const [evaluation, media] = await Promise.all([
      this.#engine.evaluate(model, draft),
      this.#media(model, draft, webview)
    ]);
    return { revision, evaluation, media };
  }

  async #request({ model, draft }: ParamsOf<'request'>): Promise<RequestTexts> {
    const { input, issues } = await this.#engine.evaluate(model, draft);
    if (input === undefined) throw new Error(issues.map(issue => issue.message).join(' '));
    return requestTexts(this.#entry(model), input, engineSettings().apiBaseUrl);
  }

  /** What is kept can be read at once; that it is written down is nothing an answer waits for. */
  #keep(writing: Thenable<void>): void {
    writing.then(undefined, (error: unknown) => this.#deps.log.warn(`Generate view: ${messageOf(error)}`));
  }

  #entry(id: string): NonNullable<ReturnType<Engine['entry']>> {
    const entry = this.#engine.entry(id);
    if (entry === undefined) throw new Error(vscode.l10n.t('There is no model "{0}".', id));
    return entry;
  }
}
