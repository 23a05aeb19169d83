import * as vscode from 'vscode';

/** The folder for dropped files that are not on disk, in the storage of the extension. */
export const dropsFolder = (storage: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(storage, 'given');
