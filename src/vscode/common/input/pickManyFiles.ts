import * as vscode from 'vscode';
import { createPick } from '../quickInput.ts';
import type { FileItem, FileList } from './workspaceFiles.ts';

/** The selected files, and whether the user wants to choose others in the file dialog. */
export interface ManyFiles {
  readonly items: readonly FileItem[];
  readonly browse: boolean;
}

/**
 * Asks for any number of files of a list. The file dialog is a button of the list. The title, which stays while the user
 * types, mentions when the list is incomplete. Undefined when the user canceled.
 */
export function pickManyFiles({ files, browse }: FileList, placeholder: string): Promise<ManyFiles | undefined> {
  const pick = createPick<FileItem>();
  pick.items = files;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.title = browse.description;
  pick.placeholder = placeholder;
  pick.buttons = [{ iconPath: new vscode.ThemeIcon('folder-opened'), tooltip: browse.label }];
  return new Promise(resolve => {
    const close = (result: ManyFiles | undefined): void => {
      resolve(result);
      pick.dispose();
    };
    pick.onDidAccept(() => close({ items: pick.selectedItems, browse: false }));
    pick.onDidTriggerButton(() => close({ items: pick.selectedItems, browse: true }));
    pick.onDidHide(() => close(undefined));
    pick.show();
  });
}
