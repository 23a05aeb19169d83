import * as vscode from 'vscode';

/** Why a run requires confirmation even below every limit, and the approval that makes it unnecessary later. */
interface OnceReason {
  readonly approval: string;
  readonly why: string;
}

export const modelReason = (approval: string): OnceReason => ({
  approval,
  why: vscode.l10n.t('The model is set by this workspace. Its first use always requires confirmation.')
});

/** Extensions pass a `Uri`; keybindings, tasks.json and links, which a workspace can bring, pass JSON. */
export const commandReason = (command: string): OnceReason => ({
  approval: `command:${command}`,
  why: vscode.l10n.t(
    'A keybinding, task or link started {0}. Its first use in a workspace always requires confirmation.',
    command
  )
});

/** Whether a keybinding, task or link passed the file, even to the command of a menu; a menu passes a `Uri`. */
export const isFromJson = (uri: unknown): boolean => uri !== undefined && !(uri instanceof vscode.Uri);

/**
 * Whether a task or launch configuration of the workspace names an action. VS Code turns JSON with the mark of a
 * serialized `Uri` into a real one before it calls a command, so the argument does not identify the caller.
 * Source: vs/base/common/marshalling.ts, revive
 */
export function isNamedByWorkspace(action: string): boolean {
  const scopes = [null, ...(vscode.workspace.workspaceFolders ?? [])];
  return scopes.some(scope =>
    ['tasks', 'launch'].some(section => {
      const found = vscode.workspace.getConfiguration(undefined, scope).inspect(section);
      const text = JSON.stringify([found?.workspaceValue, found?.workspaceFolderValue]);
      return text.includes(`kie.${action}`) || text.includes(`kie.menu.${action}`);
    })
  );
}
