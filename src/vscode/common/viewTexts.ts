import * as vscode from 'vscode';
import { foreignText } from '../../shared/foreignText.ts';

/** Same as `vscode.window.createWebviewPanel`, with the title treated as data. */
export const createPanel = (
  viewType: string,
  title: string,
  column: Parameters<typeof vscode.window.createWebviewPanel>[2],
  options?: vscode.WebviewPanelOptions & vscode.WebviewOptions
): vscode.WebviewPanel => vscode.window.createWebviewPanel(viewType, foreignText(title), column, options);

/** Sets the title of an editor. */
export function setPanelTitle(panel: Pick<vscode.WebviewPanel, 'title'>, title: string): void {
  panel.title = foreignText(title);
}

/** Shows a text above the items of a view. An empty text removes it. */
export function setViewMessage(view: Pick<vscode.TreeView<unknown>, 'message'>, message: string): void {
  view.message = foreignText(message);
}
