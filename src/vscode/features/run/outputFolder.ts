import * as vscode from 'vscode';
import os from 'node:os';
import path from 'node:path';
import type { SaveTarget } from '../../../core/tasks/types.ts';
import type { Ask } from '../../common/confirm.ts';
import { isFromWorkspace, textSetting } from '../../common/settings.ts';
import { foreignText } from '../../../shared/foreignText.ts';
import type { Approvals } from './approvals.ts';
import { resolveFolder } from '../../../core/files/folderSetting.ts';
import type { FolderContext, ResolvedFolder } from '../../../core/files/folderSetting.ts';
import { isInside, outsidePath } from '../../../core/files/outsidePath.ts';
import { showPick } from '../../common/quickInput.ts';
import type { State } from '../../state.ts';

/** The folder for results of the form, the Command Palette and programs. */
export class OutputFolder {
  readonly #stored: State['outputFolder'];
  readonly #ask: Ask;
  readonly #approvals: Approvals;

  constructor(stored: State['outputFolder'], ask: Ask, approvals: Approvals) {
    this.#stored = stored;
    this.#ask = ask;
    this.#approvals = approvals;
  }

  /**
   * Returns the target from the settings. Asks once when several folders or none are open. Undefined when the user
   * canceled. `quiet` does not ask: it uses the first workspace folder, or throws when there is none. A folder outside
   * the workspace that only the workspace settings name is confirmed once in both modes.
   *
   * @throws when the setting cannot be used here.
   */
  async target(mode: 'ask' | 'quiet'): Promise<SaveTarget | undefined> {
    const target = await this.#target(mode);
    if (target === undefined || isOfUser(target.folder) || (await this.agreeToFolder(target.folder))) return target;
    if (mode === 'ask') return undefined;
    throw new Error(vscode.l10n.t('Saving to {0}, outside the workspace, was not confirmed.', target.folder));
  }

  /** Resolves to true when a folder is inside the workspace or the user confirms it. Asks once per folder. */
  async agreeToFolder(folder: string): Promise<boolean> {
    const roots = localFolders().map(({ uri }) => uri.fsPath);
    // Without a folder there is no workspace whose settings could name one.
    const outside = roots.length === 0 ? undefined : await outsidePath(folder, roots);
    if (outside === undefined || this.#approvals.has(`folder:${outside}`)) return true;
    const agreed = await this.#ask.confirm(
      vscode.l10n.t('Save results outside this workspace?'),
      vscode.l10n.t('The workspace sets the output folder to {0}.', foreignText(outside)),
      vscode.l10n.t('Save There')
    );
    if (agreed) await this.#approvals.add(`folder:${outside}`);
    return agreed;
  }

  async #target(mode: 'ask' | 'quiet'): Promise<SaveTarget | undefined> {
    const known = this.#base();
    if (known !== undefined) return known;
    const folders = localFolders();
    const first = folders[0];
    if (mode === 'quiet') {
      if (first !== undefined) return inFolder(first.uri);
      throw new Error(vscode.l10n.t('No folder is open. Set the folder with "saveTo".'));
    }
    const chosen = first === undefined ? await browse() : await pick();
    if (chosen === undefined) return undefined;
    await this.#stored.set(chosen.toString());
    return this.#base() ?? inFolder(chosen);
  }

  /** The folder when no question is needed. */
  get knownFolder(): vscode.Uri | undefined {
    try {
      const known = this.#base();
      return known === undefined ? undefined : vscode.Uri.file(known.folder);
    } catch {
      // An unusable setting is reported when a run needs it.
      return undefined;
    }
  }

  #base(): SaveTarget | undefined {
    const folders = localFolders();
    const only = folders.length === 1 ? folders[0] : undefined;
    if (only !== undefined) return inFolder(only.uri);
    const setting = textSetting('kie.output.folder');
    const remembered = this.#stored.get();
    const resolved = resolveFolder(setting, system());
    if ('folder' in resolved || resolved.problem !== 'relative')
      return { folder: usable(resolved), template: template() };
    if (remembered === undefined) return undefined;
    const uri = vscode.Uri.parse(remembered);
    if (folders.length === 0) return { folder: uri.fsPath, template: template() };
    return folders.some(folder => folder.uri.toString() === remembered) ? inFolder(uri) : undefined;
  }
}

function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === 'file');
}

/** Returns the file name template from the settings of the folder. */
export function template(scope?: vscode.Uri): string {
  return textSetting('kie.output.fileName', scope);
}

function inFolder(folder: vscode.Uri): SaveTarget {
  const setting = textSetting('kie.output.folder', folder);
  return {
    folder: usable(resolveFolder(setting, { ...system(), workspaceFolder: folder.fsPath })),
    template: template(folder)
  };
}

const system = (): Omit<FolderContext, 'workspaceFolder'> => ({
  platform: process.platform,
  home: os.homedir(),
  env: process.env
});

/** @throws an error with a message for the user when the setting is not usable on this system. */
function usable(resolved: ResolvedFolder): string {
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
function isOfUser(folder: string): boolean {
  const folders = localFolders();
  if (folders.some(({ uri }) => isInside(folder, uri.fsPath))) return false;
  return !folders.some(({ uri }) => isFromWorkspace('kie.output.folder', uri)) && !isFromWorkspace('kie.output.folder');
}

async function browse(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Output Folder for KIE Results'),
    openLabel: vscode.l10n.t('Save Results Here')
  });
  return chosen?.[0];
}

async function pick(): Promise<vscode.Uri | undefined> {
  const items = localFolders().map(folder => ({ label: folder.name, description: folder.uri.fsPath, uri: folder.uri }));
  const placeHolder = vscode.l10n.t('Select the workspace folder for KIE results (remembered for this workspace)');
  return (await showPick(items, { placeHolder }))?.uri;
}

/** Converts the `saveTo` of a program into a target: a folder, or a file name if it has an extension. */
export async function targetFromUri(uri: vscode.Uri): Promise<SaveTarget> {
  if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Results can only be saved to local folders.'));
  const { ext, dir, name } = path.parse(uri.fsPath);
  if (ext !== '' && !(await isFolder(uri))) return { folder: dir, stem: name };
  return { folder: uri.fsPath, template: template(uri) };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // A missing path is not a folder yet. The engine creates it when needed.
    return false;
  }
}
