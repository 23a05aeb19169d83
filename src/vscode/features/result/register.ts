import * as vscode from 'vscode';
import type { Task } from '../../../shared/task.ts';
import type { AutoOpen } from './autoOpen.ts';
import type { OpenOptions, ResultEditors } from './editors.ts';
import type { EditorServices } from './target.ts';
import type { ResultTarget } from '../../services.ts';

/** Opens results in the Result editor, which loads on first use. */
export class LazyResultEditors implements vscode.Disposable {
  readonly #services: EditorServices;
  readonly #subscriptions: { dispose(): void }[];
  #editors: Promise<ResultEditors> | undefined;
  #autoOpen: Promise<AutoOpen> | undefined;

  constructor(services: EditorServices) {
    this.#services = services;
    const startedAt = Date.now();
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer('kie.result', {
        deserializeWebviewPanel: async (panel, state) => (await this.#get()).restore(panel, state)
      }),
      services.engine.onTasks(changed => {
        const ours = changed.filter(({ origin, createdAt }) => createdAt >= startedAt && this.#mayOpen(origin));
        if (ours.length > 0) void this.#see(ours);
      })
    ];
  }

  async open(target: ResultTarget, options: OpenOptions): Promise<void> {
    await (await this.#get()).open(target, options);
  }

  /** A command may have been started from an open editor, for the file that it shows. */
  #mayOpen(origin: Task['origin']): boolean {
    return origin === 'form' || (origin === 'command' && this.#editors !== undefined);
  }

  async #see(tasks: readonly Task[]): Promise<void> {
    this.#autoOpen ??= this.#loadAutoOpen();
    await (await this.#autoOpen).see(tasks);
  }

  async #loadAutoOpen(): Promise<AutoOpen> {
    const [module, editors] = await Promise.all([import('./autoOpen.ts'), this.#get()]);
    const autoOpen = new module.AutoOpen(this.#services, editors);
    this.#subscriptions.push(autoOpen);
    return autoOpen;
  }

  #get(): Promise<ResultEditors> {
    this.#editors ??= import('./editors.ts').then(({ ResultEditors }) => new ResultEditors(this.#services));
    return this.#editors;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
