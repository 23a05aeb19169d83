import * as vscode from 'vscode';
import { activeFile } from '../../common/input/workspaceFiles.ts';
import { insertIntoEditor } from '../../common/insertIntoEditor.ts';
import type { Services } from '../../services.ts';
import { fileOf, resultTarget } from './target.ts';

/** Opens the Result editor, by default for the file in the active editor, and moves the focus to it. */
export async function openInResultEditor(
  services: Pick<Services, 'engine' | 'resultEditors'>,
  node: unknown
): Promise<void> {
  const shown = await resultTarget(services, node ?? activeFile());
  await services.resultEditors.open(shown, { where: 'active', preserveFocus: false });
}

/**
 * Inserts a reference to a result into the last text editor.
 * @throws when the result is not saved, or no text editor is open
 */
export async function insertResult(services: Pick<Services, 'engine'>, node: unknown): Promise<void> {
  const { localId, index } = await resultTarget(services, node);
  const task = (await services.engine.get()).tasks.get(localId);
  const file = task === undefined ? undefined : fileOf(task, index);
  if (file === undefined) throw new Error(vscode.l10n.t('This task has no saved result.'));
  await insertIntoEditor(file);
}
