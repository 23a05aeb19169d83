import * as vscode from 'vscode';
import { mediaStrings } from '../../../core/models/mediaInput.ts';
import { isSavedResult } from '../../../shared/protocol/result.ts';
import type { Task } from '../../../shared/task.ts';
import { createPanel } from '../../common/viewTexts.ts';
import type { ResultOpener, ResultTarget } from '../../services.ts';
import { ResultPanel } from './panel.ts';
import type { EditorServices } from './target.ts';

/** The type of the webview panels; see `register.ts`. */
const VIEW_TYPE = 'kie.result';

export type OpenOptions = Parameters<ResultOpener['open']>[1];

/** The open Result editors. Like a preview editor, the one that is not pinned shows the next result. */
export class ResultEditors {
  readonly #services: EditorServices;
  readonly #panels = new Set<ResultPanel>();

  constructor(services: EditorServices) {
    this.#services = services;
  }

  /** The editor that shows the next result. */
  get preview(): ResultPanel | undefined {
    return [...this.#panels].find(({ isPinned }) => !isPinned);
  }

  /** Whether a visible editor shows an input of the task. */
  showInputOf(task: Task): boolean {
    const inputs = mediaStrings(task.input);
    return [...this.#panels].some(({ visibleFile }) => inputs.includes(visibleFile?.toString() ?? ''));
  }

  /** Shows a result: in the editor that shows it already, in the one that is not pinned, or in a new one. */
  async open(target: ResultTarget, { where, preserveFocus, isPinned = false }: OpenOptions): Promise<void> {
    const open = [...this.#panels].find(panel => panel.shows(target)) ?? (isPinned ? undefined : this.preview);
    if (open !== undefined) {
      open.reveal(where, preserveFocus);
      return open.show(target);
    }
    const viewColumn = where === 'beside' ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const panel = createPanel(VIEW_TYPE, vscode.l10n.t('Result'), { viewColumn, preserveFocus });
    await this.#use(panel, target, isPinned);
  }

  /** Restores the editor after a reload of the window. Closes it when its state is unknown. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (!isSavedResult(state)) panel.dispose();
    else await this.#use(panel, { localId: state.localId, index: state.index }, state.isPinned === true);
  }

  async #use(webviewPanel: vscode.WebviewPanel, target: ResultTarget, isPinned: boolean): Promise<void> {
    const panel: ResultPanel = new ResultPanel(this.#services, webviewPanel, {
      ...{ target, isPinned },
      // Only one editor is heard.
      onHeard: () => {
        for (const other of this.#panels) if (other !== panel) void other.pause();
      }
    });
    this.#panels.add(panel);
    webviewPanel.onDidDispose(() => this.#panels.delete(panel));
    await panel.load();
  }
}
