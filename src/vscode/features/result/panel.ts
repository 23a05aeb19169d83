import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import { shownName } from '../../../core/files/mediaFiles.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { Answer, MessageIn } from '../../../shared/protocol/channel.ts';
import { RESULT_REQUESTS } from '../../../shared/protocol/result.ts';
import type { ResultSnapshot } from '../../../shared/protocol/result.ts';
import type { Task } from '../../../shared/task.ts';
import { setPanelTitle } from '../../common/viewTexts.ts';
import { webviewHtml } from '../../common/webviewHtml.ts';
import { receive } from '../../common/webviewReceive.ts';
import { runAction } from './actions.ts';
import { pickComparable } from './compare.ts';
import { FileWatch } from './fileWatch.ts';
import { readableFolders } from './readableFolders.ts';
import { resultSnapshot } from './state/snapshot.ts';
import { storeThumbnail, withThumbnailRequest } from './thumbnail.ts';
import { fileOf } from './target.ts';
import type { EditorServices, PanelOptions } from './target.ts';
import type { ResultTarget } from '../../services.ts';

/** One Result editor: serves its webview, answers its requests, and posts the state when the task or its batch changes. */
export class ResultPanel {
  readonly #services: EditorServices;
  readonly #panel: vscode.WebviewPanel;
  #target: ResultTarget;
  #isPinned: boolean;
  readonly #onHeard: () => void;
  /** The batch of the shown task, whose other tasks are siblings. */
  #batch: string | undefined;
  #isLoaded = false;
  #isDisposed = false;
  readonly #watch = new FileWatch(() => void this.#push());
  /** Grows with each state, so that an older one is not posted after a newer one. */
  #version = 0;

