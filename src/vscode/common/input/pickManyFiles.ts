import * as vscode from 'vscode';
import { createPick } from '../quickInput.ts';
import type { FileItem } from './workspaceFiles.ts';

/** The selected files, and whether the user wants to choose others in the file dialog. */
export interface ManyFiles {
  readonly items: readonly FileItem[];
  readonly browse: boolean;
}

/** Asks for any number of files of a list. The file dialog is a button of the list. Undefined when the user canceled. */
export function pickManyFiles(files: readonly FileItem[], placeholder: string): Promise<ManyFiles | undefined> {
  const pick = createPick<FileItem>();
  pick.items = files;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.placeholder = placeholder;
  pick.buttons = [{ iconPath: new vscode.ThemeIcon('folder-opened'), tooltip: vscode.l10n.t('Browse…') }];
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
