import * as vscode from 'vscode';
import type { Draft } from '../../../shared/form.ts';
import type { RequestMessage, ToWebview } from '../../../shared/protocol/messages.ts';
import type { Task } from '../../../shared/task.ts';
import { lazily } from '../../../core/base/lazily.ts';
import { webviewHtml } from '../../common/webviewHtml.ts';
import { Views } from '../../ids.ts';
import type { Form, OpenHow, Services } from '../../services.ts';
import type { GenerateSession, SessionServices } from './session.ts';
import { webviewOptions } from './webviewOptions.ts';

type ViewServices = SessionServices & Pick<Services, 'engine'>;

/** The Generate view: serves the webview, answers its requests, and posts snapshots, the first while it still loads. */
export class GenerateView implements vscode.WebviewViewProvider, Form {
  #services: ViewServices | undefined;
  #view: vscode.WebviewView | undefined;
  /** `posted`: the webview has, or is about to get, its first snapshot. `listening`: nothing that is posted gets lost. */
  #stage: 'loading' | 'posted' | 'listening' = 'loading';
  /** The user asked for the prompt while the webview was loading; the answer to `ready` passes it on. */
  #isPromptWanted = false;
  /** The first snapshot of a webview that has not sent `ready` yet; resolves to whether it was posted. */
  #initialSnapshot: Promise<boolean> | undefined;
  /** The last initial snapshot; later pushes wait for it, because it may be older than they are. */
  #lastInitialSnapshot: Promise<boolean> | undefined;
  readonly #getSession = lazily(() => this.#load(this.#requireServices()));
  readonly #visibility = new vscode.EventEmitter<void>();
  readonly onDidChangeVisibility = this.#visibility.event;

  get visible(): boolean {
    return this.#view?.visible ?? false;
  }

  /** Whether the view lists the task. */
  shows(task: Task): boolean {
    return task.origin === 'form';
  }

