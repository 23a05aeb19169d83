import * as vscode from 'vscode';
import type { Engine } from '../../core/engineTypes.ts';
import type { Draft } from '../../shared/form.ts';
import type { MediaItem, RequestName, Requests, Snapshot, TaskLine, ToHost } from '../../shared/protocol.ts';
import { Commands } from '../ids.ts';
import type { Deps } from '../services/deps.ts';
import { carryOver, draftMedia } from '../services/mediaFiles.ts';
import { recentModels, rememberModel } from '../services/recent.ts';
import { agreeToPrice } from '../services/runner.ts';
import { withKey } from '../services/withKey.ts';
import { browseFiles, fileItems, placeholder } from '../commands/pickFiles.ts';
import type { FileItem } from '../commands/pickFiles.ts';
import { mediaItem, taskPreview } from './previews.ts';

type ParamsOf<N extends RequestName> = Requests[N]['params'];
const MODEL = 'kie.form.model';
const DRAFT = 'kie.form.draft.';
const DEFAULT_MODEL = 'nano-banana-2';
const MOST_TASKS = 8;

/** What the Generate view works on: the model, its draft (kept in the workspace), and the answers to the page. */
export class GenerateSession {
  readonly #deps: Deps;
  readonly #engine: Engine;

  constructor(deps: Deps, engine: Engine) {
    this.#deps = deps;
    this.#engine = engine;
  }

  get #memory(): vscode.Memento {
    return this.#deps.context.workspaceState;
  }

  get #model(): string | undefined {
    const remembered = [
      this.#memory.get<string>(MODEL),
      ...recentModels(this.#deps.context.globalState),
      DEFAULT_MODEL
    ];
    return (
      remembered.find(id => id !== undefined && this.#engine.entry(id) !== undefined) ?? this.#engine.models()[0]?.id
    );
  }

  get #draft(): Draft {
    return this.#memory.get<Draft>(DRAFT + (this.#model ?? ''), {});
  }

  /** Makes this the request of the form. */
  async open(model: string, draft: Draft): Promise<void> {
    await this.#memory.update(MODEL, model);
    await this.#memory.update(DRAFT + model, draft);
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
        return this.#pickMedia(message.params, webview);
      case 'run':
        return this.#run(message.params);
      case 'command':
        await this.#command(message.params);
        return {};
    }
  }

  async snapshot(webview: vscode.Webview): Promise<Snapshot> {
    const model = this.#model;
    const draft = this.#draft;
    const form = model === undefined ? undefined : this.#engine.form(model);
    return {
      models: this.#engine.models(),
      draft,
      media: await this.#media(model, draft, webview),
      account: this.#deps.account.state,
      ...(vscode.l10n.bundle === undefined ? {} : { l10n: vscode.l10n.bundle }),
      tasks: await this.tasks(webview),
      ...(form === undefined ? {} : { model: form, evaluation: await this.#engine.evaluate(form.entry.id, draft) })
    };
  }

  async tasks(webview: vscode.Webview): Promise<readonly TaskLine[]> {
    const own = this.#engine.tasks().filter(task => task.origin === 'form');
    const newest = own.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, MOST_TASKS);
    return Promise.all(
      newest.map(async task => {
        const preview = await taskPreview(webview, task);
        return { task, ...(preview === undefined ? {} : { preview }) };
      })
    );
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

  /** Prompt and media go along to where they fit; what was entered for that model before comes back otherwise. */
  async #chooseModel(id: string, webview: vscode.Webview): Promise<Snapshot> {
    const to = this.#engine.entry(id);
    if (to === undefined) throw new Error(vscode.l10n.t('There is no model "{0}".', id));
    const before = this.#model;
    if (before !== id) {
      const carried = carryOver(this.#engine.entry(before ?? ''), to, this.#draft, {});
      await this.open(id, { ...this.#memory.get<Draft>(DRAFT + id, {}), ...carried });
    }
    return this.snapshot(webview);
  }

  async #evaluate(params: ParamsOf<'evaluate'>, webview: vscode.Webview): Promise<Requests['evaluate']['result']> {
    const { revision, model, draft } = params;
    await this.#memory.update(DRAFT + model, draft);
    const [evaluation, media] = await Promise.all([
      this.#engine.evaluate(model, draft),
      this.#media(model, draft, webview)
    ]);
    return { revision, evaluation, media };
  }

  async #pickMedia(params: ParamsOf<'pickMedia'>, webview: vscode.Webview): Promise<Requests['pickMedia']['result']> {
    const { kind, many } = params;
    const browse: FileItem = { label: `$(folder-opened) ${vscode.l10n.t('Browse…')}`, alwaysShow: true };
    const items = [...(await fileItems(kind)), browse];
    const options = { placeHolder: placeholder(kind), matchOnDescription: true };
    let chosen: readonly FileItem[];
    if (many) {
      chosen = (await vscode.window.showQuickPick(items, { ...options, canPickMany: true })) ?? [];
    } else {
      const one = await vscode.window.showQuickPick(items, options);
      chosen = one === undefined ? [] : [one];
    }
    const browsed = chosen.includes(browse) ? ((await browseFiles(kind, many)) ?? []) : [];
    const uris = [...chosen.flatMap(item => item.uri ?? []), ...browsed];
    return { items: await Promise.all(uris.map(uri => mediaItem(this.#engine, webview, uri.toString()))) };
  }

  async #run({ model, draft }: ParamsOf<'run'>): Promise<Requests['run']['result']> {
    const { ask, context, key, output } = this.#deps;
    await this.#memory.update(DRAFT + model, draft);
    const task = await withKey(key, async () => {
      const { issues, price } = await this.#engine.evaluate(model, draft);
      const name = this.#engine.entry(model)?.name ?? model;
      if (issues.length === 0 && !(await agreeToPrice(ask, name, price))) return undefined;
      const saveTo = await output.target('ask');
      if (saveTo === undefined) return undefined;
      return this.#engine.start({ model, input: draft, saveTo, origin: 'form' });
    });
    if (task === undefined) return { started: false };
    await rememberModel(context.globalState, model);
    return { started: true, localId: task.localId };
  }

  async #command({ name, localId }: ParamsOf<'command'>): Promise<void> {
    switch (name) {
      case 'setApiKey':
        await vscode.commands.executeCommand(Commands.setApiKey);
        return;
      case 'refreshCredits':
        await this.#deps.account.refresh();
        return;
      case 'openDocs': {
        const docs = this.#engine.entry(this.#requireModel())?.docs;
        if (docs !== undefined) await vscode.env.openExternal(vscode.Uri.parse(docs));
        return;
      }
      case 'openResult':
        await vscode.commands.executeCommand(Commands.taskOpen, localId);
        return;
      case 'showTask':
        await vscode.commands.executeCommand(Commands.showTasks);
        return;
    }
  }

  #requireModel(): string {
    const model = this.#model;
    if (model === undefined) throw new Error(vscode.l10n.t('Choose a model first.'));
    return model;
  }
}
