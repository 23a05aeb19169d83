import * as vscode from 'vscode';
import type { Services } from '../../services.ts';
import { dropsFolder } from './media/dropsFolder.ts';

/** The options of the webview: it may load its own script, and show files of the folders that hold media. */
export function webviewOptions({ context, output }: Pick<Services, 'context' | 'output'>): vscode.WebviewOptions {
  const results = output.knownFolder;
  return {
    enableScripts: true,
    localResourceRoots: [
      vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview'),
      ...(vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri),
      ...(results === undefined ? [] : [results]),
      dropsFolder(context.globalStorageUri),
      // The voice samples of the engine.
      vscode.Uri.joinPath(context.globalStorageUri, 'samples')
    ]
  };
}
