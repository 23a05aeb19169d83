import * as vscode from 'vscode';
import type { Task } from '../../../shared/task.ts';
import { firstIndex } from '../../common/resultFiles.ts';
import { textSetting } from '../../common/settings.ts';
import type { ResultEditors } from './editors.ts';
import type { EditorServices } from './target.ts';

/** An editor that was used this recently, in milliseconds, must not be covered by a result. */
const IN_USE_MS = 10_000;

/**
 * Opens the results of runs as the setting wants it and without taking the focus. Of a batch, the first result opens;
 * the others appear beside it.
 */
export class AutoOpen implements vscode.Disposable {
  readonly #services: EditorServices;
  readonly #editors: ResultEditors;
  /** Local IDs of tasks, and IDs of batches. */
  readonly #opened = new Set<string>();
  /** When the user last worked in a text editor, in milliseconds since 1970. */
  #usedAt = 0;
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(services: EditorServices, editors: ResultEditors) {
    this.#services = services;
    this.#editors = editors;
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
        if (kind !== undefined) this.#usedAt = Date.now();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.#usedAt = Date.now();
      })
    ];
  }

  /**
   * Looks at runs that started in this window: those of the Generate view, and those of a file that an editor shows.
   */
  async see(tasks: readonly Task[]): Promise<void> {
    const { current } = this.#services.engine;
    for (const ended of tasks) {
      const { localId, batch, state, results, origin } = ended;
      if (origin !== 'form' && !this.#editors.showInputOf(ended)) continue;
      if (state !== 'done' || this.#opened.has(localId) || !results.some(({ path }) => path !== undefined)) continue;
      // Every window observes the end. Only the window that tracks the task opens its result.
      if (current?.tasks.isOwned(localId) !== true) continue;
      const isFirst = batch === undefined || !this.#opened.has(batch.id);
      this.#opened.add(localId);
      if (batch !== undefined) this.#opened.add(batch.id);
      const setting = textSetting('kie.openResult');
      if (setting === 'off' || !isFirst || (setting === 'preview' && this.#isEditorInUse())) continue;
      const where = setting === 'beside' ? 'beside' : 'active';
      const task = current.tasks.get(localId);
      if (task === undefined) continue;
      await this.#editors.open({ localId, index: firstIndex(task) }, { where, preserveFocus: true });
    }
  }

  /** Whether the user works in the text editor that the result would cover. */
  #isEditorInUse(): boolean {
    return vscode.window.activeTextEditor !== undefined && Date.now() - this.#usedAt < IN_USE_MS;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
