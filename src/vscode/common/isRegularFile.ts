import * as vscode from 'vscode';

/** Whether this is a file or a link to one. Reading a named pipe would not end. */
export const isRegularFile = (type: vscode.FileType): boolean => (type & vscode.FileType.File) !== 0;
