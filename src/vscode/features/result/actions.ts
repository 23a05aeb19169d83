import * as vscode from 'vscode';
import { baseName } from '../../../core/files/mediaFiles.ts';
import { promptText } from '../../../shared/catalog/mainPrompt.ts';
import { messageOf } from '../../../shared/messageOf.ts';
import type { ResultAction } from '../../../shared/protocol/result.ts';
import type { Task } from '../../../shared/task.ts';
import { actionOf } from '../../common/endActions.ts';
import { insertIntoEditor } from '../../common/insertIntoEditor.ts';
import { executeReported } from '../../common/reportErrors.ts';
import { ASK_FIRST } from '../../ids.ts';
import { fileOf } from './target.ts';
import type { EditorServices } from './target.ts';
import type { ResultTarget } from '../../services.ts';

/**
 * Runs an action of the Result editor on its result.
 * @throws when the action does not apply any longer
 */
export async function runAction(services: EditorServices, target: ResultTarget, name: ResultAction): Promise<void> {
  const engine = await services.engine.get();
  const { localId, index } = target;
  const task = engine.tasks.get(localId);
  if (task === undefined) throw new Error(vscode.l10n.t('This task was removed from the list.'));
  const item = { task: { localId }, result: { index } };
  switch (name) {
    case 'useIn':
      return executeReported('kie.result.useIn', item);
    case 'more':
      return executeReported('kie.moreFromResult', item);
    case 'runAgain':
      // A purchase by one click is always confirmed, regardless of its price.
      return executeReported('kie.task.runAgain', localId, ASK_FIRST);
    case 'editRequest':
      return executeReported('kie.task.reuse', localId);
    case 'insert':
      return insertIntoEditor(savedFile(task, index));
    case 'reveal':
      return executeReported('kie.task.reveal', item);
    case 'open':
      return executeReported('vscode.open', savedFile(task, index));
    case 'openOutside':
      await openOutside(savedFile(task, index));
      return;
    case 'delete':
      return deleteFile(services, savedFile(task, index));
    case 'downloadAgain':
      return executeReported('kie.task.downloadAgain', item);
    case 'copyTaskId':
      await vscode.env.clipboard.writeText(task.taskId ?? '');
      return;
    case 'copyPrompt':
      await vscode.env.clipboard.writeText(promptText(engine.models.entry(task.model), task.input));
      return;
    case 'remedy': {
      const remedy = actionOf(task);
      return remedy === undefined ? undefined : executeReported(remedy.command, localId, ASK_FIRST);
    }
    case 'showTasks':
      return executeReported('kie.showTasks');
  }
}

/** Opens the file in the program of the system, or shows it there, where it can be opened. */
async function openOutside(file: vscode.Uri): Promise<void> {
  if (!(await vscode.env.openExternal(file))) await executeReported('revealFileInOS', file);
}

function savedFile(task: Task, index: number): vscode.Uri {
  const file = fileOf(task, index);
  if (file === undefined) throw new Error(vscode.l10n.t('This task has no saved result.'));
  return file;
}

/** Moves a file to the trash, or deletes it where there is none, after the user confirmed each. */
async function deleteFile({ ask }: Pick<EditorServices, 'ask'>, file: vscode.Uri): Promise<void> {
  const name = baseName(file.path);
  const move = await ask.confirm(
    vscode.l10n.t('Delete {0}?', name),
    vscode.l10n.t('You can restore this file from the trash.'),
    vscode.l10n.t('Move to Trash')
  );
  if (!move) return;
  try {
    await vscode.workspace.fs.delete(file, { useTrash: true });
    return;
  } catch (error) {
    const isSure = await ask.confirm(
      vscode.l10n.t("Can't move {0} to the trash. Delete it permanently?", name),
      messageOf(error),
      vscode.l10n.t('Delete Permanently')
    );
    if (isSure) await vscode.workspace.fs.delete(file);
  }
}