  constructor(services: EditorServices, panel: vscode.WebviewPanel, { target, isPinned, onHeard }: PanelOptions) {
    this.#services = services;
    this.#panel = panel;
    this.#target = target;
    this.#isPinned = isPinned;
    this.#onHeard = onHeard;
    const { engine, context } = services;
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, 'media', `kie-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const subscriptions = [
      panel.webview.onDidReceiveMessage((data: unknown) => void this.#receive(data)),
      engine.onTasks(changed => {
        if (changed.length === 0 || changed.some(task => this.#concerns(task))) void this.#push();
      }),
      // A file may have been deleted while the editor was hidden.
      panel.onDidChangeViewState(() => {
        if (panel.visible) void this.#push();
      }),
      this.#watch
    ];
    panel.onDidDispose(() => {
      this.#isDisposed = true;
      for (const subscription of subscriptions) subscription.dispose();
    });
  }

  /** Whether the editor stays when the next result opens. */
  get isPinned(): boolean {
    return this.#isPinned;
  }

  /** The shown file; undefined when the editor is hidden or the result is not saved. */
  get visibleFile(): vscode.Uri | undefined {
    const task = this.#services.engine.current?.tasks.get(this.#target.localId);
    return task === undefined || !this.#panel.visible ? undefined : fileOf(task, this.#target.index);
  }

  shows({ localId, index }: ResultTarget): boolean {
    return this.#target.localId === localId && this.#target.index === index;
  }

  /** Whether the editor shows a task of this batch. */
  showsBatch(id: string): boolean {
    return this.#batch === id;
  }

  /** Shows the editor. `beside` moves it out of the group of the active text editor, which it would cover. */
  reveal(where: 'active' | 'beside', preserveFocus: boolean): void {
    const column = vscode.window.activeTextEditor?.viewColumn;
    const isCovering = where === 'beside' && column !== undefined && column === this.#panel.viewColumn;
    this.#panel.reveal(isCovering ? vscode.ViewColumn.Beside : undefined, preserveFocus);
  }

  /** Loads the page. The first state is sent when it asks for it. */
  async load(): Promise<void> {
    const engine = await this.#services.engine.get();
    // The user has closed the editor while the engine was starting.
    if (this.#isDisposed) return;
    this.#allowFiles(engine);
    this.#isLoaded = true;
    this.#panel.webview.html = webviewHtml(this.#panel.webview, this.#services.context.extensionUri, 'result');
  }

  async show(target: ResultTarget): Promise<void> {
    this.#target = target;
    await this.#push();
  }

  /** Pauses the player. */
  async pause(): Promise<void> {
    if (this.#panel.visible) await this.#panel.webview.postMessage({ type: 'pause' });
  }

  #concerns({ localId, batch }: Task): boolean {
    return localId === this.#target.localId || (batch !== undefined && batch.id === this.#batch);
  }

  async #push(): Promise<void> {
    try {
      const snapshot = await this.#snapshot();
      if (snapshot !== undefined) await this.#panel.webview.postMessage({ type: 'snapshot', snapshot });
    } catch (error) {
      if (!this.#isDisposed) this.#services.log.warn(`Result editor: ${messageOf(error)}`);
    }
  }

  /** Undefined when a newer state is on its way. */
  async #snapshot(): Promise<ResultSnapshot | undefined> {
    const version = ++this.#version;
    const engine = await this.#services.engine.get();
    this.#allowFiles(engine);
    // Before the tasks are read, so that no change of a sibling is missed afterwards.
    this.#batch = engine.tasks.get(this.#target.localId)?.batch?.id;
    const state = await resultSnapshot(engine, this.#panel.webview, this.#target, this.#isPinned);
    const snapshot = await withThumbnailRequest(this.#services, state);
    if (version !== this.#version) return undefined;
    const task = engine.tasks.get(this.#target.localId);
    const file = task === undefined ? undefined : fileOf(task, this.#target.index);
    if (!this.#isDisposed) this.#watch.set(file);
    const name = file === undefined ? snapshot.model : shownName(file.path);
    setPanelTitle(this.#panel, name === '' ? vscode.l10n.t('Result') : name);
    return snapshot;
  }

  /**
   * Lets the webview read the folders of the files that it has shown and its own script, nothing else. VS Code loads the
   * page again when the folders change.
   */
  #allowFiles(engine: Engine): void {
    const known = this.#panel.webview.options.localResourceRoots ?? [];
    const wanted = readableFolders(engine, this.#target, this.#services.context.extensionUri);
    const added = wanted.filter(root => !known.some(({ path: other }) => other === root.path));
    if (added.length === 0) return;
    // Before the page loads, the roots are those that VS Code assumes.
    const localResourceRoots = this.#isLoaded ? [...known, ...added] : wanted;
    this.#panel.webview.options = { enableScripts: true, localResourceRoots };
  }

  async #receive(data: unknown): Promise<void> {
    await receive(data, {
      name: 'Result editor',
      requests: RESULT_REQUESTS,
      log: this.#services.log,
      answer: message => this.#answer(message),
      post: async (message: Answer) => !this.#isDisposed && (await this.#panel.webview.postMessage(message))
    });
  }

  async #answer(message: MessageIn<typeof RESULT_REQUESTS>): Promise<unknown> {
    switch (message.name) {
      case 'ready':
        return { snapshot: await this.#lastSnapshot() };
      case 'show':
        this.#target = { localId: message.params.localId, index: message.params.index };
        return { snapshot: await this.#lastSnapshot() };
      case 'heard':
        this.#onHeard();
        return {};
      case 'pin':
        this.#isPinned = message.params.isPinned;
        await this.#push();
        return {};
      case 'act':
        await runAction(this.#services, this.#target, message.params.name);
        await this.#push();
        return {};
      case 'thumbnail':
        await storeThumbnail(this.#services, message.params, message.params.data);
        return {};
      case 'compareWith':
        return pickComparable(await this.#services.engine.get(), this.#panel.webview, this.#target);
    }
  }

  /** A newer state may overtake one that is being built. */
  async #lastSnapshot(): Promise<ResultSnapshot> {
    for (;;) {
      const snapshot = await this.#snapshot();
      if (snapshot !== undefined) return snapshot;
    }
  }
}
