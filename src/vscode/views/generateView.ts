import * as vscode from 'vscode';
import type { Draft } from '../../shared/form.ts';
import type { ToWebview } from '../../shared/protocol.ts';
import type { Task } from '../../shared/task.ts';
import { Commands, Views } from '../ids.ts';
import type { Deps, Form } from '../services/deps.ts';
import { messageOf } from '../services/words.ts';
import { dropsFolder } from './dropsFolder.ts';
import { generateHtml } from './generateHtml.ts';
import type { GenerateSession } from './generateSession.ts';

/** The Generate view: serves the page, answers its requests, and posts whole states once it has said `ready`. */
export class GenerateView implements vscode.WebviewViewProvider, Form {
  #deps: Deps | undefined;
  #view: vscode.WebviewView | undefined;
  #ready = false;
  #session: Promise<GenerateSession> | undefined;
  readonly #visibility = new vscode.EventEmitter<void>();
  readonly onDidChangeVisibility = this.#visibility.event;

  get visible(): boolean {
    return this.#view?.visible ?? false;
  }

  /** Whether the page has a line for such a task. */
  shows(task: Task): boolean {
    return task.origin === 'form';
  }

  register(deps: Deps): vscode.Disposable {
    this.#deps = deps;
    return vscode.Disposable.from(
      this.#visibility,
      vscode.window.registerWebviewViewProvider(Views.generate, this),
      deps.account.onDidChange(account => this.#post({ type: 'account', account })),
      deps.host.onModels(() => void this.#pushSnapshot()),
      deps.host.onTasks(changed => {
        if (changed.some(task => task.origin === 'form')) void this.#pushTasks();
      }),
      deps.host.onBatch(() => void this.#pushTasks())
    );
  }

  async open(model: string | undefined, draft: Draft, how: 'replace' | 'merge' = 'replace'): Promise<void> {
    if (model !== undefined) await (await this.#getSession()).open(model, draft, how);
    await vscode.commands.executeCommand(Commands.newRequest);
    await this.#pushSnapshot();
  }

  async current(): Promise<{ readonly model?: string; readonly draft: Draft }> {
    return (await this.#getSession()).current;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const deps = this.#requireDeps();
    this.#view = view;
    this.#ready = false;
    const { extensionUri } = deps.context;
    const output = deps.output.knownFolder;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [
        vscode.Uri.joinPath(extensionUri, 'dist', 'webview'),
        ...(vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri),
        ...(output === undefined ? [] : [output]),
        dropsFolder(deps.context.globalStorageUri)
      ]
    };
    const subscriptions = [
      view.webview.onDidReceiveMessage((data: unknown) => void this.#receive(data, view)),
      view.onDidChangeVisibility(() => {
        // A hidden page is thrown away; it says `ready` anew when it is shown.
        if (!view.visible) this.#ready = false;
        else void deps.account.refresh();
        this.#visibility.fire();
      })
    ];
    view.onDidDispose(() => {
      for (const subscription of subscriptions) subscription.dispose();
      if (this.#view === view) this.#view = undefined;
      this.#visibility.fire();
    });
    this.#visibility.fire();
    view.webview.html = generateHtml(view.webview, extensionUri);
    // While the page loads. What goes wrong is told when it asks.
    void Promise.all([this.#getSession(), import('./messages.ts')]).catch(() => undefined);
    void deps.account.refresh();
  }

  async #receive(data: unknown, view: vscode.WebviewView): Promise<void> {
    const { log } = this.#requireDeps();
    const { parseMessage } = await import('./messages.ts');
    const parsed = parseMessage(data);
    if (!parsed.ok) {
      log.warn(`Generate view: ${parsed.problem}`);
      if (parsed.seq !== undefined)
        await post(view, { type: 'answer', seq: parsed.seq, ok: false, message: parsed.problem });
      return;
    }
    const { message } = parsed;
    try {
      // Later changes of the key tell themselves; looking for it asks VS Code's main side, which takes its time.
      if (message.name === 'ready') await this.#requireDeps().account.checkKey();
      const result = await (await this.#getSession()).answer(message, view.webview);
      if (message.name === 'ready') this.#ready = true;
      await post(view, { type: 'answer', seq: message.seq, ok: true, result });
    } catch (error) {
      log.warn(`Generate view, ${message.name}: ${messageOf(error)}`);
      await post(view, { type: 'answer', seq: message.seq, ok: false, message: messageOf(error) });
    }
  }

  #post(message: ToWebview): void {
    if (this.#ready && this.#view !== undefined) void post(this.#view, message);
  }

  async #pushTasks(): Promise<void> {
    const view = this.#view;
    if (!this.#ready || view === undefined) return;
    this.#post({ type: 'tasks', ...(await (await this.#getSession()).tasks(view.webview)) });
  }

  async #pushSnapshot(): Promise<void> {
    const view = this.#view;
    if (!this.#ready || view === undefined) return;
    this.#post({ type: 'snapshot', snapshot: await (await this.#getSession()).snapshot(view.webview) });
  }

  #getSession(): Promise<GenerateSession> {
    const deps = this.#requireDeps();
    this.#session ??= this.#load(deps).catch((error: unknown) => {
      this.#session = undefined;
      throw error;
    });
    return this.#session;
  }

  async #load(deps: Deps): Promise<GenerateSession> {
    const [engine, module] = await Promise.all([deps.host.get(), import('./generateSession.ts')]);
    return new module.GenerateSession(deps, engine);
  }

  #requireDeps(): Deps {
    if (this.#deps === undefined) throw new Error('The view is used before it is registered.');
    return this.#deps;
  }
}

/** False when the page has gone meanwhile, which is no failure: it asks for everything when it comes back. */
async function post(view: vscode.WebviewView, message: ToWebview): Promise<boolean> {
  return view.webview.postMessage(message);
}
