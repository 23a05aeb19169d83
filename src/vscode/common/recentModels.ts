import type * as vscode from 'vscode';

const RECENT = 'kie.models.recent';

/** Model ids used last, newest first. */
export const recentModels = (memory: vscode.Memento): readonly string[] => memory.get<readonly string[]>(RECENT, []);

export const rememberModel = (memory: vscode.Memento, id: string): Thenable<void> =>
  memory.update(RECENT, [id, ...recentModels(memory).filter(other => other !== id)].slice(0, 12));
