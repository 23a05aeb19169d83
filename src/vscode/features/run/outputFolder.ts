import * as vscode from 'vscode';
import { resolveFolder } from '../../../core/files/folderSetting.ts';
import { locateFolder } from '../../../core/files/locateFolder.ts';
import type { SaveTarget } from '../../../core/tasks/types.ts';
import { foreignText } from '../../../shared/foreignText.ts';
import type { Ask } from '../../common/confirm.ts';
import { showPick } from '../../common/quickInput.ts';
import { textSetting } from '../../common/settings.ts';
import type { State } from '../../state.ts';
import type { Approvals } from './approvals.ts';
import { inFolder, isOfUser, localFolders, system, template, undated, usable } from './folderSettings.ts';

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
    if (target === undefined || isOfUser(target.folder)) return target;
    const folder = await this.confirmFolder(target.folder);
    if (folder !== undefined) return { ...target, folder };
    if (mode === 'ask') return undefined;
    throw new Error(vscode.l10n.t('Saving to {0}, outside the workspace, was not confirmed.', target.folder));
  }

  /**
   * Returns where a folder really is, when it is inside the workspace or the user confirms it. Asks once per folder. A
   * symbolic link that is changed after the question does not change the answer.
   */
  async confirmFolder(folder: string): Promise<string | undefined> {
    const roots = localFolders().map(({ uri }) => uri.fsPath);
    // Without a folder there is no workspace whose settings could name one.
    if (roots.length === 0) return folder;
    const location = await locateFolder(folder, roots);
    if (!location.isOutside || this.#approvals.has(`folder:${location.folder}`)) return location.folder;
    // Folders of days are confirmed together, by the folder that contains them.
    const above = await locateFolder(undated(location.folder), roots);
    const outside = above.isOutside ? above.folder : location.folder;
    if (this.#approvals.has(`folder:${outside}`)) return location.folder;
    const agreed = await this.#ask.confirm(
      vscode.l10n.t('Save results outside this workspace?'),
      vscode.l10n.t('The workspace sets the output folder to {0}.', foreignText(outside)),
      vscode.l10n.t('Save There')
    );
    if (agreed) await this.#approvals.add(`folder:${outside}`);
    return agreed ? location.folder : undefined;
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

  /** The folder when no question is needed, above the folders of days. */
  get knownFolder(): vscode.Uri | undefined {
    try {
      const known = this.#base();
      return known === undefined ? undefined : vscode.Uri.file(undated(known.folder));
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
