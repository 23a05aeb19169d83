import * as vscode from 'vscode';
import path from 'node:path';
import type { SaveTarget } from '../../../core/engine/api.ts';
import { Settings } from '../../contributions.ts';
import { textSetting } from '../../common/settings.ts';
import { showPick } from '../../common/quickInput.ts';

const REMEMBERED = 'kie.output.chosen';

/** Where results of the form, the palette and programs go. */
export class Output {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /**
   * By the settings; asks once where several folders or none are open. Undefined when the person gave no answer.
   * `quiet` never asks: the first workspace folder, or an error when there is none.
   */
  async target(mode: 'ask' | 'quiet'): Promise<SaveTarget | undefined> {
    const known = this.#base();
    if (known !== undefined) return known;
    const folders = localFolders();
    const first = folders[0];
    if (mode === 'quiet') {
      if (first !== undefined) return inFolder(first.uri);
      throw new Error(vscode.l10n.t('No folder is open: say where to save with "saveTo".'));
    }
    const chosen = first === undefined ? await browse() : await pick();
    if (chosen === undefined) return undefined;
    await this.#memory.update(REMEMBERED, chosen.toString());
    return this.#base() ?? inFolder(chosen);
  }

  /** The folder when nothing need be asked. */
  get knownFolder(): vscode.Uri | undefined {
    const known = this.#base();
    return known === undefined ? undefined : vscode.Uri.file(known.folder);
  }

  #base(): SaveTarget | undefined {
    const folders = localFolders();
    const only = folders.length === 1 ? folders[0] : undefined;
    if (only !== undefined) return inFolder(only.uri);
    const setting = textSetting(Settings.outputFolder);
    const remembered = this.#memory.get<string>(REMEMBERED);
    if (path.isAbsolute(setting)) return { folder: setting, template: template() };
    if (remembered === undefined) return undefined;
    const uri = vscode.Uri.parse(remembered);
    if (folders.length === 0) return { folder: uri.fsPath, template: template() };
    return folders.some(folder => folder.uri.toString() === remembered) ? inFolder(uri) : undefined;
  }
}

function localFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === 'file');
}

/** The template of file names, by the settings of the folder. */
export function template(scope?: vscode.Uri): string {
  return textSetting(Settings.outputFileName, scope);
}

function inFolder(folder: vscode.Uri): SaveTarget {
  const setting = textSetting(Settings.outputFolder, folder);
  return { folder: path.resolve(folder.fsPath, setting), template: template(folder) };
}

async function browse(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: vscode.l10n.t('Folder for Results of KIE'),
    openLabel: vscode.l10n.t('Save Results Here')
  });
  return chosen?.[0];
}

async function pick(): Promise<vscode.Uri | undefined> {
  const items = localFolders().map(folder => ({ label: folder.name, description: folder.uri.fsPath, uri: folder.uri }));
  const placeHolder = vscode.l10n.t('Workspace folder for results of KIE (remembered for this workspace)');
  return (await showPick(items, { placeHolder }))?.uri;
}

/** Turns the `saveTo` of a program into a target: a folder, or with an extension a file name. */
export async function targetFromUri(uri: vscode.Uri): Promise<SaveTarget> {
  if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Results can only be saved to files of this computer.'));
  const { ext, dir, name } = path.parse(uri.fsPath);
  if (ext !== '' && !(await isFolder(uri))) return { folder: dir, stem: name };
  return { folder: uri.fsPath, template: template(uri) };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // What does not exist is not a folder yet; the engine makes it when it is to be one.
    return false;
  }
}
