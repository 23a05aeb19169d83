import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { resolveFolder } from '../../../core/files/folderSetting.ts';
import type { FolderContext, ResolvedFolder } from '../../../core/files/folderSetting.ts';
import { dateText } from '../../../core/files/naming.ts';
import { isInside } from '../../../core/files/locateFolder.ts';
import type { SaveTarget } from '../../../core/tasks/types.ts';
import { foreignText } from '../../../shared/foreignText.ts';
import { isFromWorkspace, textSetting } from '../../common/settings.ts';

/** Returns the workspace folders of this computer. */
export function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === 'file');
}

/** Returns the file name template from the settings of the folder. */
export function template(scope?: vscode.Uri): string {
  return textSetting('kie.output.fileName', scope);
}

/**
 * Returns the target from the settings of a folder.
 * @throws when the setting cannot be used here.
 */
export function inFolder(folder: vscode.Uri): SaveTarget {
  const setting = textSetting('kie.output.folder', folder);
  return {
    folder: usable(resolveFolder(setting, { ...system(), workspaceFolder: folder.fsPath })),
    template: template(folder)
  };
}

/** The values that a folder setting can refer to, besides the workspace folder. */
export const system = (): Omit<FolderContext, 'workspaceFolder'> => ({
  platform: process.platform,
  home: os.homedir(),
  env: process.env,
  now: new Date()
});

/** Returns the folder that contains the folders of each day, or the folder itself when it has no date of today. */
export function undated(folder: string): string {
  const today = dateText(new Date());
  const { root } = path.parse(folder);
  const names = folder.slice(root.length).split(path.sep);
  const at = names.findIndex(name => name.includes(today));
  return at < 0 ? folder : root + names.slice(0, at).join(path.sep);
}

/** @throws an error with a message for the user when the setting is not usable on this system. */
export function usable(resolved: ResolvedFolder): string {
  if ('folder' in resolved) return resolved.folder;
  const text = foreignText(resolved.text);
  switch (resolved.problem) {
    case 'variable':
      throw new Error(vscode.l10n.t('The setting kie.output.folder contains {0}, which has no value here.', text));
    case 'otherSystem':
      throw new Error(
        vscode.l10n.t('The setting kie.output.folder contains {0}, a path for another operating system.', text)
      );
    case 'relative':
      throw new Error(vscode.l10n.t('Open a folder to use the setting kie.output.folder: {0}.', text));
  }
}

/** Whether a folder outside the workspace comes from the user's own settings and not from the workspace. */
export function isOfUser(folder: string): boolean {
  const folders = localFolders();
  if (folders.some(({ uri }) => isInside(folder, uri.fsPath))) return false;
  return !folders.some(({ uri }) => isFromWorkspace('kie.output.folder', uri)) && !isFromWorkspace('kie.output.folder');
}