  register(services: ViewServices): vscode.Disposable {
    this.#services = services;
    return vscode.Disposable.from(
      this.#visibility,
      vscode.window.registerWebviewViewProvider(Views.generate, this),
      services.account.onDidChange(account => this.#post({ type: 'account', account })),
      services.engine.onModels(() => void this.#pushSnapshot()),
      services.engine.onModelNotes(model => void this.#pushNotes(model)),
      services.engine.onTasks(changed => {
        if (changed.some(task => task.origin === 'form')) void this.#pushTasks();
      }),
      services.engine.onBatch(() => void this.#pushTasks())
    );
  }

  async open(model: string | undefined, draft: Draft, how: OpenHow = 'replace'): Promise<void> {
    if (model !== undefined) await (await this.#getSession()).open(model, draft, how);
    await vscode.commands.executeCommand('kie.newRequest');
    await this.#pushSnapshot();
    // The form of another model has another prompt.
    await this.focusPrompt();
  }

  async focusPrompt(): Promise<void> {
    await this.#lastInitialSnapshot;
    if (this.#stage === 'listening') this.#post({ type: 'focusPrompt' });
    else this.#isPromptWanted = true;
  }

  async reset(): Promise<void> {
    await this.#lastInitialSnapshot;
    this.#post({ type: 'resetForm' });
  }

  async current(): Promise<{ readonly model?: string; readonly draft: Draft }> {
    return (await this.#getSession()).current;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const services = this.#requireServices();
    this.#view = view;
    this.#stage = 'loading';
    const { extensionUri } = services.context;
    view.webview.options = webviewOptions(services);
    const subscriptions = [
      view.webview.onDidReceiveMessage((data: unknown) => void this.#receive(data, view)),
      view.onDidChangeVisibility(() => {
        // VS Code destroys a hidden webview and loads it again when it is shown.
        this.#stage = 'loading';
        if (view.visible) {
          this.#lastInitialSnapshot = this.#initialSnapshot = this.#postInitialSnapshot(view);
          void services.account.refresh();
        }
        this.#visibility.fire();
      })
    ];
    view.onDidDispose(() => {
      for (const subscription of subscriptions) subscription.dispose();
      if (this.#view === view) this.#view = undefined;
      this.#visibility.fire();
    });
    this.#visibility.fire();
    view.webview.html = webviewHtml(view.webview, extensionUri, 'generate');
    this.#lastInitialSnapshot = this.#initialSnapshot = this.#postInitialSnapshot(view);
    void services.account.refresh();
  }

  /** Posts the first snapshot while the webview loads. Resolves to whether it was posted. */
  async #postInitialSnapshot(view: vscode.WebviewView): Promise<boolean> {
    try {
      const [session] = await Promise.all([
        this.#getSession(),
        this.#requireServices().account.known(),
        import('../../common/webviewReceive.ts')
      ]);
      const snapshot = await session.snapshot(view.webview);
      if (this.#view !== view || !view.visible) return false;
      if (this.#stage === 'loading') this.#stage = 'posted';
      void view.webview.postMessage({ type: 'snapshot', snapshot });
      return true;
    } catch {
      // The webview sends `ready` then, and its answer reports the error.
      return false;
    }
  }

  async #receive(data: unknown, view: vscode.WebviewView): Promise<void> {
    const [{ receive }, { REQUESTS }] = await Promise.all([
      import('../../common/webviewReceive.ts'),
      import('../../../shared/protocol/requests.ts')
    ]);
    await receive(data, {
      name: 'Generate view',
      requests: REQUESTS,
      log: this.#requireServices().log,
      answer: message => this.#answer(message, view),
      post: async message => view.webview.postMessage(message)
    });
  }

  /** Whether the initial snapshot was posted. Consumed once per load: a second `ready` means that it was lost. */
  async #consumeInitialSnapshot(): Promise<boolean> {
    const initialSnapshot = this.#initialSnapshot;
    this.#initialSnapshot = undefined;
    return (await initialSnapshot) === true;
  }

  async #answer(message: RequestMessage, view: vscode.WebviewView): Promise<unknown> {
    if (message.name !== 'ready') return (await this.#getSession()).answer(message, view.webview);
    const state = (await this.#consumeInitialSnapshot()) ? {} : await this.#state(message, view);
    this.#stage = 'listening';
    if (!this.#isPromptWanted) return state;
    this.#isPromptWanted = false;
    return { ...state, focusPrompt: true };
  }

  async #state(message: RequestMessage, view: vscode.WebviewView): Promise<object> {
    const session = await this.#getSession();
    await this.#requireServices().account.known();
    return session.answer(message, view.webview);
  }

  #post(message: ToWebview): void {
    // Lost when the webview is gone; it requests everything when it loads again.
    void this.#postable?.webview.postMessage(message);
  }

  get #postable(): vscode.WebviewView | undefined {
    return this.#stage === 'loading' ? undefined : this.#view;
  }

  async #pushTasks(): Promise<void> {
    await this.#lastInitialSnapshot;
    if (this.#postable === undefined) return;
    this.#post({ type: 'tasks', ...(await this.#getSession()).tasks() });
  }

  /** The notes of the model can change the price and the issues too. */
  async #pushNotes(model: string): Promise<void> {
    if ((await this.#getSession()).current.model === model) await this.#pushSnapshot();
  }

  async #pushSnapshot(): Promise<void> {
    await this.#lastInitialSnapshot;
    const view = this.#postable;
    if (view === undefined) return;
    this.#post({ type: 'snapshot', snapshot: await (await this.#getSession()).snapshot(view.webview) });
  }

  async #load(services: ViewServices): Promise<GenerateSession> {
    const [engine, module] = await Promise.all([services.engine.get(), import('./session.ts')]);
    return new module.GenerateSession(services, engine, () => this.#pushSnapshot());
  }

  #requireServices(): ViewServices {
    if (this.#services === undefined) throw new Error('The view is used before it is registered.');
    return this.#services;
  }
}
