import * as vscode from 'vscode';

/**
 * The file on the computer that this extension runs on; undefined for other files. The explorer of a remote window uses
 * a scheme of its own.
 */
export function localFile(uri: vscode.Uri): vscode.Uri | undefined {
  if (uri.scheme === 'file') return uri;
  return uri.scheme === 'vscode-remote' ? vscode.Uri.file(uri.path) : undefined;
}
