import * as vscode from 'vscode';

/** Where files go that came without a place on disk, in the storage of the extension. */
export const dropsFolder = (storage: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(storage, 'given');
